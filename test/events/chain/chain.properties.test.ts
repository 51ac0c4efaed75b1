import fc from 'fast-check';
import { canonicalJson } from '../../../events/canonical.js';
import { GENESIS, hashOf, seal, START, type Link } from '../../../events/chain/chain.js';
import type { JsonObject, JsonValue, RecordedEvent } from '../../../events/envelope.js';
import { contentId, eventId } from '../../../events/identity.js';
import { verifyStream } from '../../../events/chain/verify.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200);
const data = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;

const chain = (datas: readonly JsonObject[]): RecordedEvent[] => {
  let last: Link = START;
  return datas.map((of, index) => {
    const id = eventId('s', 'T', String(index));
    const event = { id, type: 'T', data: of, recorder: 'me', schemaVersion: 1, correlationId: 'c', causationId: 'd' };
    const sealed = seal('s', last, event, new Date(index).toISOString());
    last = sealed;
    return { ...sealed, position: BigInt(index + 1) };
  });
};
// Small data: what matters here is how the events hang together.
const small = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
const chains = fc.array(small as fc.Arbitrary<JsonObject>, { minLength: 2, maxLength: 8 }).map(chain);

const numbered = (events: readonly RecordedEvent[]): RecordedEvent[] =>
  events.map((event, revision) => ({ ...event, revision, position: BigInt(revision + 1) }));
const anywhere = (events: readonly RecordedEvent[], at: number): number => at % events.length;

test('an untouched stream never alarms, whole or page by page', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (events, at) => {
      const cut = anywhere(events, at);
      const first = verifyStream(events.slice(0, cut));
      const after = first.ok ? first.last : START;
      const whole = verifyStream(events, { kept: events[cut] });
      expect(whole).toEqual({ ok: true, last: { revision: events.length - 1, hash: events.at(-1)?.hash } });
      expect(verifyStream(events.slice(cut), { after })).toEqual(whole);
    }),
    { numRuns },
  );
});

test('a change in any part of an event is found and the event named', () => {
  const parts = ['stream', 'type', 'id', 'recordedAt', 'recorder', 'correlationId', 'causationId', 'hash'] as const;
  fc.assert(
    fc.property(
      chains,
      fc.nat(),
      fc.constantFrom(...parts, 'data', 'schemaVersion', 'revision'),
      (events, at, part) => {
        const revision = anywhere(events, at);
        const was = events[revision]!;
        const is =
          part === 'data'
            ? { ...was, data: { ...was.data, added: 'x' } }
            : part === 'schemaVersion' || part === 'revision'
              ? { ...was, [part]: was[part] + 1 }
              : { ...was, [part]: `${was[part]}0` };
        fc.pre(canonicalJson(is.data) !== canonicalJson(was.data) || part !== 'data');
        const verdict = verifyStream(events.with(revision, is), { stream: 's' });
        expect(verdict).toMatchObject({ ok: false, revision, id: is.id, problem: 'changed' });
      },
    ),
    { numRuns },
  );
});

test('an event changed and sealed anew is found at the one after it, whose hash covers it', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (events, at) => {
      const revision = at % (events.length - 1);
      const was = events[revision]!;
      const before = revision === 0 ? GENESIS : events[revision - 1]!.hash;
      const is = { ...was, recorder: 'somebody else' };
      const resealed = { ...is, hash: hashOf(before, is) };
      const named = { ok: false, revision: revision + 1, id: events[revision + 1]!.id, problem: 'changed' };
      expect(verifyStream(events.with(revision, resealed))).toMatchObject(named);
      const known = verifyStream(events.with(revision, resealed), { kept: was });
      expect(known).toMatchObject({ ok: false, revision, id: was.id, problem: 'changed' });
    }),
    { numRuns },
  );
});

test('events removed are found where the first of them stood, whether or not those after them were renumbered', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.integer({ min: 1, max: 3 }), (events, at, count) => {
      const revision = anywhere(events, at);
      const left = events.toSpliced(revision, count);
      const named = { ok: false, revision, id: null, position: null, problem: 'removed' };
      // At the end nothing is left that would tell.
      const behind = left.length - revision;
      expect(verifyStream(left)).toMatchObject(behind > 0 ? named : { ok: true });
      // It takes two events to see that they were renumbered: one by itself may as well have been changed.
      const one = behind === 1 ? { revision, problem: 'changed' } : { ok: true };
      expect(verifyStream(numbered(left))).toMatchObject(behind > 1 ? named : one);
    }),
    { numRuns },
  );
});

