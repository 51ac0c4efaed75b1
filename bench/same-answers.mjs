/**
 * Whether two builds answer the same: one data folder written by the old one, opened by both, and everything asked of both.
 *
 *     node bench/same-answers.mjs OLD_CHECKOUT NEW_CHECKOUT [--only PART_OF_A_NAME] [--openapi-may-differ POINTER]…
 *
 * Both are checkouts that have been built. It ends with `SAME` and 0, or `DIFFERENT` and 1.
 *
 * Both run in the same present and with the same chance (same-answers/world.mjs), so that times, generated ids and
 * secrets, hashes, tags and `at` are compared as well. NOT compared is only what is left:
 * - headers of the connection: `Date`, `Connection`, `Keep-Alive`, `Transfer-Encoding`, `Content-Length`;
 * - ports, and the folders in which each has its data and its program;
 * - the values of figures in `/metrics`, but those that count; and of the process's own all but their names;
 * - of logs `time`, `pid`, the order of lines and where in the program an error was; of bundles the times of files;
 * - in pages the names of built files and of classes of styles;
 * - in `/openapi.json` every `operationId`, which is told and not counted, and what `--openapi-may-differ` names.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Build, killAll, wait } from './same-answers/build.mjs';
import * as callers from './same-answers/callers.mjs';
import * as cli from './same-answers/cli.mjs';
import * as work from './same-answers/cli-work.mjs';
import { Comparison, differences } from './same-answers/comparison.mjs';
import * as failing from './same-answers/failing.mjs';
import { talkOf } from './same-answers/lenses.mjs';
import * as outside from './same-answers/outside.mjs';
import { Pair } from './same-answers/pair.mjs';
import { bearer, lines, storiesOf, writePast } from './same-answers/past.mjs';
import * as reads from './same-answers/reads.mjs';
import * as writes from './same-answers/writes.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, 'openapi-may-differ': { type: 'string', multiple: true, default: [] } },
});
if (positionals.length !== 2) throw new Error('node bench/same-answers.mjs OLD_CHECKOUT NEW_CHECKOUT');

const folder = mkdtempSync(join(tmpdir(), 'same-answers-'));
const builds = positionals.map(
  (checkout, i) => new Build(['old', 'new'][i], checkout, join(folder, ['old', 'new'][i])),
);
const [old] = builds;
const all = new Comparison(flags.only);

/** What there is in the past that the requests are made from. */
async function sceneOf() {
  const past = join(folder, 'past');
  mkdirSync(past);
  const tokens = await writePast(old, past);
  const pair = await Pair.start([old], 'scene', { past });
  const get = async (path) => (await pair.ask(undefined, { path, headers: bearer(tokens.all) }))[0].body;
  const talks = [];
  for (const id of ['gaza-hostages-2023', 'qatar-mediation', 'port-strike']) {
    const history = JSON.parse(await get(`/v1/negotiations/${id}/history?limit=500`));
    talks.push(talkOf(JSON.parse(await get(`/v1/negotiations/${id}`)), history.entries));
  }
  const document = JSON.parse(await get('/openapi.json'));
  const [log, checkpoint] = [await get('/v1/log'), await get('/v1/audit/checkpoint')];
  await pair.stop();
  for (const build of builds) build.beginComparison();
  return { past, tokens, talks, document, log, checkpoint, who: bearer(tokens.all) };
}

const isOperationId = ({ at }) => at.endsWith('/operationId');

/** The OpenAPI document, and the page that is made of it. */
async function described(group, pair) {
  const [was, is] = (await pair.ask(undefined, { path: '/openapi.json' })).map(({ body }) => JSON.parse(body));
  const found = differences(was, is);
  const renamed = found.filter(isOperationId);
  if (renamed.length > 0)
    console.log(`(${renamed.length} operationIds differ, such as ${renamed[0].old}: ${renamed[0].now})`);
  const allowed = ({ at }) => flags['openapi-may-differ'].some((pointer) => at.startsWith(pointer));
  const rest = found.filter((one) => !isOperationId(one) && !allowed(one));
  group.compare('/openapi.json', { differences: [] }, { differences: rest });
  // The page is made of the document: where that may differ, it may.
  if (!found.some(allowed)) await pair.ask(group, { path: '/docs' });
}

