/** Everything that can be read, as requests made from the old build's OpenAPI document: well asked, and badly. */
import { Draw, filled, isOfLens, LENS_FIELDS, lensesOf, queryOf, valueOf } from './lenses.mjs';

const METHODS = ['get', 'post', 'patch', 'put', 'delete'];

/** @returns every call of an OpenAPI document: its method, its path, its parameters */
export const callsOf = ({ paths }) =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      method: method.toUpperCase(),
      path,
      parameters: item[method].parameters ?? [],
    })),
  );

const readsOf = (document) => callsOf(document).filter(({ method }) => method === 'GET');
const queryParametersOf = ({ parameters }) => parameters.filter(({ in: place }) => place === 'query');
const hasTalks = ({ path }) => path.includes('{negotiation}');

/** The lens as this call takes it: as the two ends of a comparison, or as it is, also where the call takes none. */
function underLens(call, lens, other) {
  if (!call.path.endsWith('/changes')) return lens;
  const prefixed = (prefix, fields) => fields.map(([field, value]) => [`${prefix}.${field}`, value]);
  return [...prefixed('to', lens), ...prefixed('from', other)];
}

/** What else may be asked beside the address. */
function headersFor(call, draw, talk) {
  const asked = {};
  if (draw.happens(0.15)) asked['accept-datetime'] = new Date(draw.one(talk.dates).slice(0, 10)).toUTCString();
  if (call.path.endsWith('/replay') && draw.happens(0.3)) asked.accept = 'text/event-stream';
  if (call.path.endsWith('/replay') && draw.happens(0.2)) asked['last-event-id'] = String(draw.below(20));
  if (draw.happens(0.1)) asked.prefer = 'wait=1';
  return asked;
}

/** Calls that take up to seconds on the longest story: their fifty lenses are spread over the talks. */
const SLOW = /\/(?:changes|changes\/previous|changes\/next|replay|timeline|fragility)$/;

/** One call under each of fifty lenses, with other parameters of its own now and then. */
function* underLenses(call, talk, lenses) {
  const draw = new Draw();
  const own = queryParametersOf(call).filter((parameter) => !isOfLens(parameter));
  const value = (name) => valueOf({ name }, draw, talk);
  for (const [i, lens] of lenses.entries()) {
    const more = own
      .filter(() => draw.happens(0.2))
      .map((parameter) => [parameter.name, valueOf(parameter, draw, talk)]);
    const query = queryOf([...underLens(call, lens, lenses[(i * 7) % lenses.length]), ...more]);
    yield { method: 'GET', path: filled(call.path, value) + query, headers: headersFor(call, draw, talk) };
    // What takes no lens refuses it; so it is asked by its own parameters alone as well.
    if (!call.parameters.some(isOfLens) && i < 10 && more.length > 0)
      yield { method: 'GET', path: filled(call.path, value) + queryOf(more), headers: {} };
  }
}

/** @param count how many lenses */
export function* readingRequests(document, talks, count) {
  for (const call of readsOf(document))
    for (const [i, talk] of (hasTalks(call) ? talks : talks.slice(0, 1)).entries()) {
      const lenses = lensesOf(talk, count);
      yield* underLenses(call, talk, SLOW.test(call.path) ? lenses.filter((_, n) => n % talks.length === i) : lenses);
    }
}

/** Each call once, plainly: where only who asks, or in what state the server is, matters. */
export function* plainRequests(document, talk) {
  for (const call of readsOf(document)) {
    const draw = new Draw();
    yield { method: 'GET', path: filled(call.path, (name) => valueOf({ name }, draw, talk)), headers: {} };
  }
}

