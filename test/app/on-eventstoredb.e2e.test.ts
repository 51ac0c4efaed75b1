/** The server with its log on EventStoreDB: what it answers while the other server is there, is gone, and is back. */
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { startApp } from './start-app.js';
import { Config } from '../../src/platform/config.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { addressOf, bareClient } from '../store/on-server.js';
import { until } from '../store/until.js';
import { Listener } from './listener.js';
import type { ReceivedAnswer } from '../../answers/intake/article.js';
import { ARTICLE, DENIAL, SOURCE } from '../intake/shell/intake-server.js';
import { importLines, newFolder, remove, send, storyText } from './started-app.js';
import { grade, inLines, opening, report, story } from './talks.js';

let node: EventStoreDbNode;
let app: INestApplication;
let base: string;
let folder: string;
const client = bareClient(() => node.address);

const start = async (): Promise<void> => {
  const config = new Config(0, '127.0.0.1', folder, 'error', addressOf(node.address));
  app = await startApp(config);
  base = await app.getUrl();
};
const health = async (): Promise<{ status: number; is: string }> => {
  const response = await fetch(`${base}/readyz`);
  return { status: response.status, is: ((await response.json()) as { status: string }).status };
};
const becomes = (is: string): Promise<void> => until(async () => (await health()).is === is);
const record = (reportId: string, more: object = {}) =>
  send(base, 'POST', '/negotiations/talks/reports', report(reportId, more));
const statusOf = async (query = ''): Promise<unknown> =>
  (await fetch(`${base}/v1/negotiations/talks/status${query}`)).json();

beforeEach(async () => {
  node = await new EventStoreDbNode().start();
  folder = newFolder();
  await start();
  await becomes('ready');
});
afterEach(async () => {
  await app.close();
  node.stop();
  remove(folder);
});

test('Talks are opened, reported, told of, and verified, on a server of EventStoreDB', async () => {
  expect((await send(base, 'POST', '/negotiations', opening)).status).toBe(201);
  const first = await record('r1');
  expect([first.status, await first.json()]).toEqual([201, expect.objectContaining({ revision: 1, warnings: [] })]);
  const again = await record('r1');
  expect([again.status, await again.json()]).toEqual([200, expect.objectContaining({ revision: 1, duplicate: true })]);
  expect((await record('r1', { kind: 'denial' })).status).toBe(409);
  expect((await record('r2', { party: 'unio' })).status).toBe(422);
  expect(await statusOf()).toMatchObject({ phase: { value: 'exploratory', because: ['r1'] }, revision: 1 });
  expect(await (await fetch(`${base}/v1/audit/verify`)).json()).toMatchObject({ ok: true, streams: 1, events: 2 });
});

/** What the server holds of the log: keys of texts lie beside it. */
const logged = () => node.log.all.filter(({ stream }) => !stream.startsWith('keys-'));

test('An article is received, and a candidate of it accepted, on a server of EventStoreDB', async () => {
  await importLines(base, storyText('qatar-mediation'));
  const body = { text: ARTICLE, negotiation: 'qatar-mediation', ...SOURCE };
  const received = await send(base, 'POST', '/intake', body);
  expect(received.status).toBe(201);
  const { article, proposed } = (await received.json()) as ReceivedAnswer;
  const at = `/intake/${article}/candidates/${proposed[0]?.candidate}/acceptance`;
  const accept = () => send(base, 'POST', at, { kind: 'denial', report: DENIAL });
  expect([(await accept()).status, (await accept()).status]).toEqual([201, 200]);
  expect(await (await fetch(`${base}/v1/intake/${article}`)).json()).toMatchObject({ candidates: { accepted: 1 } });
});

test('A story of several streams is imported, and again without effect; all or nothing is not for several', async () => {
  const whole = inLines([...story(60), grade]);
  expect(await (await importLines(base, whole)).json()).toMatchObject({ recorded: 62, refused: [] });
  expect(await (await importLines(base, whole)).json()).toMatchObject({ recorded: 0, duplicates: 62 });
  const atomic = await importLines(base, inLines(story(62, ['talks', 'other'])), '?atomic=true');
  expect([atomic.status, await atomic.json()]).toEqual([501, expect.objectContaining({ code: 'not-supported' })]);
  expect((await importLines(base, inLines(story(62)), '?atomic=true')).status).toBe(200);
});

test('Lines of many talks are stored side by side, each of them in its order, and the desk’s grades in their place', async () => {
  const talks = Array.from({ length: 10 }, (_, i) => `talks-${i}`);
  const lines = [...story(200, talks), grade, ...story(400, talks).slice(-200)];
  const strange = { type: 'ConfirmationReported', data: { negotiation: 'talks-3', ...report('x', { party: 'unio' }) } };
  delete (strange.data as { kind?: string }).kind;
  lines.splice(100, 0, strange);
  const before = node.calls.append;
  const answer = await (await importLines(base, inLines(lines))).json();
  expect(answer).toMatchObject({ recorded: 411, duplicates: 0, refused: [{ line: 101 }] });
  expect(node.calls.append - before).toBeLessThan(30);
  for (const talk of talks) {
    const own = node.log.stream(`negotiation-${talk}`) ?? [];
    const reports = own
      .slice(1)
      .map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as { reportId: string }).reportId);
    expect(reports).toEqual(reports.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
    expect(reports).toHaveLength(40);
  }
  expect(logged().findIndex(({ stream }) => stream === 'sources')).toBe(210);
  expect(await (await importLines(base, inLines(lines))).json()).toMatchObject({ recorded: 0, duplicates: 411 });
  expect(await (await fetch(`${base}/v1/audit/verify`)).json()).toMatchObject({ ok: true, events: 411 });
});

