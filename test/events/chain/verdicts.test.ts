/** Given a log, when somebody meddles with it, then the first bad event is named, and what is wrong with it. */
import { seal, START, type Link } from '../../../events/chain/chain.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { eventId } from '../../../events/identity.js';
import { LogCheck, type LogOptions } from '../../../events/chain/log-check.js';
import { storedEventOf, type StoredEvent } from '../../../events/chain/stored-event.js';
import { verifyStream } from '../../../events/chain/verify.js';

const DENIAL = 'DenialReported';

/** A log in which streams take turns as named: `a b a` is two events of a, with one of b in between. */
function logOf(turns: string): StoredEvent[] {
  const ends = new Map<string, Link>();
  return turns.split(' ').map((name, i) => {
    const stream = `negotiation-${name}`;
    const [reportId, at] = [`r${i}`, new Date(i * 1000).toISOString()];
    const data: JsonObject = { negotiation: name, reportId };
    const id = eventId(stream, DENIAL, reportId);
    const event = { id, type: DENIAL, data, recorder: 'me', schemaVersion: 1, correlationId: 'c', causationId: 'd' };
    const sealed = seal(stream, ends.get(stream) ?? START, event, at);
    ends.set(stream, sealed);
    return storedEventOf({ ...sealed, position: BigInt(i + 1) });
  });
}

function found(log: readonly StoredEvent[], options: Partial<LogOptions> = {}) {
  const check = new LogCheck({ contiguous: true, oneClock: true, ...options });
  for (const event of log.toSorted((a, b) => Number(a.position - b.position))) {
    check.add(event);
    if (check.finding) return check.finding;
    if (check.streamBreak) return check.streamBreak.ifStreamHolds;
  }
  check.end();
  return check.finding;
}

const at = (log: readonly StoredEvent[], position: number, changes: Partial<StoredEvent>): StoredEvent[] =>
  log.with(position - 1, { ...log[position - 1]!, ...changes });

describe('A log', () => {
  const log = logOf('a b a b c a b');

  test('that nobody has touched gives no alarm', () => {
    expect(found(log)).toBeUndefined();
    expect(found(log, { kept: new Map([['negotiation-a', log[5]!]]) })).toBeUndefined();
  });

  test('names an event that was put under another stream by where it was sealed', () => {
    const named = { stream: 'negotiation-b', revision: 1, position: 4n, problem: 'changed' };
    for (const stream of ['negotiation-a', 'negotiation-c', 'negotiation-z'])
      expect(found(at(log, 4, { stream }))).toMatchObject({
        ...named,
        detail: expect.stringContaining(stream) as string,
      });
  });

  test('names the first event of a stream that was put under another by what its data says', () => {
    const named = { stream: 'negotiation-c', revision: 0, position: 5n, problem: 'changed' };
    expect(found(at(log, 5, { stream: 'negotiation-x' }))).toMatchObject(named);
  });

  test('names an event that is missing, with its position', () => {
    const named = { stream: 'negotiation-a', revision: 1, position: 3n, id: null, problem: 'removed' };
    expect(found(log.toSpliced(2, 1))).toMatchObject(named);
  });

  test('says that something is missing where nobody can tell of which stream, unless a checkpoint does', () => {
    const left = log.toSpliced(4, 1);
    const unnamed = { stream: null, revision: null, position: 5n, problem: 'removed' };
    expect(found(left)).toMatchObject(unnamed);
    const kept = new Map([['negotiation-c', log[4]!]]);
    const named = { stream: 'negotiation-c', revision: 0, position: 5n, problem: 'truncated' };
    expect(found(left, { kept })).toMatchObject(named);
  });

  test('does not miss its last event by itself, but by a checkpoint', () => {
    const left = log.slice(0, -1);
    expect(found(left)).toBeUndefined();
    const named = { stream: 'negotiation-b', revision: 2, position: null, problem: 'truncated' };
    expect(found(left, { kept: new Map([['negotiation-b', log[6]!]]) })).toMatchObject(named);
  });

  test.each([
    [5, 0n],
    [5, -7n],
    [1, 0n],
    [5, 100n],
    [3, 100n],
  ])('names the event at position %i that was moved to %i', (from, to) => {
    const { stream, revision } = log[from - 1]!;
    expect(found(at(log, from, { position: to }))).toMatchObject({ stream, revision });
  });

  test('finds two events of different streams that exchanged their positions by their times', () => {
    const [a, c] = [log[2]!, log[4]!];
    const swapped = at(at(log, 3, { position: c.position }), 5, { position: a.position });
    expect(found(swapped)?.problem).toMatch(/reordered|removed/);
    const [b, last] = [log[3]!, log[4]!];
    const neighbours = at(at(log, 4, { position: last.position }), 5, { position: b.position });
    expect(found(neighbours)).toMatchObject({ problem: 'reordered', stream: 'negotiation-b', revision: 1 });
  });

  test('with gaps between positions is sound where the store leaves such gaps', () => {
    const spaced = log.map((event) => ({ ...event, position: event.position * 10n }));
    expect(found(spaced, { contiguous: false })).toBeUndefined();
    expect(found(spaced)).toMatchObject({ stream: null, position: 1n });
  });
});

describe('An event that was sealed anew at the end of its stream', () => {
  const last: Link = { revision: 0, hash: '0'.repeat(64) };
  const sealed = (data: JsonObject, changes: { id?: string; at?: string } = {}): RecordedEvent => {
    const id = changes.id ?? eventId('s', DENIAL, data['reportId'] as string);
    const event = { id, type: DENIAL, data, recorder: '', schemaVersion: 1, correlationId: '', causationId: '' };
    return { ...seal('s', last, event, changes.at ?? '2024-01-01T00:00:00.000Z'), position: 2n };
  };
  const verdict = (event: RecordedEvent) => verifyStream([event], { after: last });

  test('is changed where its id is not that of its own id', () => {
    expect(verdict(sealed({ reportId: 'r' }))).toMatchObject({ ok: true });
    expect(verdict(sealed({ reportId: 'r' }, { id: eventId('s', DENIAL, 'q') }))).toMatchObject({
      revision: 1,
      problem: 'changed',
    });
  });

  test('is changed where it is older than the event before it', () => {
    const first = seal('s', START, { ...sealed({ reportId: 'q' }) }, '2024-01-02T00:00:00.000Z');
    const next = { ...sealed({ reportId: 'r' }) };
    const log = [first, seal('s', first, next, '2024-01-01T00:00:00.000Z')];
    expect(verifyStream(log.map((event, i) => ({ ...event, position: BigInt(i) })))).toMatchObject({
      revision: 1,
      problem: 'changed',
    });
  });
});