const BAD_VALUES = [
  '',
  ' ',
  'x',
  '-1',
  '1.5.5',
  '99999999999999999999',
  '2023-13-45',
  '__proto__',
  'constructor',
  'A',
  '\0',
  'ü',
  'a'.repeat(400),
];
const BAD_NAMES = [
  ['nope', '1'],
  ['reportedby', '2024'],
  ['withoutsource', 'CNN'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['lens', '{}'],
  ['', 'x'],
];

/** Values that no parameter takes, or some do; parameters twice; names that are none, or nearly one. */
export function* badParameters(document, talk) {
  for (const call of callsOf(document)) {
    const draw = new Draw();
    const address = filled(call.path, (name) => valueOf({ name }, draw, talk));
    const ask = (pairs) => ({ method: call.method, path: address + queryOf(pairs), headers: {} });
    for (const { name } of queryParametersOf(call)) {
      const bad = LENS_FIELDS.includes(name) ? draw.some(BAD_VALUES, 8) : BAD_VALUES;
      for (const value of bad) yield ask([[name, value]]);
      yield ask([[name, ['2023', '2024']]]);
      yield ask([[`${name}s`, '1']]);
    }
    for (const pair of BAD_NAMES) yield ask([pair]);
  }
}

const RAW_QUERIES = [
  '?',
  '?%',
  '?%zz=1',
  '?a=%ff',
  '?reportedBy=2023&reportedBy=2024',
  '?revision=1&revision=',
  '?;',
  '?&&=&',
];
const BAD_HEADERS = [
  { 'accept-datetime': 'yesterday' },
  { 'accept-datetime': 'Sun, 31 Feb 2024 00:00:00 GMT' },
  { 'accept-datetime': 'Thu, 01 Jan 2099 00:00:00 GMT' },
  { 'if-none-match': '*' },
  { 'if-none-match': '"x", W/"y"' },
  { prefer: 'wait=99999' },
  { prefer: 'respond-async; wait="2"' },
  { 'last-event-id': 'x' },
  { 'x-request-id': 'of my own' },
  { 'x-request-id': 'of-my-own' },
  { accept: 'application/xml' },
  { 'content-encoding': 'gzip' },
  { range: 'bytes=0-10' },
];

/** Values that are good by themselves, and do not fit each other. */
const UNFIT = [
  '/replay?from=2024&to=2023',
  '/replay?from=2023-11-20&to=2023-11',
  '/replay?clock=happened&from=2023-10&to=2023-12&after=500',
  '/changes?from=start&from.revision=3&to.revision=1',
  '/changes?from=now&to.reportedBy=2023',
  '/changes?from.recordedBy=2020&to.recordedBy=2027',
  '/changes/previous?revision=0',
  '/changes/next?revision=999',
  '/status?revision=0&recordedBy=2025',
  '/status?table=hamas,hamas',
  '/status?position=999999',
  '/history?direction=desc&cursor=cW0tMDU',
  '/history?subject=claim:&order=recorded',
  '/reports/qm-09?revision=2',
  '/positions/hamas?withoutParty=hamas',
  '/export?format=csv&format=ndjson',
];

/** Headers and queries that are odd for any call, and queries that contradict themselves. */
export function* oddRequests(document, talk) {
  for (const query of UNFIT) yield { method: 'GET', path: `/v1/negotiations/${talk.negotiation}${query}`, headers: {} };
  for (const { path } of plainRequests(document, talk)) {
    for (const query of RAW_QUERIES) yield { method: 'GET', path: path + query, headers: {} };
    for (const headers of BAD_HEADERS) yield { method: 'GET', path, headers };
  }
}

const BAD_PLACES = [
  'nothing',
  'qatar-meditation',
  'Qatar',
  '__proto__',
  'constructor',
  '%00',
  '%zz',
  '..',
  '.',
  '%2e%2e',
  'a%2Fb',
  '%F0%9F%A6%86',
  'x'.repeat(200),
  'y'.repeat(1200),
  '%20',
  '-',
  '0',
];

/** What is in the path is unknown, badly written, or no name at all. */
export function* badPlaces(document, talk) {
  for (const call of callsOf(document)) {
    const names = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const draw = new Draw();
    for (const bad of names)
      for (const place of BAD_PLACES) {
        const path = call.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
          name === bad ? place : encodeURIComponent(valueOf({ name }, draw, talk)),
        );
        yield { method: call.method, path, headers: {} };
      }
  }
}

const OTHER_METHODS = ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'POST', 'TRACE', 'PROPFIND'];
const NOWHERE = [
  '/v1',
  '/v1/',
  '/v2/negotiations',
  '/v1/negotiation',
  '/v1/negotiations/',
  '//',
  '/v1/negotiations//status',
  '/V1/negotiations',
  '/favicon.ico',
  '/robots.txt',
  '/openapi.yaml',
  '/docs/',
  '/healthz/',
  '*',
  '/%',
];

/** Methods that an address does not take, and addresses where nothing is. */
export function* wrongMethods(document, talk) {
  const places = new Set(callsOf(document).map(({ path }) => path));
  for (const path of places) {
    const draw = new Draw();
    const address = filled(path, (name) => valueOf({ name }, draw, talk));
    for (const method of OTHER_METHODS)
      if (!document.paths[path][method.toLowerCase()]) yield { method, path: address, headers: {} };
  }
  for (const path of NOWHERE) for (const method of ['GET', 'HEAD', 'POST']) yield { method, path, headers: {} };
}
