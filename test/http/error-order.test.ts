/** Which error wins where a request is wrong in two ways at once: for one route of each sort, every pair of faults. */
import { opening, report } from '../app/talks.js';
import { draft, Servers, type Draft, type Fault } from './faulty-requests.js';
import {
  badCondition,
  badDate,
  badDryRun,
  badFields,
  badId,
  busy,
  catchingUp,
  encoded,
  foreign,
  json,
  lacksRole,
  lines,
  nobody,
  noJson,
  noJsonType,
  position,
  stale,
  tooLarge,
  unknownId,
  unknownParameter,
  unknownToken,
  unreadType,
} from './faults.js';

let servers: Servers;
beforeAll(async () => {
  servers = await Servers.start();
});
afterAll(() => servers.stop());

const TALKS = '/v1/negotiations/talks';
const JSON_TYPE = { 'content-type': 'application/json' };
const LINES_TYPE = { 'content-type': 'application/x-ndjson' };

/** A write that is only tried, so that it can be sent again and again. */
const dryRun = (method: string, path: string, body: object): Draft =>
  draft(method, path, { headers: JSON_TYPE, body: JSON.stringify(body), query: { dryRun: 'true' } });

interface Sort {
  readonly right: Draft;
  /** How the request is answered with nothing else wrong. */
  readonly status: number;
  /** Each wins over all that come after it, and over the answer. */
  readonly faults: readonly Fault[];
  /** What would be wrong elsewhere, and is not looked at here. */
  readonly ignored: readonly Fault[];
}
const sort = (
  name: string,
  right: Draft,
  faults: readonly Fault[],
  { status = 200, ignored = [] }: Partial<Sort> = {},
): [string, Sort] => [`${name}: ${right.method} ${right.path}`, { right, status, faults, ignored }];

const reading = [encoded, busy, nobody, unknownToken, catchingUp];
const auditing = [encoded, busy, nobody, unknownToken, lacksRole, catchingUp];
const calling = [encoded, busy, foreign, nobody, unknownToken, lacksRole];
const writing = [...calling, unreadType, tooLarge, noJson, catchingUp, lines, badCondition, badDryRun];

