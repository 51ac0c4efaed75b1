/** Readers that die, or take too long: whoever asked gets an answer, and the next one is read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReceivedAnswer } from '../../../answers/intake/article.js';
import { startApp } from '../../app/start-app.js';
import { IntakeWorkers, TaskFailed } from '../../../src/intake/workers/intake-workers.js';
import { Config } from '../../../src/platform/config.js';
import { importLines, newFolder, ready, remove, send, storyText } from '../../app/started-app.js';
import { ARTICLE, SOURCE, TALKS } from './intake-server.js';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

const program = (source: string): URL => {
  const file = join(folder, 'worker.mjs');
  writeFileSync(file, source);
  return pathToFileURL(file);
};
const SILENT = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => undefined);";
const DYING = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(1));";
const FULL = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); });`;

test.each([
  ['is silent', SILENT, /took longer than 0.3 seconds/],
  ['dies', DYING, /its reader has died/],
  ['runs out of memory', FULL, /its reader has (?:failed|died)/],
  ['cannot be started', 'throw new Error("broken")', /its reader has failed: broken/],
])(
  'A reader that %s is replaced',
  async (_, source, why) => {
    const workers = new IntakeWorkers();
    const good = workers.program;
    workers.program = program(source);
    workers.patience = source === SILENT ? 300 : 30_000;
    const failed = await workers.run('similarities', 'a', ['b']).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TaskFailed);
    expect((failed as Error).message).toMatch(why);
    Object.assign(workers, { program: good, patience: 15_000 });
    const text = 'Israel denied on Friday that talks on a truce were under way in any place at all.';
    expect(await workers.run('similarities', text, [text])).toEqual([1]);
    await workers.onApplicationShutdown();
  },
  60_000,
);

test('Many tasks are done, each by a reader, and a task that fails fails alone', async () => {
  const workers = new IntakeWorkers();
  const answers = await Promise.allSettled([
    ...Array.from({ length: 20 }, (_, i) => workers.run('html', `<p>Text ${i}</p>`, undefined)),
    workers.run('feed', 'no feed at all'),
  ]);
  expect(
    answers.slice(0, 20).map((one) => one.status === 'fulfilled' && 'text' in one.value && one.value.text),
  ).toEqual(Array.from({ length: 20 }, (_, i) => `Text ${i}`));
  expect(answers[20]).toMatchObject({ status: 'rejected', reason: expect.any(TaskFailed) });
  await workers.onApplicationShutdown();
  await expect(workers.run('feed', '')).rejects.toThrow('the server is stopping');
});

test('An article that no reader could read is received all the same, and read when it is asked for again', async () => {
  const app = await startApp(new Config(0, '127.0.0.1', folder, 'error'));
  const base = await app.getUrl();
  await ready(base);
  await importLines(base, storyText(TALKS));
  const workers = app.get(IntakeWorkers, { strict: false });
  const good = workers.program;
  Object.assign(workers, { program: program(DYING), patience: 2_000 });
  const response = await send(base, 'POST', '/intake', { text: ARTICLE, ...SOURCE, negotiation: TALKS });
  const received = (await response.json()) as ReceivedAnswer;
  expect(response.status).toBe(201);
  expect(received).toMatchObject({ isRead: false, proposed: [], notes: ['its reader has died'], recorded: 1 });
  const page = await send(base, 'POST', '/intake', { html: '<p>Israel denied it.</p>' });
  expect([page.status, await page.json()]).toMatchObject([422, { code: 'unreadable-file' }]);
  Object.assign(workers, { program: good, patience: 15_000 });
  const read = (await (await fetch(`${base}/v1/intake/${received.article}`)).json()) as ReceivedAnswer;
  expect(read.isRead).toBe(true);
  expect(read.proposed.length).toBeGreaterThan(0);
  await app.close();
}, 60_000);
