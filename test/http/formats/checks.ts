/** How each format keeps text text: what a program that opens it would run, follow or take for its own. */
import { XMLValidator } from 'fast-xml-parser';
import { parse } from 'csv-parse/sync';
import { Parser } from 'n3';
import { tarEntries } from './tar-entries.js';
import { zipEntries } from './zip-entries.js';

/** Says what is wrong; empty where nothing is. */
export type Check = (body: Buffer) => string[];

const CLOSING_OR_COMMENT = /<\/[a-zA-Z][\w:-]*\s*>|<!--[^]*?-->|<!doctype html>|<\?xml[^?]*\?>/gi;
const TAG = /<([a-zA-Z][\w:-]*)((?:\s+[\w:@.-]+(?:=(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g;
const ATTRIBUTE = /([\w:@.-]+)(?:=(?:"([^"]*)"|'([^']*)'))?/g;
const ADDRESSES = new Set(['href', 'src', 'action', 'xlink:href', 'formaction', 'srcset', 'poster']);
const ALLOWED_ADDRESS = /^(?:https?:\/\/|\/(?!\/)|#|\?|$|data:image\/(?:svg\+xml,%3Csvg|png;base64,))/;
const FORBIDDEN = /^(?:iframe|object|embed|base|foreignObject)$/i;

function inTag(tag: string, attributes: string): string[] {
  const wrong = FORBIDDEN.test(tag) ? [`an element ${tag}`] : [];
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? '';
    if (/^on/i.test(name)) wrong.push(`an attribute ${name}`);
    if (name === 'id' && value === 'hostile') wrong.push('hostile markup');
    if (ADDRESSES.has(name) && !ALLOWED_ADDRESS.test(value)) wrong.push(`an address ${value.slice(0, 80)}`);
  }
  return wrong;
}

/** Every `<` begins an element that is ours. */
export const markup: Check = (body) => {
  const text = body.toString().replaceAll(CLOSING_OR_COMMENT, '');
  const wrong = [...text.matchAll(TAG)].flatMap(([, tag = '', attributes = '']) => inTag(tag, attributes));
  const rest = text.replaceAll(TAG, '');
  const stray = rest.indexOf('<');
  return stray === -1 ? wrong : [...wrong, `a stray < before ${rest.slice(stray, stray + 60)}`];
};

export const xml: Check = (body) => {
  const valid = XMLValidator.validate(body.toString());
  return [...(valid === true ? [] : [valid.err.msg]), ...markup(body)];
};

export const json: Check = (body) => {
  try {
    JSON.parse(body.toString());
    return [];
  } catch (error) {
    return [String(error)];
  }
};

/** What oEmbed may put into another page: a frame of an address on the web, and nothing else. */
const FRAME = /^<iframe(?: [\w-]+(?:="[^"<>]*")?)* src="https?:\/\/[^"<>]*"(?: [\w-]+(?:="[^"<>]*")?)*><\/iframe>$/;

const addressesIn = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /(?:^|_)url$|^icon$/.test(key)
      ? [inner]
      : key === 'content_html' || key === 'html'
        ? FRAME.test(String(inner))
          ? []
          : [`markup ${String(inner)}`]
        : addressesIn(inner),
  );
};

/** Of JSON Feed and oEmbed, whose readers follow addresses. */
export const jsonWithAddresses: Check = (body) => [
  ...json(body),
  ...addressesIn(JSON.parse(body.toString()))
    .filter((address) => !/^https?:\/\//.test(String(address)))
    .map((address) => `an address ${String(address).slice(0, 80)}`),
];

export const lines: Check = (body) =>
  body
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => json(Buffer.from(line)));

const FRAME_FIELD = /^(?:id|event|data|retry|)(?::|$)/;

/** Of server-sent events: fields that are known, data that is JSON, and nothing forged. */
export const frames: Check = (body) =>
  body
    .toString()
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      if (!FRAME_FIELD.test(line)) return [`a field ${line.slice(0, 60)}`];
      if (!line.startsWith('data:')) return [];
      const wrong = json(Buffer.from(line.slice('data:'.length)));
      return line.includes('data: {"forged"') ? [...wrong, 'a forged frame'] : wrong;
    });

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export const table: Check = (body) => {
  const rows = parse(body, { bom: true, relax_column_count: true });
  const cells = rows.flat().filter((cell) => FORMULA.test(cell) && Number.isNaN(Number(cell)));
  return cells.map((cell) => `a formula ${cell.slice(0, 60)}`);
};

/** Outside code: no markup, no image, and no link but to the web or to a place in it. */
export const markdown: Check = (body) => {
  // A link's address may stand in angle brackets.
  const text = body.toString().replaceAll(/(?<=\]\()<(https?:\/\/[^<>\s]*)>/g, '$1');
  const found = (what: string, sought: RegExp) =>
    [...text.matchAll(sought)].map(([at]) => `${what} ${at.slice(0, 60)}`);
  return [
    ...found('markup', /(?<!\\)<(?=[a-z!/?])[^>]{0,40}/gi),
    ...found('an image', /(?<!\\)!\[/g),
    ...found('a link', /(?<!\\)\]\((?!https?:\/\/|\/|#)[^)]{0,40}/g),
    ...found('a heading', /^# heading/gm),
  ];
};

/** All that stands in the files of an archive. */
export const unzipped = (body: Buffer): string =>
  zipEntries(body)
    .map(({ content }) => content.toString())
    .join('\n');

/** Of DOCX: XML that is well-formed, without fields or active content, with links to the web alone. */
export const document: Check = (body) =>
  zipEntries(body).flatMap(({ name, content }) => {
    const text = content.toString();
    const wrong =
      /\.(?:xml|rels)$/.test(name) && XMLValidator.validate(text) !== true ? [`${name} is not well-formed`] : [];
    const targets = [...text.matchAll(/Target="([^"]*)"[^>]*TargetMode="External"/g)].map(([, target = '']) => target);
    if (/vbaProject|embeddings/.test(name)) wrong.push(name);
    if (/<w:instrText|<w:fldSimple/.test(text) && /HYPERLINK|INCLUDE/.test(text)) wrong.push(`${name}: a field`);
    return [
      ...wrong,
      ...targets.filter((target) => !/^https?:\/\//.test(target)).map((target) => `an address ${target}`),
    ];
  });

/** All that stands in the files of a packed bundle. */
export const untarred = (body: Buffer): string =>
  tarEntries(body)
    .map(({ content }) => content.toString())
    .join('\n');

/** Of the bundle: the files that it always has, events in lines of JSON, and text of the story in these alone. */
export const archive: Check = (body) =>
  tarEntries(body).flatMap(({ name, content }) => {
    if (/^hostile\/(?:events|sources)\.ndjson$/.test(name)) return lines(content);
    const isOurs = /^hostile\/(?:README\.md|checkpoint\.txt|log\.json|verify(?:-log)?\.mjs)$/.test(name);
    return isOurs ? withoutText(content) : [`a file ${name}`];
  });

/** What holds no text of anybody. */
export const withoutText: Check = (body) => (body.includes('hostile"') ? ['text of the story'] : []);

// oxlint-disable-next-line no-control-regex -- they are what is sought
const UNSAFE_IN_TERMINAL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** What a terminal would obey, colours aside, which are off. */
export const terminal: Check = (body) => {
  const found = UNSAFE_IN_TERMINAL.exec(body.toString());
  return found
    ? [
        `U+${found[0].codePointAt(0)?.toString(16)} near ${JSON.stringify(found.input.slice(Math.max(0, found.index - 40), found.index + 10))}`,
      ]
    : [];
};

/** What linked data may name: things of Parley, and addresses of the web. */
const IRI = /^(?:https?:\/\/|urn:uuid:|urn:parley:)[^\s<>"{}|^`\\]*$/;

const irisIn = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(irisIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '@id' ? [inner] : irisIn(inner)));
};
const strayIris = (iris: readonly unknown[]): string[] =>
  iris.filter((iri) => !IRI.test(String(iri))).map((iri) => `an IRI ${String(iri).slice(0, 80)}`);

/** Of JSON-LD: nothing but what is ours is named. */
export const linked: Check = (body) => [...json(body), ...strayIris(irisIn(JSON.parse(body.toString())))];

/** Of TriG: it parses, and nothing but what is ours is named. */
export const trig: Check = (body) => {
  try {
    const quads = new Parser({ format: 'application/trig' }).parse(body.toString());
    return strayIris(
      quads.flatMap(({ subject, predicate, object, graph }) =>
        [subject, predicate, object, graph].flatMap(({ termType, value }) => (termType === 'NamedNode' ? [value] : [])),
      ),
    );
  } catch (error) {
    return [String(error)];
  }
};

const textsIn = (value: unknown, under = ''): (readonly [key: string, text: string])[] => {
  if (typeof value === 'string') return [[under, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? under : key));
};

/** Our own link, in Slack's writing. */
const OWN_LINK = /^<https?:\/\/[^<>|\s]*\|Read it>$/;

interface SlackText {
  readonly type: string;
  readonly text: string;
}

/** Of a message to Slack: what is read for signs holds our links alone, and everything else is plain text. */
export const slack: Check = (body) => {
  interface Block {
    readonly text?: SlackText;
    readonly elements?: readonly SlackText[];
  }
  const { text, blocks } = JSON.parse(body.toString()) as { text: string; blocks: readonly Block[] };
  const written = blocks.flatMap((block) => [...(block.text ? [block.text] : []), ...(block.elements ?? [])]);
  return [
    ...(/[<>]/.test(text) ? [`signs in ${text.slice(0, 60)}`] : []),
    ...written
      .filter((one) => one.type !== 'plain_text' && !OWN_LINK.test(one.text))
      .map((one) => `${one.type} ${one.text.slice(0, 60)}`),
  ];
};

/** Of a card for Teams: runs of text, in which nothing is a sign, and links to the web. */
export const card: Check = (body) => {
  const message: unknown = JSON.parse(body.toString());
  const wrong = textsIn(message).filter(
    ([key, text]) => (key === 'type' && text === 'TextBlock') || (/url$/i.test(key) && !/^https?:\/\//.test(text)),
  );
  return wrong.map(([key, text]) => `${key} ${text.slice(0, 60)}`);
};

/** Of a mail: plain text, in whose lines nothing turns around and nothing begins a line of its own; a subject of one line. */
export const mail: Check = (body) => {
  const { subject, text } = JSON.parse(body.toString()) as { subject: string; text: string };
  const own = text.split('\n').filter((line) => /^(?:data:|# heading)/.test(line));
  return [
    ...terminal(Buffer.from(text)),
    ...terminal(Buffer.from(subject)),
    ...(subject.includes('\n') ? ['a second line of the subject'] : []),
    ...own.map((line) => `a forged line ${line.slice(0, 60)}`),
  ];
};
