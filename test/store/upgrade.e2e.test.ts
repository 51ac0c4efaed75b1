/** Files of an earlier format are brought to the present one: whole or not at all, and without a change of what they say. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { eventId } from '../../events/identity.js';
import { verifyLog } from '../../src/audit/verification.js';
import { packedHash, packedId, unpackedHash, unpackedId } from '../../src/store/sqlite/packed.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { upgradeFile } from '../../src/store/sqlite/upgrade.js';
import { upgradeLog } from '../../src/store/files.js';
import { built, cli } from '../app/program.js';
import { scramble } from '../faults/damage.js';
import { rowsOfFormat1, writeFormat1, type OldRow } from './format-1.js';

const dir = mkdtempSync(join(tmpdir(), 'parley-'));
afterAll(() => rmSync(dir, { recursive: true }));
let files = 0;

const id = (stream: string, i: number) => eventId(stream, 'Other', String(i));
const eventsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const stream = `negotiation-${i % 7}`;
    const ids = { correlationId: i % 5 === 0 ? `c${i}` : id(stream, i), causationId: id('cause', i) };
    return { stream, id: id(stream, i), type: 'Other', data: { i, text: 'é'.repeat(i % 90) }, ...event, ...ids };
  });
const event = { recorder: 'me', schemaVersion: 1 };

function oldFile(count: number): { readonly file: string; readonly rows: readonly OldRow[] } {
  const file = join(dir, `${(files += 1)}.sqlite`);
  writeFormat1(file, eventsOf(count));
  return { file, rows: rowsOfFormat1(file) };
}

/** The log by the store, in the form of the rows of format 1, but for the checksum, which reading has compared. */
async function readBack(file: string): Promise<OldRow[]> {
  const store = SqliteEventStore.open(file);
  try {
    expect((await verifyLog(store.evidence, await store.evidence.end())).firstBad).toBeNull();
    const events = await store.evidence.all(null, 1_000_000);
    return events.map((e) => {
      const place = [Number(e.position), e.stream, e.revision, e.id, e.type, e.text, e.recordedAt, e.recorder];
      return place.concat([e.schemaVersion, e.correlationId, e.causationId, e.hash]);
    });
  } finally {
    await store.close();
  }
}
const withoutChecksum = (rows: readonly OldRow[]): OldRow[] => rows.map((row) => row.slice(0, -1));

describe('An upgrade', () => {
  test('keeps every event, position and hash, and a copy of the file as it was', async () => {
    const { file, rows } = oldFile(12_000);
    const told: number[] = [];
    const done = upgradeFile(file, { keepBackup: true, onProgress: (so) => told.push(so) });
    expect(done).toEqual({ from: 1, to: 2, events: 12_000, backup: `${file}.format-1` });
    expect(told).toEqual([5_000, 10_000, 12_000]);
    expect(await readBack(file)).toEqual(withoutChecksum(rows));
    expect(rowsOfFormat1(`${file}.format-1`)).toEqual(rows);
    expect(upgradeFile(file, { keepBackup: true })).toBeUndefined();
  });

  test('takes more afterwards, and is smaller than it was', async () => {
    const { file } = oldFile(2_000);
    const sizeOf = () => {
      const db = new Database(file, { readonly: true });
      const pages = Number(db.pragma('page_count', { simple: true }));
      db.close();
      return pages;
    };
    const before = sizeOf();
    const store = SqliteEventStore.open(file);
    expect(sizeOf()).toBeLessThan(before * 0.8);
    const next = {
      ...event,
      id: id('negotiation-1', -1),
      type: 'Other',
      data: {},
      correlationId: 'c',
      causationId: 'c',
    };
    expect(await store.append('negotiation-1', [next], 'any')).toMatchObject({ outcome: 'appended', revision: 286 });
    expect(await store.append('new', [next], 'none')).toMatchObject({ outcome: 'appended', position: 2002n });
    await store.close();
  });

  test('is not made while another process has the file open', () => {
    const { file, rows } = oldFile(10);
    const other = new Database(file);
    other.prepare('SELECT 1 FROM events').get();
    expect(() => upgradeFile(file, { keepBackup: true, patience: 50 })).toThrow(
      expect.objectContaining({ code: 'busy' }) as Error,
    );
    other.close();
    expect(rowsOfFormat1(file)).toEqual(rows);
  });

  test('is refused where the file cannot be read as a whole, and changes nothing', () => {
    const { file } = oldFile(500);
    const bytes = readFileSync(file);
    writeFileSync(file, scramble(bytes, 0.5));
    const damaged = readFileSync(file);
    expect(() => upgradeFile(file, { keepBackup: false })).toThrow(
      expect.objectContaining({ code: 'damaged' }) as Error,
    );
    // But for the header, where SQLite notes that the file is no longer in WAL mode.
    expect(readFileSync(file).subarray(100).equals(damaged.subarray(100))).toBe(true);
  });

  test('of a copy keeps no further copy', () => {
    const { file } = oldFile(3);
    upgradeFile(file, { keepBackup: false });
    expect(readdirSync(dir).filter((name) => name.startsWith(`${files}.`))).toEqual([`${files}.sqlite`]);
  });

  test('says what is not of an earlier format', async () => {
    const file = join(dir, `${(files += 1)}.sqlite`);
    await SqliteEventStore.open(file).close();
    expect(await upgradeLog(file, process)).toBeUndefined();
  });
});

