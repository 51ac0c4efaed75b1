/**
 * Whoever can write the file, knows all that Parley knows, and seals and numbers everything anew, is found out by whoever
 * kept a checkpoint of the tree. Without one, nothing shows it.
 */
import Database from 'better-sqlite3';
import { canonicalJson } from '../../events/canonical.js';
import type { LogFinding } from '../../events/chain/log-finding.js';
import type { JsonObject } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event-types.js';
import { eventId } from '../../events/identity.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import { TreeReader } from '../../events/log/tree-reader.js';
import { TreeVerification } from '../../src/audit/tree-verification.js';
import { verifyLog } from '../../src/audit/verification.js';
import type { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { allResealed, Attacker, type StoredRow } from './attacker.js';
import { DOZEN, many, recorded, removeFiles, type Entry } from './recorded.js';

let store: SqliteEventStore;
let attacker: Attacker;
let rows: StoredRow[];
let file: string;
let head: TreeHead;

async function given(entries: readonly Entry[]): Promise<void> {
  ({ store, file } = await recorded(entries));
  const size = await store.tree.size();
  head = { size, root: await new TreeReader((...tile) => store.tree.tile(...tile)).root(size) };
  attacker = new Attacker(file);
  rows = attacker.rows();
}
afterEach(async () => {
  attacker.close();
  await store.close();
});
afterAll(removeFiles);

/** Without what the store holds beside the log: an attacker has dropped its triggers. */
const verified = async (tree?: TreeHead): Promise<LogFinding | null> => {
  const trees = new TreeVerification(store.tree, tree ? [tree] : []);
  return (await verifyLog(store.evidence, await store.evidence.end(), undefined, undefined, trees)).firstBad;
};

/** What is found of the rows, all sealed and numbered as Parley would have: by the chains alone, and by the checkpoint. */
async function found(changed: readonly StoredRow[]) {
  attacker.replace(allResealed(changed.map((row, i) => ({ ...row, position: i + 1 }))));
  return [(await verified())?.problem ?? null, (await verified(head))?.problem ?? null];
}

/** Recorded by somebody else. */
const altered = (row: StoredRow): StoredRow => ({ ...row, recorder: `${row.recorder}-` });

/** A further event, as Parley would have recorded it. */
function planted(row: StoredRow): StoredRow {
  const data = { ...(JSON.parse(row.data) as JsonObject), reportId: 'planted', changeId: 'planted' };
  const text = canonicalJson(data);
  return { ...row, data: text, id: eventId(row.stream, row.type, ownIdOf(row.type, data) ?? '') };
}

describe('a log that was sealed anew', () => {
  beforeEach(() => given(DOZEN));

  test('verifies against a checkpoint of itself', async () => {
    expect([await verified(), await verified(head)]).toEqual([null, null]);
  });

  test('with any one event changed is found', async () => {
    for (const [i, row] of rows.entries())
      expect([i, ...(await found(rows.with(i, altered(row))))]).toEqual([i, null, 'changed']);
  });

  test('with any one event removed is found', async () => {
    for (const i of rows.keys()) expect([i, ...(await found(rows.toSpliced(i, 1)))]).toEqual([i, null, 'truncated']);
  });

  test('with two neighbours exchanged is found', async () => {
    for (const i of rows.slice(1).keys()) {
      const [a, b] = [rows[i]!, rows[i + 1]!];
      const [first, second] = [
        { ...b, recorded_at: a.recorded_at },
        { ...a, recorded_at: b.recorded_at },
      ];
      expect([i, ...(await found(rows.with(i, first).with(i + 1, second)))]).toEqual([i, null, 'changed']);
    }
  });

  test('with an event put in is found, wherever it stands before the end', async () => {
    for (const [i, row] of rows.entries())
      expect([
        i,
        ...(await found(rows.toSpliced(i, 0, { ...planted(rows[1]!), recorded_at: row.recorded_at }))),
      ]).toEqual([i, null, 'changed']);
  });

  test('another history of the same length, and one that lost its end, are found', async () => {
    expect(await found(rows.map(altered))).toEqual([null, 'changed']);
    expect(await found(rows.slice(0, -3))).toEqual([null, 'truncated']);
    attacker.replace(rows);
    expect(await verified(head)).toBeNull();
  });
});

describe('the stored nodes of a larger log', () => {
  beforeEach(() => given(many(600)));

  const tilesTouched = async (level: number, tile: number, column: string, at: number): Promise<LogFinding | null> => {
    const db = new Database(file);
    db.exec('DROP TRIGGER IF EXISTS log_tiles_are_not_changed');
    const where = 'WHERE level = ? AND tile = ?';
    const was = db.prepare(`SELECT ${column} FROM log_tiles ${where}`).pluck().get(level, tile) as Buffer;
    const flipped = Buffer.from(was);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    db.prepare(`UPDATE log_tiles SET ${column} = ? ${where}`).run(flipped, level, tile);
    const finding = await verified(head);
    db.prepare(`UPDATE log_tiles SET ${column} = ? ${where}`).run(was, level, tile);
    db.close();
    return finding;
  };

  test('are compared byte by byte, and the event is named', async () => {
    await store.tree.size();
    for (const [tile, at] of [
      [0, 0],
      [0, 8191],
      [1, 32],
      [1, 5000],
    ] as const)
      expect(await tilesTouched(0, tile, 'hashes', at)).toMatchObject({
        problem: 'changed',
        position: BigInt(tile * 256 + Math.floor(at / 32) + 1),
      });
    expect(await tilesTouched(0, 1, 'root', 31)).toMatchObject({ problem: 'changed' });
  });

  test('show that a chain was sealed anew with everything else', async () => {
    expect(await found(rows.with(300, altered(rows[300]!)))).toEqual(['changed', 'changed']);
  });
});
