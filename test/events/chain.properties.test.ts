import fc from 'fast-check';
import { canonicalJson } from '../../events/canonical.js';
import { GENESIS, hashOf, seal, START, verifyStream, type Link } from '../../events/chain.js';
import type { JsonObject, JsonValue, RecordedEvent } from '../../events/envelope.js';
import { contentId, eventId } from '../../events/identity.js';

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
const chains = fc.array(data, { minLength: 2, maxLength: 8 }).map(chain);

test('an untouched stream never alarms, whole or page by page', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (events, at) => {
      const cut = at % events.length;
      const first = verifyStream(events.slice(0, cut));
      const after = first.ok ? first.last : START;
      const whole = verifyStream(events);
      expect(whole).toEqual({ ok: true, last: { revision: events.length - 1, hash: events.at(-1)?.hash } });
      expect(verifyStream(events.slice(cut), { after })).toEqual(whole);
    }),
    { numRuns },
  );
});

test('a change in any part of an event is found and the event named', () => {
  const parts = ['stream', 'type', 'id', 'recordedAt', 'recorder', 'correlationId', 'causationId', 'hash'] as const;
  fc.assert(
    fc.property(chains, fc.nat(), fc.constantFrom(...parts, 'data', 'schemaVersion'), (events, at, part) => {
      const revision = at % events.length;
      const was = events[revision]!;
      const is =
        part === 'data'
          ? { ...was, data: { ...was.data, added: 'x' } }
          : part === 'schemaVersion'
            ? { ...was, schemaVersion: was.schemaVersion + 1 }
            : { ...was, [part]: `${was[part]}0` };
      fc.pre(canonicalJson(is.data) !== canonicalJson(was.data) || part !== 'data');
      expect(verifyStream(events.with(revision, is))).toMatchObject({ ok: false, revision, problem: 'changed' });
    }),
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
      expect(verifyStream(events.with(revision, resealed))).toEqual(named);
    }),
    { numRuns },
  );
});

test('an event removed or moved is found, and a missing end by a link kept elsewhere', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (events, at) => {
      const revision = at % (events.length - 1);
      const gone = { ok: false, revision, problem: 'removed or reordered' };
      expect(verifyStream(events.toSpliced(revision, 1))).toMatchObject(gone);
      const [a, b] = [events[revision]!, events[revision + 1]!];
      expect(verifyStream(events.toSpliced(revision, 2, b, a))).toMatchObject(gone);
      const kept = events.at(-1)!;
      const missing = { ok: false, revision: revision + 1, problem: 'removed or reordered' };
      expect(verifyStream(events.slice(0, revision + 1), { kept })).toMatchObject(missing);
      const rewritten = { revision, hash: GENESIS };
      expect(verifyStream(events, { kept: rewritten })).toMatchObject({ ok: false, revision, problem: 'changed' });
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
  expect(() => canonicalJson(Number.NaN)).toThrow(Error);
  expect(() => canonicalJson('\ud800')).toThrow(Error);
  const [event] = chain([{ a: 1 }]);
  const broken = { ...event!, data: { a: Number.NaN } };
  expect(verifyStream([broken])).toMatchObject({ ok: false, revision: 0, problem: 'changed' });
});
