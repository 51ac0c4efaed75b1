/** Every way of meddling with a small log that somebody who can write the file has; and samples with a large one. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { LogFinding } from '../../events/chain/log-finding.js';
import { verifyLog, verifyStreams } from '../../src/audit/verification.js';
import type { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { allResealed, Attacker, NUMBERS, PACKED, resealed, summed, TEXTS, type StoredRow } from './attacker.js';
import { DOZEN, many, recorded, removeFiles } from './recorded.js';

let store: SqliteEventStore;
let attacker: Attacker;
let rows: StoredRow[];
let file: string;
async function given(entries: Parameters<typeof recorded>[0]): Promise<void> {
  const log = await recorded(entries);
  store = log.store;
  file = log.file;
  attacker = new Attacker(log.file);
  rows = attacker.rows();
}
afterEach(async () => {
  attacker.close();
  await store.close();
});
afterAll(removeFiles);

const verified = async (kept?: Parameters<typeof verifyLog>[2]): Promise<LogFinding | null> =>
  (await verifyLog(store.evidence, await store.evidence.end(), kept)).firstBad;

/** Verifies the log with these rows in place of what was recorded. */
async function finding(changed: readonly StoredRow[]): Promise<LogFinding | null> {
  attacker.replace(changed);
  return verified();
}

const at = ({ stream, revision }: StoredRow) => ({ stream, revision });
const named = (found: LogFinding | null) => found && { stream: found.stream, revision: found.revision };

const flipped = (bytes: Buffer, i: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[i]! ^= 1 << (i % 8);
  return copy;
};

/** Each byte of each value of a row with one of its bits flipped; of numbers every bit. */
function* edits(row: StoredRow): Generator<[column: (typeof COLUMNS)[number], value: Buffer | bigint]> {
  for (const column of [...TEXTS, ...PACKED]) {
    const bytes = attacker.stored(row, column) as Buffer;
    for (let i = 0; i < bytes.length; i += 1) yield [column, flipped(bytes, i)];
  }
  for (const column of NUMBERS) {
    const stored = attacker.stored(row, column) as bigint;
    for (let bit = 0; bit < 64; bit += 1) yield [column, BigInt.asIntN(64, stored ^ (1n << BigInt(bit)))];
  }
}
const COLUMNS = [...TEXTS, ...PACKED, ...NUMBERS];

/** The checksum that fits a row in which one value is another. */
const checksumWith = (row: StoredRow, column: string, value: Buffer | bigint): number =>
  summed({ ...row, [column]: attacker.read(column, value) }).checksum;

/** What is found when one value is another; undefined where the database's own keys do not let it be. */
async function findingOf(
  row: StoredRow,
  [column, value]: [(typeof COLUMNS)[number], Buffer | bigint],
  capable: boolean,
) {
  const was = attacker.stored(row, column);
  const sum = capable ? checksumWith(row, column, value) : row.checksum;
  if (!attacker.set(row.position, column, value, sum)) return undefined;
  const found = await verified();
  const position = column === 'position' ? (value as bigint) : row.position;
  attacker.set(position, column, was, row.checksum);
  return found;
}

/** A position is not hashed: where the last event of all was moved on, there may as well be events missing before it. */
const isNamed = (row: StoredRow, found: LogFinding | null, column: string): boolean =>
  found?.stream === row.stream && found.revision === row.revision
    ? true
    : column === 'position' && (found?.detail ?? '').includes(`revision ${row.revision} of ${row.stream},`);

async function tried(rowsToTry: readonly StoredRow[], capable: boolean, keep: (i: number) => boolean) {
  const missed: unknown[] = [];
  let [count, refused, i] = [0, 0, 0];
  for (const row of rowsToTry)
    for (const edit of edits(row)) {
      i += 1;
      if (!keep(i) || (capable && edit[0] === 'checksum')) continue;
      const found = await findingOf(row, edit, capable);
      if (found === undefined) refused += 1;
      else if (!isNamed(row, found, edit[0]) || !/changed|reordered|removed/.test(found?.problem ?? ''))
        missed.push([at(row), edit[0], String(edit[1]), found]);
      count += 1;
    }
  return { missed, count, refused };
}

