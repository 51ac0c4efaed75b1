import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { firstValueFrom } from 'rxjs';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { built } from '../app/program.js';
import { describeEventStore } from './contract.js';
import { describeErasure, describeRecorderErasure, describeSharedErasure } from './erasure-contract.js';
import { event } from './given.js';
import { describeSharedStore } from './shared-contract.js';

const dir = mkdtempSync(join(tmpdir(), 'parley-'));
afterAll(() => rmSync(dir, { recursive: true }));
let files = 0;
const newFile = (): string => join(dir, `${(files += 1)}.db`);

const inFile = () => {
  const file = newFile();
  return Promise.resolve(() => SqliteEventStore.open(file));
};
describeEventStore('SQLite in a file', inFile);
describeSharedStore('SQLite in a file', inFile);
const inMemory = () => Promise.resolve(() => SqliteEventStore.open(':memory:'));
describeEventStore('SQLite in memory', inMemory);
describeErasure('SQLite in a file', inFile);
describeErasure('SQLite in memory', inMemory);
describeSharedErasure('SQLite in a file', inFile);
describeRecorderErasure('SQLite in a file', inFile);

describe('SQLite', () => {
  test('keeps what it acknowledged for the next one who opens the file', async () => {
    const file = newFile();
    const first = SqliteEventStore.open(file);
    await first.append('a', [event('a', '1')], 'none');
    await first.close();
    const second = SqliteEventStore.open(file);
    expect(await second.readStream('a')).toMatchObject([{ data: { ownId: '1' }, revision: 0 }]);
    await second.close();
  });

  test('sees what another handle on the file appends, and tells its subscribers', async () => {
    const file = newFile();
    const [one, two] = [SqliteEventStore.open(file), SqliteEventStore.open(file)];
    const heard = firstValueFrom(two.subscribe());
    await one.append('a', [event('a', '1')], 'none');
    expect(await heard).toMatchObject({ data: { ownId: '1' } });
    expect(await two.append('a', [event('a', '2')], 'none')).toMatchObject({ outcome: 'wrong-revision', actual: 0 });
    await Promise.all([one.close(), two.close()]);
  });

  // What goes wrong takes a moment that a process is rarely in, so they make many files, each all at the same time.
  test('is opened by all, where several processes begin on a new file', async () => {
    const opener = `
      import { openDatabase } from ${JSON.stringify(pathToFileURL(built('store/sqlite/open.js')).href)};
      process.on('message', (file) => {
        try {
          openDatabase(file).close();
          process.send('opened');
        } catch (error) {
          process.send(error.message);
        }
      });
      process.send('ready');`;
    const stdio: StdioOptions = ['ignore', 'inherit', 'inherit', 'ipc'];
    const begin = () => spawn(process.execPath, ['--input-type=module', '-e', opener], { stdio });
    const processes = Array.from({ length: 4 }, begin);
    const next = () => Promise.all(processes.map(async (process) => (await once(process, 'message'))[0] as string));
    try {
      await next();
      for (let round = 0; round < 150; round += 1) {
        const [file, answers] = [newFile(), next()];
        for (const process of processes) process.send(file);
        expect(new Set(await answers)).toEqual(new Set(['opened']));
      }
    } finally {
      for (const process of processes) process.kill();
    }
  });

  test('never lets its clock go back', async () => {
    const times = [2000, 1000];
    const store = SqliteEventStore.open(newFile(), { now: () => times.shift() ?? 0 });
    await store.append('a', [event('a', '1')], 'any');
    await store.append('a', [event('a', '2')], 'any');
    const stored = await store.readAll();
    expect(stored.map((e) => e.recordedAt)).toEqual(['1970-01-01T00:00:02.000Z', '1970-01-01T00:00:02.000Z']);
    await store.close();
  });

  test.each([
    ['UPDATE events SET data = 1', /never changed/],
    ['DELETE FROM events', /never removed/],
    ['INSERT OR REPLACE INTO events SELECT * FROM events', /only added at the end/],
  ])('the database itself refuses %s', async (sql, message) => {
    const file = newFile();
    const store = SqliteEventStore.open(file);
    await store.append('a', [event('a', '1')], 'none');
    const db = new Database(file);
    expect(() => db.exec(sql)).toThrow(message);
    db.close();
    await store.close();
  });

  test('says so where a stored event is not what was written, and reads on', async () => {
    const file = newFile();
    const store = SqliteEventStore.open(file);
    await store.append('a', [event('a', '1'), event('a', '2')], 'none');
    const db = new Database(file);
    db.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET data = '{' WHERE position = 1`);
    db.close();
    const read = await store.readAll();
    expect(read[0]).toMatchObject({ data: {}, damaged: 'it is not what was written' });
    expect(read[1]?.damaged).toBeUndefined();
    await store.close();
  });

  test('calls a file damaged whose tables are not what they were', () => {
    const file = newFile();
    void SqliteEventStore.open(file).close();
    const db = new Database(file).unsafeMode();
    db.pragma('writable_schema = ON');
    db.exec(`UPDATE sqlite_schema SET name = 'evenu', tbl_name = 'evenu' WHERE name = 'events'`);
    db.close();
    expect(() => SqliteEventStore.open(file)).toThrow(expect.objectContaining({ code: 'damaged' }) as Error);
  });

  test('refuses a file that is something else, of a newer version, or no database', () => {
    const other = newFile();
    new Database(other).exec('CREATE TABLE t (x)').close();
    expect(() => SqliteEventStore.open(other)).toThrow(expect.objectContaining({ code: 'not-parley' }) as Error);
    const newer = newFile();
    void SqliteEventStore.open(newer).close();
    const db = new Database(newer);
    db.pragma('user_version = 99');
    db.close();
    expect(() => SqliteEventStore.open(newer)).toThrow(expect.objectContaining({ code: 'newer-version' }) as Error);
    const text = newFile();
    writeFileSync(text, 'not a database at all, but some text that is long enough to be looked at'.repeat(100));
    expect(() => SqliteEventStore.open(text)).toThrow(expect.objectContaining({ name: 'StoreFailure' }) as Error);
  });
});
