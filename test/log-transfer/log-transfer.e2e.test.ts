/** A whole log on its way: from a file to EventStoreDB and back, with everything as it was. */
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { startApp } from '../app/start-app.js';
import { Config } from '../../src/platform/config.js';
import { ImportLog, ImportLogHandler } from '../../src/log-transfer/import-log.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { newFolder, importLines, remove, send, storyText } from '../app/started-app.js';
import { grade, inLines, opening, report, story } from '../app/talks.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { contentId } from '../../events/identity.js';
import { Inside } from '../cli/command-line.js';
import { eventsOf } from '../store/given.js';
import { StoreFailure } from '../../src/store/store-failure.js';
import { DelegatingStore } from '../store/delegating-store.js';
import { addressOf } from '../store/on-server.js';
import { until } from '../store/until.js';

const STORY = 'qatar-mediation';

const apps: INestApplication[] = [];
const folders: string[] = [];
let node: EventStoreDbNode;

async function start(config: Config): Promise<string> {
  const app = await startApp(config);
  apps.push(app);
  const base = await app.getUrl();
  await until(async () => (await fetch(`${base}/readyz`)).ok);
  return base;
}
const inFile = (): Promise<string> => {
  const folder = newFolder();
  folders.push(folder);
  return start(new Config(0, '127.0.0.1', folder, 'error'));
};
const onServer = (): Promise<string> => start(new Config(0, '127.0.0.1', '', 'error', addressOf(node.address)));

const exported = async (base: string): Promise<string[]> =>
  (await (await fetch(`${base}/v1/log`)).text()).split(/(?<=\n)/);
const moveIn = async (base: string, lines: readonly string[]): Promise<{ status: number; answer: object }> => {
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await fetch(`${base}/v1/log`, { method: 'POST', headers, body: lines.join('') });
  return { status: response.status, answer: (await response.json()) as object };
};
const eventsIn = (lines: readonly string[]): object[] =>
  lines.slice(0, -1).map((line) => ({ ...(JSON.parse(line) as object), position: '' }));
const statusOn = async (base: string): Promise<object> => {
  const status = await (await fetch(`${base}/v1/negotiations/${STORY}/status?reportedBy=2024`)).json();
  return { ...(status as object), position: '' };
};

let source: string;
let lines: string[];
beforeAll(async () => {
  node = await new EventStoreDbNode().start();
  source = await inFile();
  await importLines(source, storyText(STORY));
  await send(source, 'POST', '/negotiations', opening);
  lines = await exported(source);
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  for (const folder of folders) remove(folder);
  node.stop();
});

test('A log keeps ids, order, times and hashes on a server and back in a file, also where it broke off', async () => {
  const server = await onServer();
  const half = lines.slice(0, 9);
  expect(await moveIn(server, half)).toMatchObject({
    status: 422,
    answer: { detail: expect.stringMatching(/cut off/) },
  });
  const events = lines.length - 1;
  expect(await moveIn(server, lines)).toMatchObject({
    status: 200,
    answer: { moved: events - half.length, present: half.length, verified: true },
  });
  expect(await moveIn(server, lines)).toMatchObject({ status: 200, answer: { moved: 0, present: events } });
  expect(eventsIn(await exported(server))).toEqual(eventsIn(lines));
  expect(await statusOn(server)).toEqual(await statusOn(source));

  const back = await inFile();
  expect(await moveIn(back, await exported(server))).toMatchObject({ answer: { moved: events, verified: true } });
  expect((await exported(back)).slice(0, -1)).toEqual(lines.slice(0, -1));
  expect((await send(back, 'POST', '/negotiations', { ...opening, negotiation: 'later' })).status).toBe(201);
  expect(await (await fetch(`${back}/v1/audit/verify`)).json()).toMatchObject({ ok: true, events: events + 1 });
});

test('What is sent again to where a log was moved is known again, though its id was made under a secret', async () => {
  const [from, to] = [await inFile(), await inFile()];
  await send(from, 'POST', '/negotiations', opening);
  const { reportId: _, ...said } = report('r1');
  const first = (await (await send(from, 'POST', '/negotiations/talks/reports', said)).json()) as { reportId: string };
  await moveIn(to, await exported(from));
  const again = (await (await send(to, 'POST', '/negotiations/talks/reports', said)).json()) as object;
  expect(again).toMatchObject({ reportId: first.reportId, duplicate: true });
  // Whoever knows all that was said cannot tell its id.
  const { kind, ...content } = said;
  expect(first.reportId).not.toBe(contentId('talks', { ...content, kind }));
});