describe('Of a small log', () => {
  beforeEach(() => given(DOZEN));

  test.each([
    ['', false],
    [', with a checksum that fits', true],
  ])(
    'every byte that is changed%s is found, and the event named',
    async (_, capable) => {
      const { missed, count, refused } = await tried(rows, capable, () => true);
      expect(missed).toEqual([]);
      expect(count - refused).toBeGreaterThan(4_000);
      expect(await verified()).toBeNull();
      if (process.env['FIGURES']) process.stdout.write(`edits ${count}, refused by keys ${refused}\n`);
    },
    240_000,
  );

  test('every event removed is found, and named where another of its stream comes after it', async () => {
    for (const [i, row] of rows.entries()) {
      const found = await finding(rows.toSpliced(i, 1));
      const isLast = !rows.slice(i + 1).some(({ stream }) => stream === row.stream);
      const there = { problem: 'removed', position: BigInt(row.position) };
      const told = { ...(isLast ? { stream: null, revision: null } : at(row)), ...there };
      expect(found && { ...named(found), problem: found.problem, position: found.position }).toEqual(
        i === rows.length - 1 ? null : told,
      );
      const kept = new Map([[row.stream, rows.findLast(({ stream }) => stream === row.stream)!]]);
      expect(await verified(kept)).toMatchObject({ ...at(row), problem: isLast ? 'truncated' : 'removed' });
    }
  });

  test('every event removed is found where those after it are renumbered, in the log and in the stream', async () => {
    for (const [i, row] of rows.entries()) {
      const left = rows.toSpliced(i, 1).map((r, j) => {
        const moved = j >= i && r.stream === row.stream ? r.revision - 1 : r.revision;
        return summed({ ...r, position: j + 1, revision: moved });
      });
      const after = rows.slice(i + 1).filter(({ stream }) => stream === row.stream).length;
      const found = await finding(left);
      expect([i, named(found)]).toEqual([i, after === 0 ? null : at(row)]);
      expect(found?.problem).toBe(after > 1 ? 'removed' : after > 0 ? 'changed' : undefined);
    }
  });

  test('every two events that exchanged their places are found: in the log, in their stream, or their contents', async () => {
    for (const [i, a] of rows.entries())
      for (const [j, b] of rows.entries()) {
        if (i >= j) continue;
        const exchanged = (...columns: (keyof StoredRow)[]) => {
          const of = (from: StoredRow) => Object.fromEntries(columns.map((column) => [column, from[column]]));
          return rows.with(i, summed({ ...a, ...of(b) })).with(j, summed({ ...b, ...of(a) }));
        };
        expect([at(a), at(b)]).toContainEqual(named(await finding(exchanged('position'))));
        expect(named(await finding(exchanged('data')))).toEqual(a.data === b.data ? null : at(a));
        const all = exchanged('data', 'id', 'type', 'recorded_at', 'hash');
        expect([at(a), at(b)]).toContainEqual(named(await finding(all)));
        if (a.stream !== b.stream) continue;
        const found = await finding(exchanged('revision'));
        expect(found).toMatchObject({ ...at(a), problem: 'reordered' });
      }
  });

  test('every event put in is found and named, sealed or not, unless it is the last of its stream and sealed', async () => {
    for (const [i, row] of rows.entries())
      for (const isSealed of [true, false]) {
        const before = rows.findLast(({ stream, revision }) => stream === row.stream && revision === row.revision - 1);
        const link = before ?? { revision: -1, hash: '0'.repeat(64) };
        const draft = { ...row, id: row.id.replace(/^./, (c) => (c === '0' ? '1' : '0')), type: 'Forged' };
        const forged = isSealed ? resealed(draft, link) : summed(draft);
        const log = rows.toSpliced(i, 0, forged).map((r, j) => {
          const moved = j > i && r.stream === row.stream ? r.revision + 1 : r.revision;
          return summed({ ...r, position: j + 1, revision: moved });
        });
        expect(await finding(log)).toMatchObject({ ...at(row), id: forged.id, problem: 'inserted' });
      }
  });

  test('a stream that was renamed is found, also where another has taken its name', async () => {
    const first = rows[0]!;
    for (const to of ['negotiation-x', 'access', '']) {
      attacker.rename(first.stream, to);
      expect(await verified()).toMatchObject({ revision: 0, problem: 'changed' });
      attacker.rename(to, first.stream);
      expect(await verified()).toBeNull();
    }
    const other = rows.find(({ stream }) => stream !== first.stream)!;
    for (const [from, to] of [
      [first.stream, 'between'],
      [other.stream, first.stream],
      ['between', other.stream],
    ] as const)
      attacker.rename(from, to);
    expect(await verified()).toMatchObject({ revision: 0, problem: 'changed' });
  });

  test('an event is found also where the table has lost its keys and types', async () => {
    attacker.loosen();
    for (const row of rows) {
      const copy = summed({ ...row, position: rows.length + 1 });
      expect(await finding([...rows, copy])).toMatchObject({ ...at(row), problem: 'inserted' });
    }
    attacker.replace(rows);
    for (const column of COLUMNS.filter((name) => name !== 'position' && name !== 'stream'))
      for (const value of [null, 0.5, 7]) {
        attacker.set(4, column, value);
        expect(await verified()).toMatchObject({
          ...at(rows[3]!),
          problem: expect.stringMatching(/changed|removed|reordered/),
        });
        attacker.replace(rows);
      }
  });

  test('bytes that are no text are found, although they read like others that are none', async () => {
    const summary = Buffer.from(rows[3]!.data.replace('never', 'n\uFFFDver'));
    const genuine = allResealed(rows.with(3, { ...rows[3]!, data: summary.toString() }));
    expect(await finding(genuine)).toBeNull();
    const i = summary.indexOf('\uFFFD');
    attacker.set(4, 'data', Buffer.concat([summary.subarray(0, i), Buffer.from([0xff]), summary.subarray(i + 3)]));
    expect(await verified()).toMatchObject({
      ...at(rows[3]!),
      problem: 'changed',
      detail: expect.stringMatching(/text/),
    });
  });

  test('one that was written anew from the first event on is sound, but not what a checkpoint says', async () => {
    const kept = new Map(rows.map(({ stream, revision, hash }) => [stream, { revision, hash }]));
    expect(await verified(kept)).toBeNull();
    const anew = allResealed(rows.with(1, { ...rows[1]!, recorder: 'somebody else' }));
    expect(await finding(anew)).toBeNull();
    const last = rows.findLast(({ stream }) => stream === 'negotiation-a')!;
    expect(await verified(kept)).toMatchObject({ ...at(last), problem: 'changed' });
  });

  test('one negotiation is verified by its own stream and the sources, and nothing else', async () => {
    const only = async (stream: string) => (await verifyStreams(store.evidence, [stream, 'sources'])).firstBad;
    attacker.set(2, 'recorder', Buffer.from('I'));
    expect(named(await only('negotiation-a'))).toEqual(at(rows[1]!));
    expect(await only('negotiation-b')).toBeNull();
    attacker.set(5, 'recorder', Buffer.from('I'));
    expect(named(await only('negotiation-b'))).toEqual(at(rows[4]!));
  });
});