const SORTS = [
  sort('a status', draft('GET', `${TALKS}/status`), [
    ...reading,
    position,
    badDate,
    unknownParameter,
    badId,
    unknownId,
  ]),
  sort('a listing', draft('GET', '/v1/negotiations'), [...reading, position, unknownParameter], { ignored: [badDate] }),
  sort('a description', draft('GET', TALKS), [...reading, position, badDate, unknownParameter, badId, unknownId]),
  sort('a replay', draft('GET', `${TALKS}/replay`), [...reading, unknownParameter, badId, unknownId]),
  sort('a live stream', draft('GET', `${TALKS}/stream`), [...reading, unknownParameter, badId, unknownId]),
  sort('a feed', draft('GET', `${TALKS}/feed.atom`), [...reading, unknownParameter, badId, unknownId]),

  sort('a report', dryRun('POST', `${TALKS}/reports`, report('r2')), [
    ...writing.filter((fault) => fault !== lacksRole),
    badId,
    badFields,
    unknownId,
    stale,
  ]),
  sort('an opening', dryRun('POST', '/v1/negotiations', { ...opening, negotiation: 'other' }), [
    ...writing,
    unknownParameter,
    badFields,
    stale,
  ]),
  sort('a party', dryRun('PATCH', `${TALKS}/parties/union`, { name: 'U' }), [
    ...writing,
    badId,
    badFields,
    unknownId,
    stale,
  ]),
  sort('a change of the record', dryRun('POST', `${TALKS}/entries/r1/void`, { reason: 'A slip.' }), [
    ...writing,
    badId,
    badFields,
    unknownId,
    stale,
  ]),
  sort('an import', draft('POST', '/v1/import', { headers: LINES_TYPE, body: '{}' }), [
    ...calling,
    unreadType,
    catchingUp,
    json,
    unknownParameter,
  ]),
  sort(
    'a log from elsewhere',
    draft('POST', '/v1/log', { headers: LINES_TYPE, body: '{}' }),
    [...calling, unreadType, catchingUp, unknownParameter, json],
    { status: 422 },
  ),
  sort('a token', draft('POST', '/v1/tokens', { headers: JSON_TYPE, body: '{"subject":"X","roles":["reader"]}' }), [
    ...calling,
    unreadType,
    noJson,
    noJsonType,
    catchingUp,
    unknownParameter,
    lines,
    badFields,
  ]),

  sort('a verification', draft('GET', '/v1/audit/verify'), [...auditing, unknownParameter]),
  sort(
    'a comparison with a checkpoint',
    draft('POST', '/v1/audit/verify', { headers: { 'content-type': 'text/plain' }, body: 'x' }),
    [...calling, unreadType, catchingUp, json, lines, unknownParameter],
    { status: 422 },
  ),
  sort('an export', draft('GET', `${TALKS}/export`), [...auditing, unknownParameter, badId, unknownId]),
  sort('a proof', draft('GET', `${TALKS}/proof`), [...auditing, unknownParameter, badId, unknownId]),

  sort('figures', draft('GET', '/metrics'), [encoded, busy, nobody, unknownToken], {
    ignored: [catchingUp, unknownParameter],
  }),
  sort('whether it lives, as a probe does', draft('GET', '/healthz'), [encoded], {
    ignored: [busy, nobody, unknownToken, catchingUp, unknownParameter],
  }),
  ...['/openapi.json', '/v1/asyncapi.json', '/docs'].map((path) =>
    sort('what anybody may see', draft('GET', path), [encoded, busy], {
      ignored: [nobody, unknownToken, catchingUp, unknownParameter],
    }),
  ),
  sort('a page', draft('GET', '/'), [encoded, busy], { ignored: [unknownParameter] }),

  sort('nothing', draft('GET', `${TALKS}/nothing`), [encoded, busy], {
    status: 404,
    ignored: [nobody, unknownToken, catchingUp, position, badDate, unknownParameter],
  }),
  sort(
    'nothing',
    draft('POST', `${TALKS}/nothing`, { headers: JSON_TYPE, body: '{}' }),
    [encoded, busy, foreign, tooLarge, noJson],
    { status: 404, ignored: [nobody, unknownToken, noJsonType, catchingUp, lines, unknownParameter] },
  ),
  sort(
    'what is only read',
    draft('POST', `${TALKS}/status`, { headers: JSON_TYPE, body: '{}' }),
    [encoded, busy, foreign, tooLarge, noJson],
    { status: 405, ignored: [nobody, unknownToken, noJsonType, catchingUp, lines, unknownParameter] },
  ),
  sort('what is only read', draft('DELETE', `${TALKS}/status`), [encoded, busy, foreign], {
    status: 405,
    ignored: [nobody, unknownToken, catchingUp, position, unknownParameter],
  }),
];

interface Answer {
  readonly status: number;
  readonly code?: string;
}

/** The problem document, but for the address; the status alone where it is none. */
async function answerTo(asked: Draft): Promise<Answer> {
  const response = await servers.ask(asked);
  if (response.headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
    await response.body?.cancel();
    return { status: response.status };
  }
  const { instance: _, ...problem } = (await response.json()) as Answer & { instance?: string };
  return problem;
}

const excludeEachOther = (one: Fault, other: Fault): boolean => one.parts.some((part) => other.parts.includes(part));

/** Every two faults that a request can have at once, of which the first is to win. */
const pairsOf = (faults: readonly Fault[], ignored: readonly Fault[]): [Fault, Fault][] =>
  faults.flatMap((wins, i) =>
    [...faults.slice(i + 1), ...ignored]
      .filter((over) => !excludeEachOther(wins, over))
      .map((over): [Fault, Fault] => [wins, over]),
  );

test.each(SORTS)('Errors come in their order, asked for %s', async (_, { right, status, faults, ignored }) => {
  const alone = new Map<Fault, Answer>();
  for (const fault of faults) alone.set(fault, await answerTo(fault.into(right)));
  expect([...alone].map(([{ name }, answer]) => [name, answer.status, answer.code])).toEqual(
    faults.map((fault) => [fault.name, fault.status, fault.code]),
  );
  const pairs = pairsOf(faults, ignored);
  const found = await Promise.all(
    pairs.map(async ([wins, over]) => [wins.name, over.name, await answerTo(over.into(wins.into(right)))]),
  );
  expect(found).toEqual(pairs.map(([wins, over]) => [wins.name, over.name, alone.get(wins)]));

  const answer = await answerTo(right);
  expect(answer.status).toBe(status);
  for (const fault of ignored) expect([fault.name, await answerTo(fault.into(right))]).toEqual([fault.name, answer]);
});
