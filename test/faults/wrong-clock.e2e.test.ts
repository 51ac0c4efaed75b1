/** Servers whose clock cannot be right: one that jumps while it runs, and one that is odd at the start. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove, send, startedApp } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';
import { event } from '../store/given.js';
import { until } from '../store/until.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const folders: string[] = [];
afterAll(() => folders.forEach(remove));
const folder = (): string => {
  const made = newFolder();
  folders.push(made);
  return made;
};

const refused = { status: 503, answer: expect.objectContaining({ code: 'clock-wrong' }) as object };
async function opened(base: string) {
  const answer = await send(base, 'POST', '/negotiations', opening);
  return { status: answer.status, answer: (await answer.json()) as object };
}
async function recording(base: string): Promise<object | undefined> {
  return ((await (await fetch(`${base}/readyz`)).json()) as { recording?: object }).recording;
}

test('A clock that is set an hour ahead under a running server: nothing is recorded until it is set right', async () => {
  const data = folder();
  const preload = join(data, 'jump.mjs');
  // As if the machine's clock were set by a signal: ahead by one, and right by the next.
  writeFileSync(
    preload,
    `const now = Date.now; let ahead = 0; Date.now = () => now() + ahead;
     process.on('SIGUSR2', () => { ahead = ${HOUR} - ahead; });`,
  );
  const server = new Program(main, { PARLEY_DATA: join(data, 'data') }, [process.execPath, '--import', preload]);
  const base = await server.ready();
  expect(await opened(base)).toMatchObject({ status: 201 });
  server.signal('SIGUSR2');
  await until(async () => (await recording(base)) !== undefined);
  const during = await send(base, 'POST', '/negotiations/talks/reports', report('during'));
  expect({ status: during.status, answer: await during.json() }).toEqual(refused);
  expect(await recording(base)).toEqual({ possible: false, why: expect.stringMatching(/set ahead by 3600 seconds/) });
  expect((await fetch(`${base}/v1/negotiations/talks/status`)).status).toBe(200);
  server.signal('SIGUSR2');
  await until(async () => (await recording(base)) === undefined);
  const after = await send(base, 'POST', '/negotiations/talks/reports', report('after'));
  const { recordedAt } = (await after.json()) as { recordedAt: string };
  expect(Date.parse(recordedAt)).toBeLessThan(Date.now() + 1000);
  server.signal('SIGTERM');
  await server.ended();
});

test.each([
  ['behind the last event', 2 * DAY, /later than that/],
  ['more than 366 days ahead of it', -367 * DAY, /more than 366 days/],
])(
  'A clock that is %s at the start: read but not recorded, until an operator says what day it is',
  async (_, by, why) => {
    const data = folder();
    mkdirSync(data, { recursive: true });
    const store = SqliteEventStore.open(join(data, 'parley.sqlite'), { now: () => Date.now() + by });
    await store.append('sources', [event('sources', '1')], 'any');
    await store.close();
    const first = await startedApp(data);
    expect(await opened(first.base)).toEqual(refused);
    expect(await recording(first.base)).toEqual({ possible: false, why: expect.stringMatching(why) as string });
    await first.halt();
    const second = await startedApp(data, 0, { clockConfirmed: new Date().toISOString().slice(0, 10) });
    expect(await opened(second.base)).toMatchObject({ status: 201 });
    await second.halt();
  },
);
