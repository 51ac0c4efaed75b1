/** Bodies that calls take: of every sort, and damaged field by field. */
import { readFileSync } from 'node:fs';
import { report, storiesOf } from './past.mjs';

export const PORT = '/v1/negotiations/port-strike';
const SOURCES = '/v1/sources';

/** One report of each kind that the stories do not hold, on talks of the past. */
const RARE = [
  report('ps-10', 'withdrawal', 'port', { proposal: 'offer', reportedAt: '2026-03-21' }),
  report('ps-11', 'ratification', 'dockers', { agreement: 'deal', outcome: 'approved', reportedAt: '2026-03-22' }),
  report('ps-12', 'conclusion', 'ministry', { reportedAt: '2026-03-23' }),
  report('ps-13', 'no-comment', 'port', { reportedAt: '2026-03-23', about: 'talks' }),
];

const kindOf = (type) => type.replace(/Reported$/, '').toLowerCase();
const eventsOf = (file) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A report of each kind: those of the stories with the most fields, under an id that is not taken. */
function reportsOf(old) {
  const longest = new Map();
  for (const { type, data } of storiesOf(old).flatMap(eventsOf)) {
    const before = longest.get(type);
    const isLonger = Object.keys(data).length > Object.keys(before ?? {}).length;
    if (type.endsWith('Reported') && isLonger) longest.set(type, data);
  }
  const told = [...longest].map(([type, { negotiation, ...data }]) => ({
    path: `/v1/negotiations/${negotiation}/reports`,
    body: { kind: kindOf(type), ...data, reportId: `new-${kindOf(type)}` },
  }));
  return [...told, ...RARE.map((body) => ({ path: `${PORT}/reports`, body }))];
}

export const REASON = { reason: 'A slip.' };
export const NEW_TALKS = {
  negotiation: 'ferry',
  title: 'Ferry fares',
  summary: 'What the crossing costs.',
  parties: [
    { party: 'crew', name: 'Crew', names: { de: 'Mannschaft' }, role: 'principal' },
    { party: 'line', name: 'Ferry Line', role: 'principal', since: '2025' },
  ],
  issues: [{ issue: 'fares', title: 'Fares' }],
  tables: [['crew', 'line']],
  freshness: { quietAfterDays: 3, staleAfterDays: 9 },
};

const call = (method, path, body) => ({ method, path, body });

/** A body that each call takes; by call, since each is damaged as well. */
export const OTHERS = [
  call('POST', '/v1/negotiations', NEW_TALKS),
  call('POST', `${PORT}/parties`, {
    party: 'harbour',
    name: 'Harbour',
    names: { fr: 'Le port' },
    role: 'host',
    since: '2026',
    changeId: 'w-1',
  }),
  call('PATCH', `${PORT}/parties/mayor`, {
    name: 'Mayor',
    role: 'observer',
    since: '2026-03-20',
    note: 'Gone.',
    changeId: 'w-2',
  }),
  call('POST', `${PORT}/reports/ps-4/retraction`, {
    reportedAt: '2026-03-21',
    ...REASON,
    source: { publisher: 'The Quay' },
    changeId: 'w-3',
  }),
  call('POST', `${PORT}/reports/ps-3/correction`, {
    reportedAt: '2026-03-21',
    ...REASON,
    changes: { summary: 'Said otherwise.', final: true },
    changeId: 'w-4',
  }),
  call('POST', `${PORT}/entries/ps-5/void`, { ...REASON, note: 'Twice.', changeId: 'w-5' }),
  call('POST', `${PORT}/entries/ps-1/amendment`, {
    ...REASON,
    changes: { party: 'port', note: null },
    changeId: 'w-6',
  }),
  call('POST', `${SOURCES}/The%20Quay/grade`, { reliability: 'C', from: '2026-02', ...REASON, changeId: 'w-7' }),
  call('POST', `${SOURCES}/entries/g-1/void`, { ...REASON, changeId: 'w-8' }),
  call('POST', `${SOURCES}/entries/g-3/amendment`, { ...REASON, changes: { reliability: 'E' }, changeId: 'w-9' }),
];

/** Tokens cannot be issued for a try. */
export const TOKENS = [
  call('POST', '/v1/tokens', { subject: 'A visitor', roles: ['reader', 'auditor'], days: 3 }),
  call('POST', '/v1/tokens/0123456789ab/revocation', { reason: 'Lost.' }),
];

export const goodOf = (old) => [...OTHERS, ...reportsOf(old).map((one) => ({ method: 'POST', ...one }))];

const misspelt = (value) =>
  typeof value === 'string' ? `${value.slice(0, -1)}${value.at(-1) === 'x' ? 'y' : 'x'}` : value;
const DAMAGES = [
  () => undefined,
  () => 7,
  () => [],
  () => ({}),
  () => '',
  () => null,
  () => true,
  (value) => [value],
  misspelt,
];

/**
 * Every field gone, of another type, or nearly what it was; also those further down; and fields that are none.
 * @param damages how many of the ways to damage a field, by turns
 */
export function* damaged(body, damages = DAMAGES.length, put = (changed) => changed) {
  for (const [n, [field, value]] of Object.entries(body).entries()) {
    for (let i = 0; i < damages; i += 1)
      yield put({ ...body, [field]: DAMAGES[(n * damages + i) % DAMAGES.length](value) });
    const inside = Array.isArray(value) ? value[0] : value;
    const putInside = (changed) =>
      put({ ...body, [field]: Array.isArray(value) ? [changed, ...value.slice(1)] : changed });
    if (typeof inside === 'object' && inside !== null) yield* damaged(inside, damages, putInside);
  }
  for (const name of ['nope', 'recorder', 'recordedAt', 'Kind', 'summry', 'negotiation', 'toString'])
    yield put({ ...body, [name]: 'x' });
}
