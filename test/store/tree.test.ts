/** The tree of the log, on every store; and what is kept of it from one start to the next. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toHex } from '../../events/log/bytes.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import type { EventStore } from '../../src/store/event-store.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import type { OpenLog } from './contract.js';
import { eventsOf, newNames } from './given.js';
import { addressOf } from './on-server.js';
import { describeTree } from './tree-contract.js';

const dir = mkdtempSync(join(tmpdir(), 'parley-tree-'));
let files = 0;
const newFile = (): string => join(dir, `${(files += 1)}.db`);

const node = new EventStoreDbNode();
beforeAll(() => node.start());
afterAll(() => {
  node.stop();
  rmSync(dir, { recursive: true });
});

const inFile: OpenLog = () => {
  const file = newFile();
  return Promise.resolve(() => SqliteEventStore.open(file));
};
const onServer: OpenLog = ({ pattern: streams }) =>
  Promise.resolve(() => EventStoreDbEventStore.at(addressOf(node.address), { timeout: 30_000, streams }));

describeTree('SQLite in a file', inFile);
describeTree('SQLite in memory', () => Promise.resolve(() => SqliteEventStore.open(':memory:')));
describeTree('EventStoreDB', onServer);

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

async function rootOf({ tree }: EventStore): Promise<string> {
  const size = await tree.size();
  return toHex(await new TreeReader((...tile) => tree.tile(...tile)).root(size));
}

describe('the tree in a file of SQLite', () => {
  test('is made for a file of an older version, and stored with the next append', async () => {
    const file = newFile();
    const before = SqliteEventStore.open(file);
    for (let i = 0; i < 4; i += 1) await before.append(`s${i}`, eventsOf(`s${i}`, ...ids(700)), 'none');
    const root = await rootOf(before);
    await before.close();
    const db = new Database(file);
    db.exec('DROP TABLE log_tiles');
    db.close();
    const writing = SqliteEventStore.open(file);
    await writing.append('late', eventsOf('late', '1'), 'none');
    expect((await writing.tree.stored(0, 0))?.hashes).toHaveLength(8192);
    await writing.close();
    const after = SqliteEventStore.open(file);
    const size = await after.tree.size();
    const reader = new TreeReader((...tile) => after.tree.tile(...tile));
    expect([size, toHex(await reader.root(2800))]).toEqual([2801, root]);
    await after.close();
  });

  test('refuses that a tile is changed, removed, replaced, or added elsewhere', async () => {
    const file = newFile();
    const store = SqliteEventStore.open(file);
    await store.append('a', eventsOf('a', ...ids(300)), 'none');
    await store.tree.size();
    await store.close();
    const db = new Database(file);
    const values = '(level, tile, root, hashes) VALUES (0, ?, zeroblob(32), zeroblob(8192))';
    for (const [sql, at] of [
      [`INSERT INTO log_tiles ${values}`, 5],
      [`INSERT OR REPLACE INTO log_tiles ${values}`, 0],
    ] as const)
      expect(() => db.prepare(sql).run(at)).toThrow('only added');
    expect(() => db.exec('UPDATE log_tiles SET root = zeroblob(32)')).toThrow('never changed');
    expect(() => db.exec('DELETE FROM log_tiles')).toThrow('never removed');
    db.close();
  });
});

describe('the tree beside a server', () => {
  test('is kept from one start to the next, and thrown away where it is another log’s or spoilt', async () => {
    const [names, others] = [newNames(), newNames()];
    const treeFile = newFile();
    const open = (pattern: string) =>
      EventStoreDbEventStore.at(addressOf(node.address), { timeout: 30_000, streams: pattern, treeFile });
    const a = names.of('a');
    const first = open(names.pattern);
    await first.append(a, eventsOf(a, ...ids(300)), 'none');
    const root = await rootOf(first);
    await first.close();
    const kept = new Database(treeFile, { readonly: true });
    expect(kept.prepare('SELECT count(*) FROM log_events').pluck().get()).toBe(300);
    kept.close();
    const second = open(names.pattern);
    expect(await rootOf(second)).toBe(root);
    await second.close();

    const another = open(others.pattern);
    await another.append(others.of('a'), eventsOf(others.of('a'), '1'), 'none');
    expect(await another.tree.size()).toBe(1);
    await another.close();
    writeFileSync(treeFile, 'this is no database');
    const third = open(names.pattern);
    expect(await rootOf(third)).toBe(root);
    await third.close();
  });
});
