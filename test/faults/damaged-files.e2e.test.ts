/** Torn, flipped and truncated files: what is read from them is what was written, or is called damaged, or is refused. */
import { join } from 'node:path';
import fc from 'fast-check';
import type { RecordedEvent } from '../../events/envelope.js';
import { verifyLog, type Verified } from '../../src/audit/verification.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { StoreFailure } from '../../src/store/store-failure.js';
import { newFolder, remove } from '../app/started-app.js';
import { SEED } from '../seed.js';
import { event } from '../store/given.js';
import { copyOf, cutOff, damage, flipBit, leaveZeros, scramble, type Damage } from './damage.js';

const ROUNDS = process.env['SOAK'] ? 1_000 : 25;
const PATIENCE = process.env['SOAK'] ? 7_200_000 : 240_000;

/** Events of one append, which are stored all or none. */
const TOGETHER = 3;
const APPENDS = 40;

let folder: string;
let original: readonly RecordedEvent[];
/** Of a log that was closed, and of one whose machine lost its power while it was open. */
let [closed, powerless] = ['', ''];

beforeAll(async () => {
  folder = newFolder();
  process.stderr.write(`damaged files: ${ROUNDS} places of each damage; SEED=${SEED}\n`);
  const file = join(folder, 'log.sqlite');
  const store = SqliteEventStore.open(file);
  for (let i = 0; i < APPENDS; i += 1) {
    const ids = Array.from({ length: TOGETHER }, (_, n) => `${i}.${n}`);
    await store.append(
      `s${i % 4}`,
      ids.map((id) => event(`s${i % 4}`, id, { ownId: id, text: 'Words. '.repeat(20) })),
      'any',
    );
  }
  original = await store.readAll();
  powerless = copyOf(file, join(folder, 'powerless.sqlite'));
  await store.close();
  closed = copyOf(file, join(folder, 'closed.sqlite'));
});
afterAll(() => remove(folder));

type Seen = { readonly refused: string } | { readonly events: readonly RecordedEvent[]; readonly verified: Verified };

/** What a program sees of a log that may be damaged. */
async function seen(file: string, kept?: Parameters<typeof verifyLog>[2]): Promise<Seen> {
  let store: SqliteEventStore | undefined;
  try {
    store = SqliteEventStore.open(file);
    const events = await store.readAll();
    return { events, verified: await verifyLog(store.evidence, await store.evidence.end(), kept) };
  } catch (error) {
    if (error instanceof StoreFailure) return { refused: error.code };
    throw error;
  } finally {
    await store?.close();
  }
}

/** How finely places are told apart. */
const FINE = 10_000_000;

const places = (): number[] =>
  fc.sample(fc.noBias(fc.nat(FINE)), { numRuns: ROUNDS, seed: SEED }).map((place) => place / FINE);

/** Those events that are not, in every part, what was recorded, and do not say so. */
const servedAsGood = (events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  events.filter(
    (one) =>
      one.damaged === undefined &&
      JSON.stringify(plain(one)) !== JSON.stringify(plain(original[Number(one.position) - 1])),
  );
const plain = (one: RecordedEvent | undefined) => one && { ...one, position: String(one.position) };

const REFUSALS = ['damaged', 'not-parley', 'newer-version', 'io', 'unwritable'];

/** What became of a damaged log: `bad` is what must not be. */
function judge(now: Seen): 'refused' | 'damaged' | 'harmless' | { readonly bad: unknown } {
  if ('refused' in now) return REFUSALS.includes(now.refused) ? 'refused' : { bad: now.refused };
  const { events, verified } = now;
  const untrue = servedAsGood(events);
  if (untrue.length > 0) return { bad: untrue };
  if (events.length === original.length && events.every((one) => one.damaged === undefined)) return 'harmless';
  // Named: by its stream and revision, or by its position.
  return verified.firstBad === null ? { bad: 'not named' } : 'damaged';
}

/** The same of what a torn write-ahead log left: whole appends, and a finding where some are missing. */
function judgeTorn(now: Seen): 'refused' | 'missing' | 'whole' | { readonly bad: unknown } {
  if ('refused' in now) return now.refused === 'damaged' ? 'refused' : { bad: now.refused };
  const { events, verified } = now;
  const untrue = servedAsGood(events);
  if (untrue.length > 0 || events.length % TOGETHER !== 0) return { bad: { count: events.length, untrue } };
  const missing = events.length < original.length;
  if ((verified.firstBad?.problem === 'truncated') !== missing) return { bad: verified.firstBad };
  return missing ? 'missing' : 'whole';
}

/** How often each came about; and all that must not be, with the place of the damage. */
async function tally(
  of: Damage,
  damaged: () => { log: string; file: string },
  look: (log: string) => Promise<unknown>,
) {
  const counts = new Map<unknown, number>();
  const bad: unknown[] = [];
  for (const place of places()) {
    const { log, file } = damaged();
    damage(file, of, place);
    const found = await look(log);
    if (typeof found === 'string') counts.set(found, (counts.get(found) ?? 0) + 1);
    else bad.push({ place, found });
  }
  process.stderr.write(`${of.name}: ${JSON.stringify(Object.fromEntries(counts))}\n`);
  return { counts, bad };
}

test.each<[what: string, how: Damage]>([
  ['a flipped bit', flipBit],
  ['a truncated file', cutOff],
  ['a part that was never written', leaveZeros],
  ['a scrambled sector', scramble],
])(
  'A log with %s is never served as good',
  async (_, how) => {
    const copied = () => {
      const log = copyOf(closed, join(folder, 'copy.sqlite'));
      return { log, file: log };
    };
    const { counts, bad } = await tally(how, copied, async (log) => judge(await seen(log)));
    expect(bad).toEqual([]);
    expect((counts.get('refused') ?? 0) + (counts.get('damaged') ?? 0)).toBeGreaterThan(0);
  },
  PATIENCE,
);

test.each<[what: string, how: Damage]>([
  ['torn', cutOff],
  ['with a flipped bit', flipBit],
  ['with a part that was never written', leaveZeros],
])(
  'Of a write-ahead log %s whole appends are left, and a checkpoint tells that others are missing',
  async (_, how) => {
    const kept = new Map(original.map(({ stream, revision, hash }) => [stream, { revision, hash }]));
    const copied = () => {
      const log = copyOf(powerless, join(folder, 'copy.sqlite'));
      return { log, file: `${log}-wal` };
    };
    const { counts, bad } = await tally(how, copied, async (log) => judgeTorn(await seen(log, kept)));
    expect(bad).toEqual([]);
    expect(counts.get('missing')).toBeGreaterThan(0);
  },
  PATIENCE,
);

test('A log of which nothing is left is refused, and is not begun anew', async () => {
  const copy = copyOf(closed, join(folder, 'copy.sqlite'));
  damage(copy, cutOff, 0);
  expect(await seen(copy)).toEqual({ refused: 'damaged' });
});
