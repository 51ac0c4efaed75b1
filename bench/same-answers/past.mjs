/** The data folder that both builds open: written by the old one, over three weeks, with all that a record can hold. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NOW, wait } from './build.mjs';

/** The days on which it was written, so that `recordedBy` has something to choose from. */
export const DAYS = ['2026-03-01T08:00:00.000Z', '2026-03-10T09:30:00.000Z', '2026-03-20T17:45:00.000Z'];

export const ROLES = ['reader', 'reporter', 'editor', 'auditor', 'admin'];

export const json = (method, path, body, headers = {}) => ({
  method,
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
export const lines = (path, text, headers = {}) => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/x-ndjson', ...headers },
  body: Buffer.from(text),
});

export const report = (reportId, kind, party, more) => ({
  reportId,
  kind,
  party,
  speaker: { capacity: 'official' },
  attribution: 'on-the-record',
  summary: 'So it is said.',
  source: { publisher: 'Harbour News' },
  reportedAt: '2026-03-02T09:00:00Z',
  ...more,
});

const PORT = '/v1/negotiations/port-strike';
const QATAR = '/v1/negotiations/qatar-mediation';
const HOSTAGES = '/v1/negotiations/gaza-hostages-2023';

const OPENING = {
  negotiation: 'port-strike',
  title: 'Port strike',
  parties: [
    { party: 'dockers', name: 'Dockers’ Union', role: 'principal' },
    { party: 'port', name: 'Port Authority', role: 'principal' },
    { party: 'ministry', name: 'Ministry of Labour', role: 'mediator' },
  ],
  issues: [{ issue: 'pay', title: 'Base pay' }],
  tables: [['dockers', 'port']],
  freshness: { quietAfterDays: 5, staleAfterDays: 14 },
};
const ANOTHER_PAPER = { source: { publisher: 'The Quay', origin: 'Wire' }, reportedAt: '2026-03-02T17:30:00Z' };
const RAISE = [{ item: 'raise', quantity: 4.5, unit: 'percent' }];

const SECOND_DAY = [
  json('POST', '/v1/negotiations', OPENING),
  json('POST', `${PORT}/reports`, report('ps-1', 'confirmation', 'ministry', { claim: 'talks' })),
  json('POST', `${PORT}/reports`, report('ps-2', 'denial', 'dockers', { claim: 'talks', ...ANOTHER_PAPER })),
  json(
    'POST',
    `${PORT}/reports`,
    report('ps-3', 'proposal', 'port', { proposal: 'offer', issues: ['pay'], terms: RAISE }),
  ),
  json('POST', `${PORT}/reports`, report('ps-4', 'rejection', 'dockers', { proposal: 'offer', ...ANOTHER_PAPER })),
  json('POST', `${PORT}/reports`, report('ps-5', 'denial', 'port', { claim: 'talk', attribution: 'unattributed' })),
  json('POST', `${PORT}/parties`, { party: 'mayor', name: 'The Mayor', role: 'observer', changeId: 'p-1' }),
  json('PATCH', `${PORT}/parties/mayor`, { role: 'mediator', since: '2026-03-05', changeId: 'p-2' }),
  json('POST', `${PORT}/reports/ps-2/retraction`, { reportedAt: '2026-03-04', reason: 'Not said.', changeId: 'c-1' }),
  json('POST', `${QATAR}/entries/qm-05/void`, { reason: 'Entered twice.', changeId: 'v-1' }),
  json('POST', `${HOSTAGES}/reports/gh-030/correction`, {
    reportedAt: '2023-11-03',
    reason: 'It was a spokesman.',
    changes: { speaker: { name: 'a spokesman', capacity: 'insider' } },
    changeId: 'c-2',
  }),
  json('POST', '/v1/sources/Reuters/grade', { reliability: 'B', from: '2023', reason: 'Known.', changeId: 'g-1' }),
  json('POST', '/v1/sources/World%20Report%20Now/grade', {
    reliability: 'D',
    from: '2023-11',
    reason: 'It guesses.',
    changeId: 'g-2',
  }),
];
const THIRD_DAY = [
  json('POST', `${QATAR}/entries/v-1/void`, { reason: 'It was right.', changeId: 'v-2' }),
  json('POST', `${QATAR}/entries/qm-08/amendment`, { reason: 'A slip.', changes: { credibility: 3 }, changeId: 'a-1' }),
  json('POST', `${HOSTAGES}/entries/gh-060/void`, { reason: 'Another story.' }),
  json('POST', `${HOSTAGES}/entries/gh-064/amendment`, {
    reason: 'The page has it.',
    changes: { attribution: 'on-background' },
  }),
  json('POST', `${HOSTAGES}/reports/gh-090/retraction`, { reportedAt: '2023-11-30', reason: 'Withdrawn.' }),
  json('POST', '/v1/sources/entries/g-2/amendment', {
    reason: 'Less so.',
    changes: { reliability: 'C' },
    changeId: 'g-3',
  }),
  json('POST', '/v1/sources/CNN/grade', { reliability: 'A', from: '2023-10-01', reason: 'Known.', changeId: 'g-4' }),
  json('POST', '/v1/sources/entries/g-4/void', { reason: 'The wrong paper.', changeId: 'g-5' }),
  json('POST', `${PORT}/reports`, { ...report(undefined, 'stance', 'ministry', { issue: 'pay', toward: 'supports' }) }),
  json(
    'POST',
    `${PORT}/reports`,
    report('ps-6', 'acceptance', 'dockers', { proposal: 'offer', reportedAt: '2026-03-19' }),
  ),
  json('POST', '/v1/negotiations', { negotiation: 'quiet', title: 'Nothing is known of these' }),
];