describe('Processes', () => {
  const upgrader = `
    import { openDatabase } from ${JSON.stringify(pathToFileURL(built('store/sqlite/open.js')).href)};
    process.once('message', (file) => {
      openDatabase(file).close();
      process.send('opened');
      process.disconnect();
    });
    process.send('ready');`;
  async function opener(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', upgrader], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  const ROUNDS = process.env['SOAK'] ? 50 : 3;
  test(`that are killed while they upgrade leave either format whole (${ROUNDS} times)`, async () => {
    const { file, rows } = oldFile(10_000);
    const formats = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const copy = `${file}-${round}`;
      copyFileSync(file, copy);
      const child = await opener();
      const gone = once(child, 'exit');
      child.send(copy);
      // From the first page to the last: an upgrade takes some tenths of a second.
      await wait((round * 300) / ROUNDS + 40);
      child.kill('SIGKILL');
      await gone;
      const db = new Database(copy);
      formats.add(Number(db.pragma('user_version', { simple: true })));
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
      expect(await readBack(copy)).toEqual(withoutChecksum(rows));
      for (const name of readdirSync(dir)) if (name.startsWith(`${files}.sqlite-${round}`)) rmSync(join(dir, name));
    }
    // Of many, some are killed before it is committed and some after.
    expect(formats.size).toBeGreaterThanOrEqual(process.env['SOAK'] ? 2 : 1);
  }, 120_000);

  test('that open one file of an earlier format at once all open it, and it is upgraded once', async () => {
    const { file, rows } = oldFile(5_000);
    const children = await Promise.all([opener(), opener(), opener()]);
    const answers = children.map(async (child) => (await once(child, 'message'))[0] as string);
    for (const child of children) child.send(file);
    expect(await Promise.all(answers)).toEqual(['opened', 'opened', 'opened']);
    expect(existsSync(`${file}.format-1`)).toBe(true);
    expect(existsSync(`${file}.format-1-2`)).toBe(false);
    expect(await readBack(file)).toEqual(withoutChecksum(rows));
  });
});

test('`parley upgrade` says what it did, and then that there is nothing to do', async () => {
  const { file } = oldFile(40);
  const folder = mkdtempSync(join(dir, 'folder-'));
  copyFileSync(file, join(folder, 'parley.sqlite'));
  const run = async (...words: string[]): Promise<string> => {
    const command = [cli, 'upgrade', '--data', folder, ...words];
    return (await promisify(execFile)(process.execPath, command)).stdout;
  };
  const log = join(folder, 'parley.sqlite');
  expect(JSON.parse(await run('--json'))).toEqual({
    file: log,
    upgraded: { from: 1, to: 2, events: 40, backup: `${log}.format-1` },
  });
  expect(await run('--format', 'table')).toContain('has the present format; nothing was changed');
});

test.each(['', 'c1', '59adccf5-0933-46e4-b100-15c762a5e426', '59ADCCF5-0933-46e4-b100-15c762a5e426', 'é'.repeat(8)])(
  'The id %j is read as it was packed',
  (text) => {
    expect(unpackedId(packedId(text))).toBe(text);
    expect(unpackedHash(packedHash(text))).toBe(text);
  },
);
