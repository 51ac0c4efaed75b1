/** Requests to every call that the server describes, made from its own description. */
import fc from 'fast-check';
import { fromSchema, spoilt, type JsonSchema } from './from-schema.js';
import { hostileBytes, hostileText, KNOWN } from './hostile.js';

export interface BadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As latin1, so that a request can be written down as JSON and sent again byte for byte. */
  readonly body: string | null;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: JsonSchema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** In an address nothing else can be sent than this: what is no text goes as its bytes. */
const inAddress = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return [...Buffer.from(text)]
    .map((b) =>
      /[\w.~-]/.test(String.fromCharCode(b)) ? String.fromCharCode(b) : `%${b.toString(16).padStart(2, '0')}`,
    )
    .join('');
};

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...KNOWN).map(inAddress) },
  { weight: 2, arbitrary: hostileText.map(inAddress) },
  { weight: 1, arbitrary: fc.constantFrom('%zz', '%', '%ff%fe', '%c3%28', '.', '..', '%2F', 'a%00b') },
);

const pathOf = (path: string): fc.Arbitrary<string> =>
  fc
    .tuple(...path.split('/').map((part) => (part.startsWith('{') ? segment : fc.constant(part))))
    .map((parts) => parts.join('/'));

const valueOf = (schema: JsonSchema = {}): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fromSchema(schema).map(inAddress) },
    { weight: 2, arbitrary: fc.oneof(hostileText, fc.constantFrom<string>(...KNOWN)).map(inAddress) },
  );

/** @param usual in so many of a hundred there is none, so that it is the body that is looked at */
function queryOf(parameters: readonly Parameter[], usual: number): fc.Arbitrary<string> {
  const known = parameters
    .filter((p) => p.in === 'query')
    .map(({ name, schema }) => valueOf(schema).map((value) => `${name}=${value}`));
  const odd = fc.tuple(hostileText, hostileText).map(([name, value]) => `${inAddress(name)}=${inAddress(value)}`);
  const pair =
    known.length === 0 ? odd : fc.oneof({ weight: 6, arbitrary: fc.oneof(...known) }, { weight: 1, arbitrary: odd });
  const usually = fc.array(pair, { maxLength: 3 }).map((pairs) => pairs.join('&'));
  const rarely = fc.array(pair, { minLength: 10, maxLength: 40 }).map((pairs) => pairs.join('&'));
  const none = { weight: usual, arbitrary: fc.constant('') };
  return fc.oneof(none, { weight: 95 - usual, arbitrary: usually }, { weight: 5, arbitrary: rarely });
}

/** A header takes no line breaks, nor what is beyond latin1: Node sends no such thing. */
const headerText = hostileText.map((text) => text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '?').slice(0, 2000));

const oddHeaders = fc.dictionary(
  fc.constantFrom(
    'if-match',
    'if-none-match',
    'accept',
    'accept-datetime',
    'last-event-id',
    'x-request-id',
    'prefer',
    'range',
    'expect-ct',
  ),
  fc.oneof(
    headerText,
    fc.constantFrom('"1"', '*', 'W/"x"', 'text/event-stream', 'Sun, 12 Nov 2023 00:00:00 GMT', 'bytes=0-1'),
  ),
  { maxKeys: 2 },
);

const CONTENT_TYPES = [
  'application/json',
  'application/x-ndjson',
  'text/plain',
  'text/html',
  'application/json; charset=utf-16',
  '',
  ';',
];

interface Body {
  readonly type: string;
  readonly bytes: Buffer;
}

function bodyOf(
  { content }: NonNullable<Operation['requestBody']>,
  schemas: Description['components']['schemas'],
): fc.Arbitrary<Body> {
  const [[type, { schema }] = ['text/plain', { schema: {} }]] = Object.entries(content);
  const meant = spoilt(fromSchema(schema, schemas)).map((value) =>
    Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')),
  );
  const bytes = fc.oneof({ weight: 5, arbitrary: meant }, { weight: 1, arbitrary: hostileBytes });
  const types = fc.oneof(
    { weight: 12, arbitrary: fc.constant(type) },
    { weight: 1, arbitrary: fc.constantFrom(...CONTENT_TYPES) },
  );
  return fc.record({ type: types, bytes });
}

function requestsTo(
  method: string,
  path: string,
  operation: Operation,
  schemas: Description['components']['schemas'],
): fc.Arbitrary<BadRequest> {
  const body: fc.Arbitrary<Body | null> = operation.requestBody
    ? bodyOf(operation.requestBody, schemas)
    : fc.constant(null);
  return fc
    .tuple(pathOf(path), queryOf(operation.parameters ?? [], operation.requestBody ? 85 : 20), oddHeaders, body)
    .map(([at, query, headers, sent]) => ({
      method: method.toUpperCase(),
      path: query === '' ? at : `${at}?${query}`,
      headers: sent ? { ...headers, 'content-type': sent.type } : headers,
      body: sent ? sent.bytes.toString('latin1') : null,
    }));
}

export function requestsFrom({ paths, components: { schemas } }: Description): {
  readonly calls: number;
  readonly requests: fc.Arbitrary<BadRequest>;
} {
  const calls = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => requestsTo(method, path, operation, schemas)),
  );
  return { calls: calls.length, requests: fc.oneof(...calls) };
}