async function during(build, data, now, work) {
  const server = await build.serve(data, { now });
  await server.ready();
  await work(server);
  await server.stop();
}

async function record(server, requests) {
  for (const request of requests) {
    const { status, body } = await server.ask(request);
    if (status >= 300) throw new Error(`the past cannot be written: ${request.path}: ${status} ${body}`);
    await wait(5);
  }
}

async function makeToken(build, name, roles, more) {
  const words = ['token', 'create', '--subject', `the ${name}`, '--json', '--role', ...roles, ...more];
  const { out, err } = await build.run(words, { now: DAYS[2] });
  if (out === '') throw new Error(err);
  return JSON.parse(out);
}

/** A token of each role, one that is revoked and one that expires; `all` is there already, and makes them. */
async function makeTokens(build, { base }, all) {
  const by = ['--server', base, '--token', all.secret];
  const tokens = { all };
  for (const role of ROLES) tokens[role] = await makeToken(build, role, [role], by);
  tokens.revoked = await makeToken(build, 'revoked', ['editor'], by);
  tokens.expired = await makeToken(build, 'expired', ['editor'], [...by, '--days', '1']);
  await build.run(['token', 'revoke', tokens.revoked.id, '--reason', 'Posted in a chat.', ...by], { now: DAYS[2] });
  return Object.fromEntries(Object.entries(tokens).map(([name, { secret }]) => [name, secret]));
}

export const bearer = (token) => (token === undefined ? {} : { authorization: `Bearer ${token}` });

export const storiesOf = ({ checkout }) =>
  readdirSync(join(checkout, 'stories'))
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => join(checkout, 'stories', file));

/** @returns the secrets of the tokens, by their names */
export async function writePast(build, data) {
  const stories = storiesOf(build).map((file) => lines('/v1/import', readFileSync(file, 'utf8')));
  const work = [stories, SECOND_DAY, THIRD_DAY];
  for (const [day, requests] of work.entries())
    await during(build, data, DAYS[day], (server) => record(server, requests));
  const all = await makeToken(build, 'all', ROLES, ['--data', data]);
  let tokens;
  await during(build, data, DAYS[2], async (server) => (tokens = await makeTokens(build, server, all)));
  // On the day of the comparison each is used once: that is recorded, at a time of its own, and would stand in the way.
  const first = ['all', ...ROLES].map((name) => ({
    path: name === 'admin' ? '/v1/tokens' : '/metrics',
    headers: bearer(tokens[name]),
  }));
  await during(build, data, NOW, (server) => record(server, first));
  return tokens;
}
