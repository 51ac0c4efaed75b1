/** What whoever gets mails sees of Parley: pages with one button, without script, and the same without it being a button. */
import { createHash } from 'node:crypto';

const STYLE = `
:root{color-scheme:light dark}
body{margin:0 auto;max-width:36rem;padding:2rem 1.25rem;font:1rem/1.5 system-ui,'Noto Sans',sans-serif;color:#16202e;background:#fff}
h1{margin:0 0 .75rem;font-size:1.4rem;line-height:1.25}
button{font:inherit;padding:.55rem 1.1rem;border:0;border-radius:.3rem;color:#fff;background:#1d4f91;cursor:pointer}
button:focus-visible{outline:3px solid #8a3b00;outline-offset:2px}
@media (prefers-color-scheme:dark){body{color:#e9e6df;background:#1a1d22}button{color:#10151c;background:#94bdf5}
button:focus-visible{outline-color:#e3b75c}}
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const MAIL_PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  // With a stricter policy, browsers send no `Origin` with a form.
  'referrer-policy': 'same-origin',
} as const;

/** A page. Nothing that anybody has written is on it. */
interface MailPage {
  readonly title: string;
  readonly text: string;
  /** What the button says; undefined: there is none. */
  readonly button?: string;
}

export const MAIL_PAGES = {
  askConfirm: {
    title: 'Do you want these alerts?',
    text: 'You are told of changes in negotiations by mail. Each mail has a link that ends it.',
    button: 'Yes, send them',
  },
  confirmed: { title: 'You get alerts from now on', text: 'Each mail has a link that ends it.' },
  askEnd: {
    title: 'End these alerts?',
    text: 'No more mails are sent, and your address is erased.',
    button: 'End them',
  },
  ended: { title: 'The alerts have ended', text: 'Your address has been erased.' },
  unknown: {
    title: 'Nothing is here any more',
    text: 'These alerts have ended, or the address is not whole. Nothing is sent.',
  },
} as const satisfies Record<string, MailPage>;

/** The form has no address of its own: it goes to that of its page. */
export const mailPage = ({ title, text, button }: MailPage): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Parley</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
${button === undefined ? '' : `<form method="post"><button>${button}</button></form>\n`}</main>
</body>
</html>
`;
