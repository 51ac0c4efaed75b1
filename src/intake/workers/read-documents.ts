/** The readable text of a web page or an e-mail, with what it says of itself. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';

/** The part of the DOM that is used here. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}
interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
  remove(): void;
}
interface Page extends PageNode {
  readonly body: PageElement | null;
  readonly documentElement: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface ReadText {
  readonly text: string;
  readonly title?: string;
  readonly publisher?: string;
  /** As it is written there. */
  readonly published?: string;
  readonly language?: string;
  readonly url?: string;
}

type Given = { readonly [F in keyof ReadText]?: ReadText[F] | null | undefined };

/** Only what is there. */
const present = ({ text = '', ...rest }: Given): ReadText => ({
  text: text ?? '',
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string' && value.trim() !== '')),
});

/** What nobody who reads the page sees: it must not be read as if it stood there. */
const HIDDEN =
  'script,style,noscript,template,iframe,object,embed,svg,form,input,textarea,[hidden],[aria-hidden="true"]';
const INVISIBLE =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|font-size\s*:\s*0(?![.\d]*[1-9])|text-indent\s*:\s*-\d{3,})/i;
/** After these a line ends. */
const BLOCKS =
  /^(?:P|DIV|SECTION|ARTICLE|HEADER|FOOTER|MAIN|ASIDE|H[1-6]|LI|UL|OL|DL|DT|DD|TR|TABLE|BLOCKQUOTE|PRE|FIGURE|FIGCAPTION|HR|ADDRESS)$/;

function removeHidden(document: Page): void {
  for (const hidden of document.querySelectorAll(HIDDEN)) hidden.remove();
  for (const styled of document.querySelectorAll('[style]'))
    if (INVISIBLE.test(styled.getAttribute('style') ?? '')) styled.remove();
}

/** The text of a node with a line for each block, and an empty line between paragraphs. */
function linesOf(root: PageNode): string {
  const parts: string[] = [];
  // Not by recursion: a page may be nested without end.
  const stack: (PageNode | string)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') parts.push(node);
    else if (node.nodeType === 3) parts.push((node.textContent ?? '').replaceAll(/\s+/g, ' '));
    else if (node.nodeName === 'BR') parts.push('\n');
    else {
      const ending = BLOCKS.test(node.nodeName) ? ['\n\n'] : [];
      stack.push(...ending, ...[...node.childNodes].toReversed(), ...ending);
    }
  }
  return parts
    .join('')
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

const metaOf = (document: Page, ...names: readonly string[]): string | null => {
  for (const name of names) {
    const found = document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.getAttribute('content');
    if (found) return found;
  }
  return null;
};

/** The article of a page as a reader sees it: without scripts, markup, menus and hidden text. */
export function readHtml(html: string, url?: string): ReadText {
  // A fragment is a page as well.
  const parsed = parseHTML(/<(?:html|body|head)[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  const document = parsed.document as unknown as Page;
  removeHidden(document);
  const about = {
    title: metaOf(document, 'og:title') ?? document.querySelector('title')?.textContent,
    publisher: metaOf(document, 'og:site_name', 'application-name'),
    published: metaOf(document, 'article:published_time', 'datePublished', 'date') ?? timeOf(document),
    language: document.documentElement?.getAttribute('lang'),
    url: document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? url,
  };
  const whole = linesOf(document.body ?? document);
  const article = new Readability(document, {
    maxElemsToParse: 20_000,
    serializer: (node) => linesOf(node),
  }).parse();
  const read = article?.content ?? '';
  // Of a short page Readability may keep too little, or nothing.
  const text = read.length >= Math.min(500, whole.length / 2) ? read : whole;
  return present({
    ...about,
    text,
    title: article?.title ?? about.title,
    publisher: about.publisher ?? article?.siteName,
    published: about.published ?? article?.publishedTime,
    language: about.language ?? article?.lang,
  });
}

const timeOf = (document: Page): string | null =>
  document.querySelector('time[datetime]')?.getAttribute('datetime') ?? null;

/** The text of a message: its plain part, or what its HTML shows. Attachments are left out. */
export async function readEmail(bytes: Uint8Array): Promise<ReadText> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 });
  const text = mail.text?.trim() ? mail.text : mail.html ? readHtml(mail.html).text : '';
  return present({ text, title: mail.subject, publisher: mail.from?.name, published: mail.date });
}