test('A log of many talks is moved side by side, and what each grade of a source was applied to stays', async () => {
  const talks = Array.from({ length: 8 }, (_, i) => `many-${i}`);
  const from = await inFile();
  await importLines(from, inLines([...story(80, talks), grade, ...story(160, talks).slice(-80)]));
  const log = await exported(from);
  const other = await new EventStoreDbNode().start();
  const to = await start(new Config(0, '127.0.0.1', '', 'error', addressOf(other.address)));
  const answer = { moved: 169, verified: true };
  expect(await moveIn(to, log)).toMatchObject({ status: 200, answer });
  // Before each append of events, one of their keys.
  expect(other.calls.append).toBeLessThan(40);
  const ofLog = other.log.all.filter(({ stream }) => !stream.startsWith('keys-'));
  expect(ofLog.findIndex(({ stream }) => stream === 'sources')).toBe(88);
  const hashes = (of: readonly string[]) => of.slice(0, -1).map((line) => (JSON.parse(line) as { hash: string }).hash);
  expect(hashes(await exported(to)).toSorted()).toEqual(hashes(log).toSorted());
  expect(await moveIn(await inFile(), await exported(to))).toMatchObject({ status: 200, answer });
  await apps.pop()?.close();
  await apps.splice(apps.length - 1, 1)[0]?.close();
  other.stop();
});

test('A log that was changed on its way is refused at the line where it was, and so is what is no log', async () => {
  const target = await inFile();
  const changed = lines.map((line, i) =>
    i === 5 ? line.replace(/"summary":\{"sealed":"/, '"summary":{"sealed":"Not') : line,
  );
  expect(await moveIn(target, changed)).toMatchObject({
    status: 409,
    answer: { code: 'log-differs', detail: expect.stringMatching(/^line 6: /) },
  });
  expect(await moveIn(target, ['{"type":"x"}\n'])).toMatchObject({ status: 422 });
  expect(await moveIn(target, [...lines, ...lines])).toMatchObject({
    status: 422,
    answer: { detail: expect.stringMatching(/follows the end/) },
  });
});

test('What the store does not take is told before what is wrong with a line behind it', async () => {
  const from = await inFile();
  await importLines(from, inLines(story(700)));
  const log = await exported(from);
  class FullStore extends DelegatingStore {
    override async appendTogether(): Promise<never> {
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new StoreFailure('full', 'the disk is full');
    }
  }
  const store = new FullStore(SqliteEventStore.open(':memory:'));
  const handler = new ImportLogHandler(store, new MemoryImage(), { now: Date.now });
  const chunks = [...log.slice(0, 600), '{"type":"x"}\n'].map((line) => Buffer.from(line));
  await expect(handler.execute(new ImportLog(chunks as never))).rejects.toMatchObject({ code: 'full' });
  await store.close();
});

test('A log from the future is refused: all that is recorded after it would be dated by it', async () => {
  const folder = newFolder();
  folders.push(folder);
  const ahead = SqliteEventStore.open(join(folder, 'parley.sqlite'), { now: () => Date.now() + 3_600_000 });
  await ahead.append('sources', eventsOf('sources', '1'), 'none');
  await ahead.close();
  const future = await exported(await start(new Config(0, '127.0.0.1', folder, 'error')));
  const target = await inFile();
  expect(await moveIn(target, future)).toMatchObject({
    status: 422,
    answer: { detail: expect.stringMatching(/^line 1: .*future/), errors: [{ pointer: '/recordedAt' }] },
  });
  expect(await exported(target)).toHaveLength(1);
});

test('The command line exports a whole log, and imports it', async () => {
  const target = await inFile();
  const { code, out } = await new Inside(source).run('export');
  expect([code, out.split(/(?<=\n)/).slice(0, -1)]).toEqual([0, lines.slice(0, -1)]);
  const moved = await new Inside(target).json('import --log -', { stdin: out });
  expect(moved).toMatchObject({ moved: lines.length - 1, verified: true });
  const again = await new Inside(target, true).run('import --log -', { stdin: out });
  expect(again).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^a whole log:\n0 moved, \d+ here already, in 2 streams; verif/),
  });
  const cut = await new Inside(target).run('import --log -', { stdin: lines.slice(0, 3).join('') });
  expect(cut).toMatchObject({ code: 1, err: expect.stringMatching(/cut off/) });
  expect(await new Inside(source).run('export --format csv')).toMatchObject({ code: 2 });
});

test('A log is not mixed with another that holds the same negotiation', async () => {
  const target = await inFile();
  await send(target, 'POST', '/negotiations', { ...opening, title: 'Another' });
  expect(await moveIn(target, lines)).toMatchObject({ status: 409, answer: { code: 'log-differs' } });
  expect((await moveIn(source, lines)).answer).toMatchObject({ moved: 0, verified: true });
});
