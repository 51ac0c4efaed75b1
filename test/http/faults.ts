/** What can be wrong with a request, one thing each. */
import type { Draft, Fault } from './faulty-requests.js';

const withHeader =
  (name: string, value: string) =>
  (given: Draft): Draft => ({ ...given, headers: { ...given.headers, [name]: value } });
const withQuery =
  (name: string, value: string) =>
  (given: Draft): Draft => ({ ...given, query: { ...given.query, [name]: value } });

export const encoded: Fault = {
  name: 'an encoded body',
  parts: [],
  into: withHeader('content-encoding', 'gzip'),
  status: 415,
  code: 'unsupported-media-type',
};

/** Who calls, and how often. */
export const busy: Fault = {
  name: 'too many requests',
  parts: [],
  into: (given) => ({ ...given, busy: true }),
  status: 429,
  code: 'too-many-requests',
};
const from = (caller: Draft['caller'], status: number, code: string): Fault => ({
  name: `from ${caller}`,
  parts: ['caller'],
  into: (given) => ({ ...given, caller }),
  status,
  code,
});
export const foreign = from('foreign-session', 403, 'forbidden');
export const nobody = from('nobody', 401, 'unauthenticated');
export const unknownToken = from('unknown-token', 401, 'bad-token');
export const lacksRole = from('reader', 403, 'forbidden');

export const catchingUp: Fault = {
  name: 'to a server that is catching up',
  parts: [],
  into: (given) => ({ ...given, catchingUp: true }),
  status: 503,
  code: 'catching-up',
};

/** The address, and what is asked for by headers. */
const parameter = (name: string, value: string, part: Fault['parts'][number]): Fault => ({
  name: `${name}=${value}`,
  parts: [part],
  into: withQuery(name, value),
  status: 400,
  code: 'invalid-parameter',
});
export const position = parameter('position', '999999', 'position');
export const unknownParameter = parameter('nonsense', '1', 'query');
export const badDryRun = parameter('dryRun', 'maybe', 'query');
export const badDate: Fault = {
  name: 'Accept-Datetime: yesterday',
  parts: ['date'],
  into: withHeader('accept-datetime', 'yesterday'),
  status: 400,
  code: 'invalid-parameter',
};
const condition = (value: string, status: number, code: string): Fault => ({
  name: `If-Match: ${value}`,
  parts: ['condition'],
  into: withHeader('if-match', value),
  status,
  code,
});
export const badCondition = condition('yesterday', 400, 'invalid-parameter');
export const stale = condition('"999"', 412, 'precondition-failed');
const negotiation = (id: string, status: number, code: string): Fault => ({
  name: `the negotiation ${id}`,
  parts: ['id'],
  into: (given) => ({ ...given, path: given.path.replace('/talks', `/${id}`) }),
  status,
  code,
});
export const badId = negotiation('NO', 400, 'invalid-parameter');
export const unknownId = negotiation('elsewhere', 404, 'unknown-negotiation');

/** The body and its type. What is sent as lines is not read as JSON. */
const typed = (type: string, more: Partial<Draft> = {}): Fault => ({
  name: `as ${type}`,
  parts: ['type', 'json'],
  into: (given) => withHeader('content-type', type)({ ...given, ...more }),
  status: 415,
  code: 'unsupported-media-type',
});
export const noJsonType = typed('text/html');
/** The type alone is enough, where the route is one. */
export const unreadType: Fault = { ...noJsonType, parts: ['type'] };
export const lines = typed('application/x-ndjson');
export const json = typed('application/json', { body: '{}' });
const sent = (name: string, body: string, status: number, code: string): Fault => ({
  name,
  parts: ['body', 'json'],
  into: (given) => ({ ...given, body }),
  status,
  code,
});
export const noJson = sent('a body that is no JSON', '{"kind":', 400, 'invalid-json');
export const tooLarge = sent('a body of more than 1 MiB', ' '.repeat(1_100_000), 413, 'payload-too-large');
export const badFields: Fault = {
  ...sent('an unknown field', '{"nonsense":1}', 422, 'invalid-request'),
  parts: ['body'],
};