describe('Of a large log', () => {
  const SIZE = 3_000;
  beforeEach(() => given(many(SIZE)));

  test('nothing alarms, and a change anywhere is found', async () => {
    expect(await verified()).toBeNull();
    for (const i of [0, 1, 7, 199, 200, 201, 1_501, SIZE - 2]) {
      const { missed, count } = await tried([rows[i]!], i % 2 === 0, (n) => n % 211 === i % 211);
      expect(missed).toEqual([]);
      expect(count).toBeGreaterThan(0);
    }
    for (const i of [400, 1_999]) expect(named(await finding(rows.toSpliced(i, 1)))).toEqual(at(rows[i]!));
    const [a, b] = [rows[300]!, rows[2_400]!];
    const swapped = rows
      .with(300, summed({ ...a, revision: b.revision }))
      .with(2_400, summed({ ...b, revision: a.revision }));
    expect(await finding(swapped)).toMatchObject({ ...at(a), problem: 'reordered' });
  }, 240_000);

  test('a page of the file that cannot be read is named by the position at which it begins', async () => {
    const page = attacker.middle();
    const opened = openSync(file, 'r+');
    writeSync(opened, Buffer.from([0xff]), 0, 1, page);
    closeSync(opened);
    // Whoever has read the file reads it anew once somebody has written.
    attacker.set(1, 'recorder', Buffer.from('me'));
    const found = await verified();
    expect(found).toMatchObject({
      stream: null,
      revision: null,
      problem: 'changed',
      detail: expect.any(String) as string,
    });
    expect(Number(found?.position)).toBeGreaterThan(1);
    expect(Number(found?.position)).toBeLessThan(SIZE);
  });
});