/** Pages of listings, by the link of each to the next; and every tag taken again. */
async function pagesAndTags(group, pair, { document, talks: [talk], who }) {
  for (const begin of [
    '/v1/negotiations?limit=1',
    `/v1/negotiations/${talk.negotiation}/history?limit=20&minCredibility=4`,
  ])
    for (let path = begin; path;) {
      const [{ headers }] = await pair.ask(group, { path, headers: who });
      path = /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1];
    }
  for (const { path } of reads.plainRequests(document, talk)) {
    const [{ headers }] = await pair.ask(group, { path, headers: who });
    for (const tag of headers.etag ? [headers.etag, `W/${headers.etag}`, `"x", ${headers.etag}`] : [])
      await pair.ask(group, { path, headers: { ...who, 'if-none-match': tag } });
  }
}

/** Figures that count what was done, whatever time it took. */
const counts = ({ bytes }) => {
  const counting = /^parley_(?!http_request_duration_seconds_(?:bucket|sum)|\w+_(?:bucket|sum)|streams_open|book_lag)/;
  return bytes
    .toString()
    .split('\n')
    .filter((line) => counting.test(line) && !line.includes('/readyz'));
};

async function figures(group, pair, who) {
  await wait(300);
  const answers = await pair.ask(group, { path: '/metrics', headers: who });
  group.compare('what is counted', ...answers.map((answer) => ({ counts: counts(answer) })));
}

/** Everything that one pair is asked while nothing is wrong with it: reads first, writes after them. */
async function wellAndBadlyAsked(scene) {
  const { document, talks, tokens, log, checkpoint, who } = scene;
  const pair = await Pair.start(builds, 'asked', scene);
  const ask = (name, requests) => all.group(name, 'requests', (group) => pair.askAll(group, requests, who));
  await all.group('the OpenAPI document', 'comparisons', (group) => described(group, pair));
  await ask('every path under fifty lenses', reads.readingRequests(document, talks));
  await all.group('pages and tags', 'requests', (group) => pagesAndTags(group, pair, scene));
  await ask('bad parameters', reads.badParameters(document, talks[1]));
  await ask('odd queries and headers', reads.oddRequests(document, talks[1]));
  await ask('unknown and bad places', reads.badPlaces(document, talks[1]));
  await ask('wrong methods', reads.wrongMethods(document, talks[1]));
  await all.group('every call by every caller', 'requests', (group) =>
    pair.askAll(group, callers.byEveryCaller(document, talks[1], tokens)),
  );
  await ask('bad bodies', writes.refusedRequests(old));
  await ask('damaged fields, tried', writes.triedRequests(old));
  await ask('bad lines', writes.badLines(log, checkpoint));
  await all.group('exports, feeds, bundles', 'comparisons', async (group) => {
    await pair.askAll(
      group,
      outside.wholes(talks).map((path) => ({ path })),
      who,
    );
    await outside.bundles(group, pair, talks, who);
  });
  await all.group('streams while something is written', 'comparisons', (group) =>
    outside.transcripts(group, pair, who),
  );
  await ask('real writes', writes.realWrites(old, log));
  await ask('what is read after them', reads.readingRequests(document, talks.slice(2), 15));
  await ask('every call after them', reads.plainRequests(document, talks[0]));
  await all.group('figures', 'comparisons', (group) => figures(group, pair, who));
  await pair.stop();
  await all.group('logs', 'comparisons', (group) => logsOf(group, pair));
}

const logsOf = (group, pair) => group.compare('the log of the servers', ...pair.logs().map((log) => ({ log })));

/** Requests a minute, which have to suffice for asking whether the server is ready. */
const LIMIT = 400;

