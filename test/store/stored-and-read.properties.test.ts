/**
 * Those who follow the log are handed what this process has stored without a reading. They cannot tell: it is what a reading
 * gives, in the order of positions, none left out, whoever else writes to the file.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { JsonObject, NewEvent, RecordedEvent } from '../../events/envelope.js';
import { readEvent } from '../../events/event.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { event, eventOf } from './given.js';

const dir = mkdtempSync(join(tmpdir(), 'parley-'));
const handles = [0, 1].map(() => SqliteEventStore.open(join(dir, 'shared.db')));
afterAll(async () => {
  await Promise.all(handles.map((store) => store.close()));
  rmSync(dir, { recursive: true });
});
let runs = 0;

/** Texts as they are recorded: whatever is read, none is blank. */
const text = (unit: 'grapheme' | 'grapheme-ascii', maxLength: number) =>
  fc.string({ unit, maxLength }).map((rest) => `t${rest}`);

const fields = {
  summary: text('grapheme', 30),
  party: fc.constant('crew'),
  claim: fc.constant('talks'),
  attribution: fc.constant('on-the-record'),
  reportedAt: fc.constant('2026-03-02'),
  negotiation: fc.constant('talks'),
  speaker: fc.record(
    { name: text('grapheme-ascii', 9), capacity: fc.constant('official') },
    { requiredKeys: ['capacity'] },
  ),
  source: fc.constant({ url: 'https://paper.example/1', publisher: 'Paper' }),
  tags: fc.array(text('grapheme-ascii', 5), { maxLength: 12 }),
  odd: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant({ sealed: 'no' }), fc.constant(null)),
  quote: fc.oneof(fc.constant('So they say.'), fc.constant({ sealed: 'bm8' }), fc.constant(null)),
};
/** Without the last two it can be read. */
const data = fc.record(fields, {
  requiredKeys: ['summary', 'party', 'claim', 'attribution', 'reportedAt', 'negotiation', 'speaker', 'source', 'tags'],
}) as fc.Arbitrary<unknown> as fc.Arbitrary<JsonObject>;

/** One of the two handles stores something, is refused, or what follows gets its turn. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ by: fc.nat(1), of: fc.array(data, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ refused: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ erasedBy: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.constant({ turns: 3 }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const TYPE = 'ConfirmationReported';

/** As texts too: the order of fields counts, and whatever is opened only when it is read. */
const toldOf = (events: readonly RecordedEvent[]): unknown[] =>
  events.map((one) => [
    JSON.stringify({ ...one, position: String(one.position) }),
    JSON.stringify(readEvent(one), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ]);

async function run(steps: readonly Step[]): Promise<void> {
  const STREAM = `negotiation-talks-${(runs += 1)}`;
  const [follower, other] = handles as [SqliteEventStore, SqliteEventStore];
  const before = await follower.head();
  const heard: RecordedEvent[] = [];
  const told: unknown[] = [];
  let failure: unknown;
  const subscription = follower.subscribe(before).subscribe({
    next: (one) => {
      heard.push(one);
      told.push(...toldOf([one]));
    },
    error: (error: unknown) => (failure = error),
  });
  let next = 0;
  const reportOf = (of: JsonObject): NewEvent => {
    const reportId = `r${(next += 1)}`;
    return eventOf(STREAM, TYPE, reportId, { ...of, reportId }, next % 5 === 0 ? 1 : SCHEMA_VERSION);
  };
  const appends: Promise<unknown>[] = [];
  const erased: RecordedEvent[] = [];
  for (const one of steps)
    if ('turns' in one) for (let i = 0; i < one.turns; i += 1) await turn();
    else if ('refused' in one) {
      const taken = event(STREAM, 'taken');
      appends.push(handles[one.refused]?.append(STREAM, [taken, event(STREAM, `after-${next}`)], 'any') ?? turn());
      appends.push(handles[one.refused]?.append(STREAM, [{ ...taken, data: { other: next } }], 'any') ?? turn());
    } else if ('erasedBy' in one) {
      await Promise.all(appends);
      const whole = heard.findLast(({ type, schemaVersion }) => type === TYPE && schemaVersion === SCHEMA_VERSION);
      if (!whole || erased.includes(whole)) continue;
      erased.push(whole);
      const erases = [{ eventId: whole.id, reason: 'recorded-in-error' }] as const;
      const about: NewEvent = { ...event(STREAM, `erased-${(next += 1)}`), erases };
      appends.push(handles[one.erasedBy]?.append(STREAM, [about], 'any') ?? turn());
    } else appends.push(handles[one.by]?.append(STREAM, one.of.map(reportOf), 'any') ?? turn());
  await Promise.allSettled(appends);
  const all = await other.readAll(before);
  for (const until = Date.now() + 5_000; heard.length < all.length && Date.now() < until;)
    await new Promise((resolve) => setTimeout(resolve, 5));
  subscription.unsubscribe();
  expect(failure).toBeUndefined();

  expect(heard.map(({ position }) => position)).toEqual(all.map((_, i) => before + BigInt(i + 1)));
  const isErased = new Set(erased.map(({ position }) => position));
  const isWhole = (_: unknown, i: number): boolean => !isErased.has(before + BigInt(i + 1));
  expect(told.filter(isWhole)).toEqual(toldOf(all).filter(isWhole));
}

test('what was stored here is handed on as it would be read, between what others store', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), run), { numRuns: 40 });
});
