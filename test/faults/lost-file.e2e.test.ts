/** The file of the log is deleted, moved or replaced under a running server: what it would acknowledge, nobody would find. */
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { newFolder, remove, send, startedApp } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';

const folders: string[] = [];
afterAll(() => folders.forEach(remove));

async function given() {
  const folder = newFolder();
  folders.push(folder);
  const app = await startedApp(join(folder, 'data'));
  const { base } = app;
  await send(base, 'POST', '/negotiations', opening);
  expect((await send(base, 'POST', '/negotiations/talks/reports', report('kept'))).status).toBe(201);
  return { app, base, file: join(folder, 'data/parley.sqlite') };
}

const readiness = async (base: string) => {
  const answer = await fetch(`${base}/readyz`);
  return { status: answer.status, answer: (await answer.json()) as { status: string; recording?: object } };
};

const LOST = /file of the log/;
const red = {
  status: 503,
  answer: { status: 'store-unavailable', recording: { possible: false, why: expect.stringMatching(LOST) as string } },
};

describe('The file of the log', () => {
  test.each<[what: string, done: (file: string) => void]>([
    ['deleted', (file) => rmSync(file)],
    ['deleted with all that lies beside it', (file) => rmSync(join(file, '..'), { recursive: true })],
    ['moved away', (file) => renameSync(file, `${file}.old`)],
    [
      'replaced by a copy of itself',
      (file) => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
    ],
    [
      'replaced by an empty one',
      (file) => {
        rmSync(file);
        writeFileSync(file, '');
      },
    ],
    ['left without what was written last, its WAL file,', (file) => rmSync(`${file}-wal`)],
  ])('%s under a running server: nothing more is acknowledged, and health is red', async (_, done) => {
    const { app, base, file } = await given();
    expect(existsSync(`${file}-wal`)).toBe(true);
    done(file);
    const answer = await send(base, 'POST', '/negotiations/talks/reports', report('lost'));
    expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ code: 'store-failed' })]);
    expect(await readiness(base)).toMatchObject(red);
    expect((await (await fetch(`${base}/metrics`)).text()).includes('parley_recording_possible 0')).toBe(true);
    // What was read goes on being read.
    expect((await fetch(`${base}/v1/negotiations/talks/status`)).status).toBe(200);
    await app.halt();
  });

  test('moved away and put back: recording goes on, and nothing is lost', async () => {
    const { app, base, file } = await given();
    renameSync(file, `${file}.old`);
    expect((await send(base, 'POST', '/negotiations/talks/reports', report('again'))).status).toBe(503);
    renameSync(`${file}.old`, file);
    expect((await send(base, 'POST', '/negotiations/talks/reports', report('again'))).status).toBe(201);
    const { status, answer } = await readiness(base);
    expect([status, answer.recording]).toEqual([200, undefined]);
    await app.halt();
    const store = SqliteEventStore.open(file);
    const events = await store.readStream('negotiation-talks');
    await store.close();
    expect(events.map(({ data }) => data['reportId'])).toEqual([undefined, 'kept', 'again']);
  });
});
