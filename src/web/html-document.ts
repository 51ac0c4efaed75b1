/** The HTML document around a rendered page. It has no inline script and no inline style. */
import type { PageBundle, RenderedPage } from '../platform/page-bundle.js';

/** The `Content-Security-Policy` of a page: everything comes from this server, but for images in `data:` URLs. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The icon of the pages: a speech bubble that is half full. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%231d4f91' d='M2 1h12v10H8l-4 4v-4H2z'/%3E%3Cpath fill='%23fff' d='M8 3h4v6H8z'/%3E%3C/svg%3E";

/** The document of a page, ready to be sent. */
export function htmlDocument(bundle: PageBundle, { page, head, body, data }: RenderedPage): string {
  const { script, preloads, styles } = bundle.assetsOf(page);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${ICON}">
${styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
${preloads.map((href) => `<link rel="modulepreload" href="${href}">`).join('\n')}
${head}
</head>
<body>
<div id="app">${body}</div>
<script type="application/json" id="data">${data}</script>
<script type="module" src="${script}"></script>
</body>
</html>
`;
}

/** What is sent in place of a page where the pages have not been built. */
export const NOT_BUILT_DOCUMENT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Parley</title></head>
<body><main><h1>Parley</h1>
<p>The pages have not been built: <code>npm run build</code> builds them.</p>
<p>The interface is there all the same: <a href="/docs">what it answers</a>.</p></main></body></html>
`;
