/** The file of the index: it can be lost, damaged, stale or of another log, and the search still finds what is recorded. */
import { copyFileSync, existsSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Config } from '../../src/platform/config.js';
import type { Refused } from '../../src/problems/refused.js';
import type { MemoryImage } from '../../src/projector/memory-image.js';
import type { Projector } from '../../src/projector/projector.js';
import { SearchIndex } from '../../src/search/search-index.js';
import type { EventStore } from '../../src/store/event-store.js';
import { importLines, newFolder, remove } from '../app/started-app.js';
import { inLines, story } from '../app/talks.js';
import { Searched } from './searched.js';

let folder: string;
const file = () => join(folder, 'parley.search');
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

/** Runs a server on the folder; stops it, and leaves its data. */
async function on<T>(use: (served: Searched) => Promise<T>, snapshotEvery = 0): Promise<T> {
  const served = await Searched.start(folder, snapshotEvery);
  try {
    return await use(served);
  } finally {
    await served.app.halt();
  }
}

const finds = (served: Searched) => served.found({ q: 'ferries', what: 'report' });

async function fill(): Promise<void> {
  await on(async (served) => {
    await served.open();
    await served.record('r1', { summary: 'Ferries stop.' });
    await served.record('r2', { summary: 'Ferries start.', claim: 'start', claimText: 'The ferries start' });
    await finds(served);
  });
}

const BROKEN: readonly (readonly [string, () => void])[] = [
  ['lost', () => rmSync(file())],
  ['cut short', () => truncateSync(file(), Math.floor(statSync(file()).size / 2))],
  ['empty', () => truncateSync(file(), 0)],
  ['no database', () => writeFileSync(file(), 'not a database at all, but long enough to be read as one '.repeat(100))],
  [
    'of another version',
    () => {
      const db = new Database(file());
      db.prepare("UPDATE about SET made_by = 'another'").run();
      db.close();
    },
  ],
  [
    'of another log',
    () => {
      const db = new Database(file());
      db.prepare("UPDATE about SET hash = 'another'").run();
      db.close();
    },
  ],
];

test.each(BROKEN)('A file that is %s is made anew', async (_, breakIt) => {
  await fill();
  expect(existsSync(file())).toBe(true);
  breakIt();
  expect(await on(finds)).toHaveLength(2);
  expect(await on(finds)).toHaveLength(2);
});

test('An older index goes on from where it stopped, with and without a snapshot', async () => {
  await fill();
  copyFileSync(file(), `${file()}.old`);
  await on((served) => served.record('r3', { summary: 'Ferries wait.' }), 1);
  copyFileSync(`${file()}.old`, file());
  expect((await on(finds, 1)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['r1', 'r2', 'r3']);
});

test('A file that breaks while the server runs is made anew, and everything else goes on', async () => {
  await fill();
  await on(async (served) => {
    expect(await finds(served)).toHaveLength(2);
    const db = new Database(file());
    db.exec('DROP TABLE things');
    db.close();
    writeFileSync(file(), Buffer.alloc(statSync(file()).size, 7));
    await served.record('r3', { summary: 'Ferries wait.' });
    await served.record('r4', { summary: 'Ferries sail.' });
    expect(await finds(served)).toHaveLength(4);
  });
});

test('What is imported at once is found at once', async () => {
  await on(async (served) => {
    await importLines(served.app.base, inLines(story(3_000, ['a', 'b', 'c'])));
    const { counts } = await served.search('talk');
    expect(counts.report).toBe(3_000);
  });
});

test('Two servers on one folder keep one index', async () => {
  await fill();
  const [one, other] = [await Searched.start(folder), await Searched.start(folder)];
  try {
    await one.record('r3', { summary: 'Ferries wait.' });
    await other.record('r4', { summary: 'Ferries sail.' });
    for (const served of [one, other]) {
      const position = (await (await fetch(`${other.app.base}/v1/negotiations/talks/status`)).json()) as {
        position: string;
      };
      expect(await served.found({ q: 'ferries', what: 'report', position: position.position })).toHaveLength(4);
    }
  } finally {
    await one.app.halt();
    await other.app.halt();
  }
});

test('A search that would wait too long says how far the index has come', async () => {
  await fill();
  const [store, image, projector] = [{}, { position: 900n }, {}];
  const index = new SearchIndex(
    store as EventStore,
    image as MemoryImage,
    projector as Projector,
    {
      dataFolder: folder,
    } as Config,
  );
  let runs = 0;
  const noPatience = -1;
  const refused = await index.search(() => (runs += 1), noPatience).catch((error: unknown) => error);
  expect(refused).toMatchObject({ problem: { code: 'catching-up', status: 503 } });
  expect((refused as Refused).problem.detail).toMatch(/^the search index is being made: it holds 0 % of the log/);
  expect(runs).toBe(0);
  await index.onApplicationShutdown();
});
