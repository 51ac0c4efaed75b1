/** A published card as a page: its fields alone, without script, form, cookie and link. */
import { createHash } from 'node:crypto';
import type { CardAnswer } from '../../answers/publishing/briefing.js';
import { cardHeadline, cardReading, NOBODY } from '../pictures/card-words.js';
import { inXml } from '../pictures/xml-text.js';

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;padding:1rem 1.25rem;font:1rem/1.45 system-ui,'Noto Sans','Noto Sans Arabic','Noto Sans Hebrew',sans-serif;
color:#16202e;background:#fff;border-inline-start:.5rem solid #1d4f91}
body.contested{border-color:#8a3b00}
h1{margin:0 0 .5rem;font-size:1.25rem;line-height:1.25}
p{margin:.35rem 0}
.phase{font-weight:700;color:#1d4f91}
.contested .phase,.past{color:#8a3b00}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem .9rem;margin:.6rem 0}
dt,footer{color:#4a5768}
dd{margin:0;overflow-wrap:anywhere}
footer{margin-top:.7rem;padding-top:.5rem;border-top:1px solid #b9c2cd;font-size:.85rem}
@media (prefers-color-scheme:dark){body{color:#e9e6df;background:#1a1d22}.phase{color:#94bdf5}
.contested .phase,.past{color:#e3b75c}dt,footer{color:#a5a9b1}}
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** @param frameAncestors who may frame it, as `Content-Security-Policy` writes it */
export const publicPolicy = (frameAncestors: string): string =>
  `sandbox; default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; ` +
  `frame-ancestors ${frameAncestors}`;

const isolated = (text: string): string => `<bdi>${inXml(text)}</bdi>`;

const names = (people: CardAnswer['says'], none: string): string =>
  people.length ? people.map(({ name }) => isolated(name)).join(', ') : none;

const row = (term: string, html: string): string => `<dt>${term}</dt><dd>${html}</dd>`;

function rowsOf({ says, denies, newest, sources }: CardAnswer): string[] {
  return [
    row('Say so', names(says, NOBODY.says)),
    row('Deny talks', names(denies, NOBODY.denies)),
    ...(newest === null ? [] : [row('Newest report', inXml(newest))]),
    row('Sources', sources.length ? sources.map(isolated).join(', ') : 'none'),
  ];
}

/** What the head of the page says of where the card is had. */
export interface CardLinks {
  /** Its own address, for good; undefined where the public one is not known. */
  readonly canonical: string | undefined;
  /** The path of the card as linked data. */
  readonly data: string;
  /** The address at which oEmbed describes it, where there is one. */
  readonly discovery: string | undefined;
  /** Whether search engines may list it. */
  readonly isIndexed: boolean;
}

const link = (attributes: string, href: string | undefined): string =>
  href === undefined ? '' : `<link ${attributes} href="${inXml(href)}">\n`;

export function publicPage(card: CardAnswer, { canonical, data, discovery, isIndexed }: CardLinks): string {
  const { title, contested, past, asOf, sentence, revision } = card;
  const links = [
    link('rel="canonical"', canonical),
    link('rel="alternate" type="application/ld+json"', data),
    link('rel="alternate" type="application/json+oembed"', discovery),
  ];
  const read = cardReading(card).map(isolated).join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isIndexed ? '' : '<meta name="robots" content="noindex">\n'}<title>${inXml(title)}</title>
${links.join('')}<style>${STYLE}</style>
</head>
<body${contested ? ' class="contested"' : ''}>
<main>
<h1>${isolated(title)}</h1>
${past ? `<p class="past">A past moment: as of ${inXml(asOf)}.</p>\n` : ''}<p class="phase">${inXml(cardHeadline(card))}</p>
<p>${isolated(sentence.words)}</p>
<dl>${rowsOf(card).join('')}</dl>
</main>
<footer>As of ${inXml(asOf)}. Read: ${read}. Parley, record up to revision ${revision}.</footer>
</body>
</html>
`;
}