test('an event put in is found and named, whether it is sealed or not, and whether or not the others were renumbered', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.boolean(), fc.boolean(), data, (events, at, sealed, renumbered, of) => {
      const revision = anywhere(events, at);
      const last = events[revision - 1] ?? START;
      const event = {
        id: 'x',
        type: 'T',
        data: of,
        recorder: 'm',
        schemaVersion: 1,
        correlationId: '',
        causationId: '',
      };
      const real = seal('s', last, event, new Date(Math.max(0, revision - 1)).toISOString());
      const put = { ...real, position: BigInt(revision + 1), ...(sealed ? {} : { hash: GENESIS }) };
      const log = events.toSpliced(revision, 0, put);
      const verdict = verifyStream(renumbered ? numbered(log) : log);
      // Of two that were both sealed after the same event, the one that nothing goes on from is the one put in.
      const isTold = !sealed || renumbered || revision < events.length - 1;
      const id = isTold ? 'x' : events.at(-1)!.id;
      expect(verdict).toMatchObject({ ok: false, revision, id, problem: 'inserted' });
    }),
    { numRuns },
  );
});

test('a copy of an event anywhere in its stream is one put in', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.nat(), fc.boolean(), (events, from, to, renumbered) => {
      const [copied, place] = [events[anywhere(events, from)]!, anywhere(events, to)];
      const log = events.toSpliced(place, 0, copied);
      const verdict = verifyStream(renumbered ? numbered(log) : log);
      expect(verdict).toMatchObject({ ok: false, id: copied.id, problem: 'inserted' });
    }),
    { numRuns },
  );
});

test('events that have exchanged their places, or one that has moved, are found at the first place that is wrong', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.nat(), fc.boolean(), fc.boolean(), (events, one, other, swap, renumbered) => {
      const [from, to] = [anywhere(events, one), anywhere(events, other)];
      fc.pre(from !== to);
      const [a, b] = [events[from]!, events[to]!];
      const log = swap ? events.with(from, b).with(to, a) : events.toSpliced(from, 1).toSpliced(to, 0, a);
      const verdict = verifyStream(renumbered ? numbered(log) : log);
      expect(verdict).toMatchObject({ ok: false, revision: Math.min(from, to), problem: 'reordered' });
    }),
    { numRuns },
  );
});

test('an end that is missing, or a chain written anew, is found by a link kept elsewhere', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (events, at) => {
      const length = anywhere(events, at);
      const missing = { ok: false, revision: length, id: null, problem: 'truncated' };
      expect(verifyStream(events.slice(0, length), { kept: events.at(-1)! })).toMatchObject(missing);
      const anew = chain(events.map((event) => ({ ...event.data, anew: true })));
      expect(verifyStream(anew)).toMatchObject({ ok: true });
      expect(verifyStream(anew, { kept: events[length]! })).toMatchObject({ revision: length, problem: 'changed' });
    }),
    { numRuns },
  );
});

test('canonical JSON and the ids made of it do not depend on the order of keys', () => {
  fc.assert(
    fc.property(data, (of) => {
      const turned = Object.fromEntries(Object.entries(of).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(of));
      expect(JSON.parse(canonicalJson(of)) as JsonValue).toEqual(JSON.parse(JSON.stringify(of)));
      expect(contentId('n', turned)).toBe(contentId('n', of));
      expect(contentId('m', of)).not.toBe(contentId('n', of));
    }),
    { numRuns },
  );
  expect(eventId('a', 'b', 'c')).not.toBe(eventId('a', 'c', 'b'));
});

test('what has no canonical JSON is refused, and is no sound event', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow('NaN is not allowed');
  expect(() => canonicalJson('\ud800')).toThrow('surrogate');
  const [event] = chain([{ a: 1 }]);
  const broken = { ...event!, data: { a: Number.NaN } };
  expect(verifyStream([broken])).toMatchObject({ ok: false, revision: 0, problem: 'changed' });
});
