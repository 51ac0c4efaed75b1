/** Backups of a log that is written to, and what is restored of them: what was recorded, or nothing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkCopy } from '../../src/backup/checked-copy.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restore } from '../../src/backup/restore.js';
import { ScheduledBackups } from '../../src/backup/scheduled.js';
import { SystemClock } from '../../src/platform/clock.js';
import { Config } from '../../src/platform/config.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { cli } from '../app/program.js';
import { importLines, newFolder, remove, send, startedApp, storyText } from '../app/started-app.js';
import { InProcesses } from '../cli/command-line.js';
import { event } from '../store/given.js';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

const at = (name: string): string => join(folder, name);
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A log with some events, as nobody uses it any more. */
async function aLog(name: string, events = 20): Promise<string> {
  mkdirSync(at(name));
  const store = SqliteEventStore.open(join(at(name), 'parley.sqlite'));
  for (let i = 0; i < events; i += 1) await store.append('a', [event('a', String(i))], 'any');
  await store.close();
  return join(at(name), 'parley.sqlite');
}

async function aBackup(name = 'old', events = 20): Promise<string> {
  const store = SqliteEventStore.open(await aLog(name, events));
  await makeBackup(store, at('backup.sqlite'), true);
  await store.close();
  return at('backup.sqlite');
}

const into = (name: string, backup = at('backup.sqlite')) => restore(backup, at(name), { at: new Date(0) });