test.each([1, 2])(
  'Lines of %d talks that are more than the server takes in one append are stored in parts',
  async (count) => {
    const talks = Array.from({ length: count }, (_, i) => `talks-${i}`);
    const long = story(490, talks).map((line) => JSON.stringify(line).replace('They talk.', 'x'.repeat(3_900)));
    const wanted = { recorded: 490 + count, refused: [] };
    expect(await (await importLines(base, long.join('\n'))).json()).toMatchObject(wanted);
  },
);

test('An import that breaks off is made again, and nothing is stored twice', async () => {
  const lines = inLines(story(300, ['talks', 'others']));
  let appends = 0;
  node.faults.atRandom = (call) => (call === 'append' && (appends += 1) > 1 ? { fault: 'unavailable' } : undefined);
  expect((await importLines(base, lines)).status).toBe(503);
  node.faults.atRandom = () => undefined;
  expect(await (await importLines(base, lines)).json()).toMatchObject({ refused: [] });
  expect(logged()).toHaveLength(302);
});

test('Whoever comes back with a position that is no event’s is told of the gap, and hears what comes', async () => {
  await send(base, 'POST', '/negotiations', opening);
  await record('r1');
  for (const headers of [{}, { 'last-event-id': '5' }]) {
    const listener = await Listener.on(`${base}/v1/stream?after=5`, headers);
    const [gap] = await listener.until('gap', 1);
    expect(gap?.data).toMatchObject({ after: '5', reason: 'that is no position of this log' });
    expect(gap?.data['position']).toBe(String(node.log.all.at(-1)?.position));
    await record(`after-${Object.keys(headers).length}`);
    await listener.until('recorded', 1);
    listener.close();
  }
});

test('Talks whose stream was deleted on the server are named, and the others go on', async () => {
  for (const negotiation of ['others', 'talks']) await send(base, 'POST', '/negotiations', { ...opening, negotiation });
  await record('r1');
  await client().tombstoneStream('negotiation-talks');
  await until(async () => ((await (await fetch(`${base}/readyz`)).json()) as { status: string }).status === 'ready');
  const deleted = { ok: false, firstBad: { stream: 'negotiation-talks', revision: 0, problem: 'removed' } };
  for (const query of ['', '?negotiation=talks'])
    expect(await (await fetch(`${base}/v1/audit/verify${query}`)).json()).toMatchObject({
      ...deleted,
      firstBad: { ...deleted.firstBad, detail: 'the stream was deleted on the server' },
    });
  const refused = await record('r2');
  expect(await refused.json()).toMatchObject({ code: 'store-failed', detail: 'the stream was deleted on the server' });
  expect((await send(base, 'POST', '/negotiations/others/reports', report('r1'))).status).toBe(201);
});

test('Health is red while the other server is gone, and green when it is back; nothing is started anew', async () => {
  await send(base, 'POST', '/negotiations', opening);
  node.stop();
  await becomes('store-unavailable');
  expect((await health()).status).toBe(503);
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  const refused = await record('r1');
  expect([refused.status, await refused.json()]).toEqual([
    503,
    expect.objectContaining({ code: 'store-unreachable', detail: expect.stringMatching(/send the same again/) }),
  ]);
  expect(await statusOf()).toMatchObject({ phase: { value: 'unreported' } });
  await node.start();
  await becomes('ready');
  expect((await record('r1')).status).toBe(201);
});

test('Where others could reach it, a store that comes back without a token lets nobody in', async () => {
  await app.close();
  node.stop();
  // This machine by a name that does not say so: a server on an address of others has no business in a test.
  app = await startApp(new Config(0, '127.1', folder, 'error', addressOf(node.address)));
  base = await app.getUrl();
  await node.start();
  await becomes('catching-up');
  // Time enough to ask for the tokens again.
  await pause(500);
  expect(await (await fetch(`${base}/v1/negotiations`)).json()).toMatchObject({ code: 'store-unreachable' });
  expect((await health()).is).toBe('catching-up');
});

test('It starts while the other server is not there yet, and says so', async () => {
  await send(base, 'POST', '/negotiations', opening);
  await app.close();
  node.stop();
  await start();
  expect(await health()).toEqual({ status: 503, is: 'store-unavailable' });
  // Which tokens there are is not known either: it is not open meanwhile.
  expect(await statusOf()).toMatchObject({ code: 'store-unreachable', status: 503 });
  await node.start();
  await becomes('ready');
  expect(await statusOf()).toMatchObject({ negotiation: 'talks', revision: 0 });
});
