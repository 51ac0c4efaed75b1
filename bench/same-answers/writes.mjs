/** Everything that can be sent: bad bodies, good ones for a try, lines, and what is recorded for good. */
import { damaged, goodOf, NEW_TALKS, OTHERS, PORT, REASON, TOKENS } from './bodies.mjs';
import { json, lines, report } from './past.mjs';

const TEXTS = [
  '',
  ' ',
  '{',
  '{}',
  '[]',
  'null',
  'true',
  '7',
  '"x"',
  '{"a":1,"a":2}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{}}}',
  '{"kind":"denial","kind":"confirmation"}',
  '{"kind":"__proto__"}',
  '{"kind":"denail"}',
  '{"reason":"a\\u0000b"}',
  '{"reason":"\\ud800"}',
  '{"summary":1e400}',
  '\uFEFF{}',
  "{'a':1}",
  '{"a":1,}',
  '{"a":NaN}',
  '{} {}',
  '[[[[[[[[[[]]]]]]]]]]',
  '['.repeat(5000),
  `{"note":"${'x'.repeat(5000)}"}`,
];
const NOT_UTF8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
const TYPES = [
  'text/plain',
  'application/x-ndjson',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/JSON',
  'json',
  '',
];
const CONDITIONS = ['"999"', '0', '*', '"5", "6"', 'W/"5"', 'x', '-1'];

const textOf = (method, path, text, headers) => ({ ...json(method, path, '', headers), body: Buffer.from(text) });

/** What no call takes, to one call that takes JSON. */
function* badBodies({ method, path, body }) {
  for (const text of [...TEXTS, NOT_UTF8]) yield textOf(method, path, text);
  // Some of these may be taken: tried only.
  for (const type of TYPES) yield textOf(method, `${path}?dryRun=true`, JSON.stringify(body), { 'content-type': type });
  yield textOf(method, path, JSON.stringify(body), { 'content-encoding': 'gzip' });
  yield { method, path, headers: {} };
  for (const condition of CONDITIONS) yield json(method, `${path}?dryRun=true`, body, { 'if-match': condition });
  for (const query of ['?dryRun=maybe', '?dryRun=true&dryRun=true', '?dryrun=true', '?atomic=true'])
    yield json(method, path + query, body);
}

/** There are many kinds of reports with the same fields, and to try one on a long story takes its time. */
const REPORT_DAMAGES = 3;

/** Tried only: `dryRun` says what would come of it, and nothing is recorded. */
export function* triedRequests(old) {
  for (const { method, path, body } of goodOf(old)) {
    yield json(method, `${path}?dryRun=true`, body);
    for (const bad of damaged(body, body.kind ? REPORT_DAMAGES : undefined))
      yield json(method, `${path}?dryRun=true`, bad);
  }
}

/** Nothing of these is recorded, each for a reason of its own. */
export function* refusedRequests(old) {
  const seen = new Set();
  for (const call of [...goodOf(old), ...TOKENS]) {
    if (seen.has(call.path)) continue;
    seen.add(call.path);
    yield* badBodies(call.path.startsWith('/v1/tokens') ? { ...call, body: { ...call.body, roles: ['king'] } } : call);
  }
  for (const { method, path, body } of TOKENS)
    for (const bad of damaged(body)) yield json(method, path, path.endsWith('tokens') ? { ...bad, days: 0 } : bad);
  yield json('POST', '/v1/negotiations', { ...NEW_TALKS, summary: 'x'.repeat(1024 * 1024) });
}