describe('A backup', () => {
  test('that another process makes while a server writes holds what had been acknowledged, and restores to it', async () => {
    const app = await startedApp(at('data'));
    await importLines(app.base, storyText('gaza-hostages-2023'));
    await send(app.base, 'POST', '/negotiations', { negotiation: 'talks', title: 'Talks' });
    const enough = new AbortController();
    let acknowledged = 0;
    const client = async () => {
      while (!enough.signal.aborted) {
        const party = `party-${acknowledged}-${Math.random().toString(36).slice(2)}`;
        const { status } = await send(app.base, 'POST', '/negotiations/talks/parties', {
          party,
          name: party,
          role: 'observer',
        });
        if (status === 201) acknowledged += 1;
      }
    };
    const clients = [client(), client()];
    const before = acknowledged;
    const parley = new InProcesses(cli, '');
    const { code, out, err } = await parley.run(['backup', at('backup.sqlite'), '--data', at('data')]);
    enough.abort();
    await Promise.all(clients);
    await app.halt();
    expect([code, err]).toEqual([0, '']);
    const { events, bytes } = JSON.parse(out) as { events: number; bytes: number };
    expect([bytes, statSync(at('backup.sqlite')).mode & 0o777]).toEqual([statSync(at('backup.sqlite')).size, 0o600]);
    expect(await into('restored')).toMatchObject({ outcome: 'restored', restored: { events, kept: null } });
    const again = await startedApp(at('restored'));
    const verified = (await (await fetch(`${again.base}/v1/audit/verify`)).json()) as { ok: boolean; events: number };
    expect(verified).toMatchObject({ ok: true, events });
    expect(events).toBeGreaterThan(before);
    expect(acknowledged).toBeGreaterThan(before);
    await again.halt();
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('that the writing process makes piece by piece is one moment of the log', async () => {
    const store = SqliteEventStore.open(await aLog('data', 0));
    const long = 'x'.repeat(4000);
    const add = (from: number, count: number) =>
      store.append(
        'a',
        Array.from({ length: count }, (_, i) => event('a', String(from + i), { long })),
        'any',
      );
    await add(0, 1000);
    const making = store.backup(at('copy.sqlite'), { atOnce: false });
    const made = new AbortController();
    void making.then(() => made.abort());
    let written = 1000;
    while (!made.signal.aborted) {
      await add(written, 5);
      written += 5;
    }
    expect(written).toBeGreaterThan(1005);
    const { head, firstBad } = await checkCopy(at('copy.sqlite'));
    expect(firstBad).toBeNull();
    expect([Number(head) >= 1000, Number(head) <= written]).toEqual([true, true]);
    await store.close();
  });

  test('replaces nothing', async () => {
    const backup = await aBackup();
    const before = hashOf(backup);
    const store = SqliteEventStore.open(await aLog('other', 3));
    expect(await makeBackup(store, backup, true)).toEqual({ outcome: 'exists', file: backup });
    await store.close();
    expect(hashOf(backup)).toBe(before);
  });

  test('of a log that does not verify is called so', async () => {
    const file = await aLog('data');
    const db = new Database(file);
    db.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET type = 'Other' WHERE position = 7`);
    db.close();
    const store = SqliteEventStore.open(file);
    expect(await makeBackup(store, at('backup.sqlite'), true)).toMatchObject({
      outcome: 'tampered',
      copy: { firstBad: { stream: 'a', revision: 6, problem: 'changed' } },
    });
    await store.close();
    expect([existsSync(at('backup.sqlite')), existsSync(at('backup.sqlite.does-not-verify'))]).toEqual([false, true]);
  });

  test('by the clock keeps the newest ones, and leaves alone what is none', async () => {
    const store = SqliteEventStore.open(await aLog('data'));
    const config = new Config(
      0,
      '127.0.0.1',
      at('data'),
      'error',
      undefined,
      {},
      { folder: at('backups'), hours: 1, keep: 2 },
    );
    mkdirSync(at('backups'));
    writeFileSync(at('backups/parley-notes.txt'), 'mine');
    writeFileSync(at('backups/parley-2020.sqlite'), 'an old one');
    writeFileSync(at('backups/parley-2021.sqlite.part-journal'), 'of one that was never finished');
    const scheduled = new ScheduledBackups(store, new SystemClock(), config);
    for (let i = 0; i < 3; i += 1) {
      await scheduled.make();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await scheduled.beforeApplicationShutdown();
    await store.close();
    const [one = '', two = '', ...others] = readdirSync(at('backups')).toSorted();
    expect(others).toEqual(['parley-notes.txt']);
    expect([one < two, scheduled.lastMade > 0]).toEqual([true, true]);
    expect(await checkCopy(at(`backups/${two}`))).toMatchObject({ events: 20, firstBad: null });
  });
});

describe('A restore', () => {
  test('keeps the log that was there', async () => {
    await aBackup('old', 20);
    await aLog('data', 33);
    const outcome = await into('data');
    expect(outcome).toMatchObject({ outcome: 'restored', restored: { events: 20 } });
    const kept = 'parley.sqlite.replaced-19700101T000000000Z';
    expect(readdirSync(at('data')).toSorted()).toEqual(['parley.sqlite', kept]);
    expect(await checkCopy(at(`data/${kept}`))).toMatchObject({ events: 33, firstBad: null });
  });

  test('helps where the log cannot be read any more, and leaves nothing beside it that would ruin the new one', async () => {
    await aBackup();
    const file = await aLog('data', 33);
    writeFileSync(file, Buffer.alloc(20_000, 'not a database '));
    writeFileSync(`${file}-wal`, Buffer.alloc(5000, 'nor its log '));
    expect(await into('data')).toMatchObject({ outcome: 'restored', restored: { kept: expect.any(String) } });
    expect(readdirSync(at('data')).filter((name) => name.endsWith('-wal'))).toEqual([
      'parley.sqlite.replaced-19700101T000000000Z-wal',
    ]);
    expect(await checkCopy(file)).toMatchObject({ events: 20, firstBad: null });
  });

  test('is refused while a server uses the data folder, though it does nothing', async () => {
    await aBackup();
    const app = await startedApp(at('data'));
    expect(await into('data')).toEqual({ outcome: 'in-use' });
    expect((await fetch(`${app.base}/readyz`)).status).toBe(200);
    await app.halt();
    expect(await into('data')).toMatchObject({ outcome: 'restored' });
  });

  const flipped = (file: string): void => {
    const db = new Database(file);
    db.exec('DROP TRIGGER events_are_not_changed');
    db.exec(`UPDATE events SET data = replace(data, '7', '8') WHERE position = 8`);
    db.close();
  };
  test.each<[what: string, damage: (file: string) => void, outcome: RegExp]>([
    ['with an event that is not what was recorded', flipped, /tampered/],
    ['that lacks its end', (file) => truncateSync(file, Math.floor(statSync(file).size / 2)), /damaged|tampered/],
    ['of which nothing is left', (file) => truncateSync(file, 0), /empty/],
    ['that is something else', (file) => writeFileSync(file, 'some text '.repeat(1000)), /not a database|not-parley/],
  ])('of a backup %s replaces nothing', async (_, damage, says) => {
    const backup = await aBackup();
    damage(backup);
    const file = await aLog('data', 33);
    const before = hashOf(file);
    const outcome = await into('data').catch((error: Error & { code: string }) => ({
      outcome: `${error.code} ${error.message}`,
    }));
    expect(outcome.outcome).toMatch(says);
    expect([readdirSync(at('data')), hashOf(file)]).toEqual([['parley.sqlite'], before]);
  });

  test('of a backup that was written anew is refused by a checkpoint that was kept elsewhere', async () => {
    await aBackup('genuine', 20);
    const streams = new Map([['a', { revision: 19, hash: '0'.repeat(64) }]]);
    const checkpoint = { at: '2026-01-01T00:00:00Z', head: 20n, streams };
    expect(
      await restore(at('backup.sqlite'), at('data'), { at: new Date(0), checkpoint: { streams: checkpoint } }),
    ).toMatchObject({
      outcome: 'tampered',
    });
    expect(existsSync(at('data/parley.sqlite'))).toBe(false);
  });
});
