/** What is kept of readings, and for how long. */
import { atOnce } from '../../projections/support/at-once.js';
import type { JsonObject } from '../../events/envelope.js';
import { negotiationId } from '../../events/ids.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Clock } from '../../src/platform/clock.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { ProjectionCache } from '../../src/queries/projection-cache.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';

const TALKS = negotiationId.parse('talks-x');
const DAY = 86_400_000;

class SetClock extends Clock {
  constructor(public at: number) {
    super();
  }
  now(): number {
    return this.at;
  }
}

function bookOf(): {
  readonly image: MemoryImage;
  readonly record: (type: string, data: JsonObject, stream?: string) => void;
} {
  const image = new MemoryImage();
  let position = 0n;
  const record = (type: string, data: JsonObject, stream = 'negotiation-talks-x') => {
    position += 1n;
    const stored = { stream, revision: Number(position) - 1, position, id: String(position), type, data };
    const recordedAt = '2024-01-01T00:00:00.000Z';
    image.apply({
      ...stored,
      recordedAt,
      recorder: '',
      schemaVersion: 1,
      correlationId: '',
      causationId: '',
      hash: '',
    });
  };
  return { image, record };
}

const denial = (reportId: string): JsonObject => ({
  negotiation: 'talks-x',
  reportId,
  claim: 'talks',
  speaker: { capacity: 'reporter' },
  summary: 'No talks.',
  attribution: 'unattributed',
  source: { publisher: 'P', reliability: 'B' },
  reportedAt: '2024-01-01T00:00:00Z',
});

function given() {
  const { image, record } = bookOf();
  const clock = new SetClock(Date.UTC(2024, 0, 2));
  record('NegotiationOpened', { negotiation: 'talks-x', title: 'Talks X' });
  record('DenialReported', denial('r1'));
  return {
    cache: new ProjectionCache(
      image,
      clock,
      new StreamLoader(SqliteEventStore.open(':memory:'), image),
      new ReportIndexCache(),
    ),
    talks: image.negotiation(TALKS),
    clock,
    record,
  };
}

describe('The present status', () => {
  test('is made once, however often it is asked for', () => {
    const { cache, talks, clock } = given();
    const first = atOnce(cache.makingStatus(talks));
    clock.at += 60_000;
    expect(atOnce(cache.makingStatus(talks))).toBe(first);
  });

  test('is made anew when something is recorded of it, or of its sources', () => {
    const { cache, talks, record } = given();
    const first = atOnce(cache.makingStatus(talks));
    record('DenialReported', denial('r2'));
    const second = atOnce(cache.makingStatus(talks));
    expect(second.etag).not.toBe(first.etag);
    const regraded = { changeId: 'c', publisher: 'P', reliability: 'E', from: '2023', reason: 'r' };
    record('SourceRegraded', regraded, 'sources');
    expect(atOnce(cache.makingStatus(talks))).not.toBe(second);
  });

  test('stays as it is when something is recorded of other talks', () => {
    const { cache, talks, record } = given();
    const first = atOnce(cache.makingStatus(talks));
    record('NegotiationOpened', { negotiation: 'talks-y', title: 'Talks Y' }, 'negotiation-talks-y');
    expect(atOnce(cache.makingStatus(talks))).toBe(first);
  });

  test('is made anew when the clock alone turns a value', () => {
    const { cache, talks, clock } = given();
    const freshness = () =>
      (JSON.parse(atOnce(cache.makingStatus(talks)).body.toString()) as { freshness: { value: string } }).freshness
        .value;
    const values = [1, 7, 8, 30, 31].map((days) => {
      clock.at = Date.UTC(2024, 0, 1) + days * DAY;
      return freshness();
    });
    expect(values).toEqual(['active', 'active', 'quiet', 'quiet', 'stale']);
  });
});

describe('A reading under a lens', () => {
  test('with a time of its own is kept until something is recorded', async () => {
    const { cache, talks, clock, record } = given();
    const lens = { reportedBy: '2024' };
    const first = await cache.under(talks, lens);
    clock.at += 1000 * DAY;
    expect(await cache.under(talks, { ...lens })).toBe(first);
    record('DenialReported', denial('r2'));
    expect(await cache.under(talks, lens)).not.toBe(first);
  });

  test('without one goes by the clock', async () => {
    const { cache, talks, clock } = given();
    const first = await cache.under(talks, { onlyAttribution: 'unattributed' });
    clock.at += 100 * DAY;
    expect(await cache.under(talks, { onlyAttribution: 'unattributed' })).not.toBe(first);
  });

  test('is of one moment though the story grows while it is worked out, and so are two of them', async () => {
    const { cache, talks, record } = given();
    const under = cache.under(talks, { reportedBy: '2024' });
    const both = cache.underBoth(talks, { onlyAttribution: 'unattributed' }, { minReliability: 'C' });
    for (let i = 2; i < 12; i += 1) {
      await new Promise(setImmediate);
      record('DenialReported', denial(`r${i}`));
    }
    const [one, other] = await both;
    expect(other.counted.selection.revision).toBe(one.counted.selection.revision);
    for (const projections of [await under, one, other]) {
      const { revision } = projections.counted.selection;
      expect(revision).toBeLessThan(talks.revision);
      expect(projections.recorded().negotiation).toHaveLength(revision + 1);
    }
  });
});

describe('What is kept of late', () => {
  test('makes place for what is new, the longest unused first', () => {
    const recent = new WeightedLru<string, string>(10);
    recent.set('a', 'A', 4);
    recent.set('b', 'B', 4);
    expect(recent.get('a')).toBe('A');
    recent.set('c', 'C', 4);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual(['A', undefined, 'C']);
  });

  test('holds the newest, whatever it weighs, and once', () => {
    const recent = new WeightedLru<string, string>(10);
    recent.set('a', 'A', 4);
    recent.set('b', 'B', 400);
    expect([recent.get('a'), recent.get('b')]).toEqual([undefined, 'B']);
    recent.set('b', 'B again', 4);
    recent.set('c', 'C', 6);
    expect([recent.get('b'), recent.get('c')]).toEqual(['B again', 'C']);
  });
});