const LINES = (events) => events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n');
const CONFIRMED = {
  type: 'ConfirmationReported',
  data: { negotiation: 'port-strike', ...report('line-1', undefined, 'port', { claim: 'talks' }) },
};
const GOOD_LINES = [
  CONFIRMED,
  {
    type: 'DenialReported',
    data: { ...CONFIRMED.data, reportId: 'line-2', party: 'dockers', reportedAt: '2026-03-22' },
  },
];
const BAD_LINES = [
  '',
  '{',
  '{}',
  '[]',
  '{"type":"Nothing","data":{}}',
  '{"type":"ConfirmationReported"}',
  { ...CONFIRMED, more: 1 },
  { ...CONFIRMED, data: { ...CONFIRMED.data, party: 'prt' } },
  { type: 'EntryVoided', data: { negotiation: 'port-strike', entry: 'ps-99', ...REASON } },
  { type: 'ConfirmationReport', data: CONFIRMED.data },
  { type: 'TokenIssued', data: {} },
  '{"type":"a","type":"b"}',
];

/** Bodies of lines: stories, whole logs, checkpoints. */
export function* badLines(log, checkpoint) {
  for (const bad of BAD_LINES) yield lines('/v1/import?dryRun=true', LINES([GOOD_LINES[0], bad, GOOD_LINES[1]]));
  for (const query of ['?atomic=true&dryRun=true', '?atomic=x', '?dryRun='])
    yield lines(`/v1/import${query}`, LINES(BAD_LINES));
  for (const type of ['application/json', 'application/xml', ''])
    yield lines('/v1/import', LINES(GOOD_LINES), { 'content-type': type });
  yield lines('/v1/import?dryRun=true', LINES(GOOD_LINES), { 'content-type': 'text/plain' });
  const moved = log.trimEnd().split('\n');
  const changed = (line, from, to) => LINES(moved.with(line, moved.at(line).replace(from, to)));
  const logs = [
    '',
    '{}',
    LINES(moved.slice(0, -1)),
    LINES([...moved, moved[0]]),
    LINES([moved[0], moved[2]]),
    changed(5, /"hash":"./, '"hash":"0'),
    changed(5, /"type":"\w+"/, '"type":"DenialReported"'),
    changed(9, /"position":"\d+"/, '"position":"x"'),
    changed(3, '2026-03-01', '2036-03-01'),
    changed(-1, /"events":\d+/, '"events":3'),
  ];
  for (const text of logs) yield lines('/v1/log', text);
  const kept = (text) => ({ ...lines('/v1/audit/verify', text), headers: { 'content-type': 'text/plain' } });
  for (const text of [
    '',
    'x',
    checkpoint,
    checkpoint.replace(/[0-9a-f]{8}/, '00000000'),
    checkpoint.split('\n').slice(1).join('\n'),
    `${checkpoint}more`,
  ])
    yield kept(text);
  yield lines('/v1/audit/verify', checkpoint);
}

/** Recorded for good, in this order, by both. Some twice, some against what is recorded, some without an id of their own. */
export function* realWrites(old, log) {
  for (const { method, path, body } of goodOf(old)) {
    yield json(method, path, body, path.endsWith('parties') ? { 'if-match': '"10"' } : {});
    yield json(method, path, body);
    yield json(method, path, { ...body, note: 'Another note.', ...(body.title ? { title: 'Another title' } : {}) });
  }
  for (const { method, path, body } of OTHERS.slice(2)) {
    const { changeId: _, ...unnamed } = body;
    yield json(method, path, { ...unnamed, reason: 'Again.', note: 'Without an id.' });
  }
  for (const claim of ['tallks', 'harbour-open'])
    yield json('POST', `${PORT}/reports`, report(`near-${claim}`, 'confirmation', 'port', { claim }));
  for (const query of ['?atomic=true', '', ''])
    yield lines(`/v1/import${query}`, LINES([GOOD_LINES[0], ...BAD_LINES, GOOD_LINES[1]]));
  yield lines('/v1/import?atomic=true', LINES(GOOD_LINES));
  yield lines('/v1/log', log);
  yield json('POST', '/v1/tokens', TOKENS[0].body);
  yield json('POST', '/v1/tokens', { ...TOKENS[0].body, subject: 'Operator' });
}