/** Servers in other states: without a snapshot, open to everybody, with few requests a minute. */
async function otherServers(scene) {
  const { document, talks, tokens, who } = scene;
  await all.group('without a snapshot', 'requests', async (group) => {
    const pair = await Pair.start(builds, 'bare', { past: scene.past, env: { PARLEY_SNAPSHOT_EVERY: '0' } });
    for (const talk of talks) await pair.askAll(group, reads.plainRequests(document, talk), who);
    await figures(group, pair, who);
    await pair.stop();
  });
  await all.group('an open server', 'requests', async (group) => {
    const pair = await Pair.start(builds, 'open', { env: { PARLEY_SNAPSHOT_EVERY: '0' } });
    for (const file of storiesOf(old)) await pair.ask(group, lines('/v1/import', readFileSync(file, 'utf8')));
    await pair.askAll(group, callers.fromElsewhere(document, talks[1]));
    await pair.stop();
    logsOf(group, pair);
  });
  await all.group('too many requests', 'requests', async (group) => {
    const limited = { past: scene.past, env: { PARLEY_RATE_LIMIT: String(LIMIT) }, who: bearer(tokens.auditor) };
    const pair = await Pair.start(builds, 'limited', limited);
    for (const [caller, count] of [
      [who, LIMIT],
      [{}, LIMIT / 10],
      [bearer(tokens.revoked), 0],
    ])
      await pair.askAll(
        group,
        Array.from({ length: count + 5 }, () => ({ path: '/v1/negotiations/port-strike', headers: caller })),
      );
    await pair.stop();
    logsOf(group, pair);
  });
  await all.group('the pages', 'requests', async (group) => {
    const pair = await Pair.start(builds, 'pages', scene);
    for (const request of callers.pageRequests(talks, tokens)) {
      const answers = await pair.ask(undefined, request);
      group.compare(`${request.method ?? 'GET'} ${request.path}`, ...answers.map(callers.plainPage));
    }
    await pair.stop();
  });
}

async function failures(scene) {
  for (const [name, fail] of Object.entries(failing.FAILURES))
    await all.group(`the store failing: ${name}`, 'requests', (group) =>
      failing.failingWhileRunning(group, builds, scene, name.replaceAll(' ', '-'), fail),
    );
  await all.group('the store failing: held by another', 'requests', (group) =>
    failing.heldByAnother(group, builds, scene),
  );
  await all.group('the store failing: a full disk', 'requests', async (group) => {
    if (!(await failing.fullDisk(group, builds, scene)))
      console.log('NOT COMPARED: no small file system can be mounted here');
  });
  await all.group('spoilt folders at the start', 'comparisons', (group) =>
    failing.failingAtTheStart(group, builds, scene),
  );
  await all.group('settings', 'comparisons', (group) => failing.settings(group, builds));
}

async function commands(scene) {
  const stories = outside.giveFiles(builds, scene.log);
  await all.group('hashes of fixed events', 'comparisons', (group) => outside.hashes(group, builds, stories));
  const pair = await Pair.start(builds, 'commands', scene);
  const env = (i) => ({ PARLEY_SERVER: pair.servers[i].base, PARLEY_TOKEN: scene.tokens.all });
  const group = (name, compare) => all.group(`parley: ${name}`, 'commands', compare);
  await group('help', (of) => cli.help(of, builds));
  await group('tables and JSON', (of) => cli.readings(of, builds, env));
  await group('used wrongly', (of) => cli.wrong(of, builds, env));
  await group('recording', (of) => work.recording(of, builds, env));
  await group('keeping', (of) => work.keeping(of, builds, env));
  await group('on data folders', (of) => work.onFolders(of, builds, scene.past));
  await group('going on', (of) => work.goingOn(of, builds, pair, env, scene.who));
  await pair.stop();
}

// However it ends, nothing is left behind.
process.on('exit', () => {
  killAll();
  failing.releaseDisks(builds);
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const scene = await sceneOf();
await wellAndBadlyAsked(scene);
await otherServers(scene);
await failures(scene);
await commands(scene);
process.exitCode = all.end() ? 0 : 1;
