/**
 * How much is done, counted and not timed, so that a change that costs more with every event stored is noticed on any
 * machine: statements and bytes of the disk for each append, statements for each reading, bytes of memory for each report.
 */
import { atOnce } from '../../projections/support/at-once.js';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import type { NewEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import { eventId } from '../../events/identity.js';
import { negotiationId, type NegotiationId } from '../../events/ids.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { fragilityOf } from '../../projections/compare/fragility.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Clock } from '../../src/platform/clock.js';
import { ProjectionCache } from '../../src/queries/projection-cache.js';
import { ReadHistory, ReadHistoryHandler } from '../../src/queries/read-history.js';
import { StatusChangesCache } from '../../src/commands/status-changes-cache.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';

/** What `run`, `get` and `all` of every prepared statement are called, however they come about. */
const statements = (() => {
  const db = new Database(':memory:');
  const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as Record<string, (...args: unknown[]) => unknown>;
  db.close();
  let count = 0;
  for (const name of ['run', 'get', 'all', 'iterate']) {
    const native = prototype[name] as (...args: unknown[]) => unknown;
    prototype[name] = function counted(this: unknown, ...args: unknown[]) {
      count += 1;
      return native.apply(this, args);
    };
  }
  return {
    async during(work: () => unknown): Promise<number> {
      const before = count;
      await work();
      return count - before;
    },
  };
})();

/** How often anybody looks at a field of a report. At what kind it is of all look who go through the reports. */
class Looks {
  count = 0;
  readonly #seen = new WeakSet<object>();

  constructor(private readonly field: 'kind' | 'source' | 'summary' | 'claim' | 'reportedAt' = 'kind') {}

  /** To be called again once there are more of them. */
  at(image: MemoryImage): void {
    for (const { fact } of image.negotiation(N).log.negotiation) {
      if (fact.type !== 'Report' || this.#seen.has(fact.report)) continue;
      this.#seen.add(fact.report);
      const value = (fact.report as unknown as Record<string, unknown>)[this.field];
      Object.defineProperty(fact.report, this.field, { enumerable: true, get: () => ((this.count += 1), value) });
    }
  }

  during(work: () => unknown): number {
    const before = this.count;
    work();
    return this.count - before;
  }
}

class SetClock extends Clock {
  now(): number {
    return Date.UTC(2025, 0);
  }
}

const N = 'work' as NegotiationId;
const SUMMARY = 'A spokesman says that the two sides have met, that they will meet again, and that nothing is agreed.';

function eventFor(negotiation: string, i: number): NewEvent {
  const stream = `negotiation-${negotiation}`;
  const [type, id, data]: [string, string, NewEvent['data']] =
    i === 0
      ? ['NegotiationOpened', negotiation, { negotiation, title: 'Work' }]
      : [
          'ConfirmationReported',
          `r${i}`,
          {
            negotiation,
            reportId: `r${i}`,
            claim: i % 3 === 0 ? 'talks' : `meeting-${Math.floor(i / 20)}`,
            speaker: { capacity: 'official', name: `Spokesman ${i % 50}` },
            summary: `${SUMMARY} Statement ${i}.`,
            attribution: 'on-the-record',
            source: { publisher: `Publisher ${i % 12}`, url: `https://example.org/${negotiation}/${i}` },
            reportedAt: new Date(Date.UTC(2020, 0, 1) + i * 36e5).toISOString(),
          },
        ];
  return {
    id: eventId(stream, type, id),
    type,
    data,
    recorder: 'desk',
    schemaVersion: 1,
    correlationId: '0190a000-0000-7000-8000-000000000000',
    causationId: '0190a000-0000-7000-8000-000000000000',
  };
}

/** As one that is published with others before it, and recorded after them. */
function lateEvent(id: string, as: number): NewEvent {
  const event = eventFor('work', as);
  const stream = `negotiation-${N}`;
  return { ...event, id: eventId(stream, event.type, id), data: { ...event.data, reportId: id } };
}

const voiding = (entry: string, i: number): NewEvent => ({
  ...eventFor('work', i),
  id: eventId(`negotiation-${N}`, 'EntryVoided', `void-${i}`),
  type: 'EntryVoided',
  data: { negotiation: N, changeId: `void-${i}`, entry, reason: 'entered twice' },
});

/** Our desk grades a publisher anew, of what it published in the fortnight before a report. */
const regrading = (publisher: string, i: number): NewEvent => ({
  ...eventFor('work', i),
  id: eventId('sources', 'SourceRegraded', `grade-${i}`),
  type: 'SourceRegraded',
  data: {
    changeId: `grade-${i}`,
    publisher,
    reliability: 'E',
    from: new Date(Date.UTC(2020, 0, 1) + (i - 336) * 36e5).toISOString(),
    reason: 'judged anew',
  },
});

/** What its publisher does to a report. */
const changeOf = (type: string, report: string, i: number, more: object = {}): NewEvent => ({
  ...eventFor('work', i),
  id: eventId(`negotiation-${N}`, type, `${type}-${report}`),
  type,
  data: {
    negotiation: N,
    changeId: `${type}-${report}`,
    reportId: report,
    reportedAt: new Date(Date.UTC(2020, 0, 1) + (i + 1) * 36e5).toISOString(),
    reason: 'a mistake',
    ...more,
  },
});

/** The same story with two parties: they affirm the talks in turn, and break them off now and then. */
function ofParties(i: number): NewEvent {
  const event = eventFor('work', i);
  const given = event.data as Record<string, unknown>;
  const { claim: _claim, ...unclaimed } = given;
  const of = (type: string, data: object): NewEvent => ({
    ...event,
    type,
    id: eventId(`negotiation-${N}`, type, `r${i}`),
    data: { ...data, party: i % 20 < 10 ? 'one' : 'other' },
  });
  const parties = ['one', 'other'].map((party) => ({ party, name: party, role: 'principal' }));
  if (i === 0) return { ...event, data: { ...event.data, parties } };
  if (i % 150 === 140) return of('BreakdownReported', unclaimed);
  return i % 10 === 5 ? of('ConfirmationReported', { ...given, claim: 'talks' }) : event;
}

const eventsOf = (negotiation: string, from: number, to: number): NewEvent[] =>
  Array.from({ length: to - from }, (_, i) => eventFor(negotiation, from + i));

async function applied(store: SqliteEventStore, image = new MemoryImage()): Promise<MemoryImage> {
  for (;;) {
    const page = await store.readAll(image.position, 500);
    if (page.length === 0) return image;
    for (const event of page) image.apply(event);
  }
}

describe('The work done', () => {
  let folder: string;
  let store: SqliteEventStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-work-'));
    store = SqliteEventStore.open(join(folder, 'log.sqlite'));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  test('for an append is the same however long the log is: five statements, and one more for each event', async () => {
    await store.append('negotiation-work', eventsOf('work', 0, 100), 'none');
    const one = () => statements.during(() => store.append('negotiation-work', [eventFor('work', next++)], 'any'));
    const many = () =>
      statements.during(() => store.append('negotiation-work', eventsOf('work', next, (next += 500)), 'any'));
    let next = 100;
    // The number of a stream is looked up once after it was added.
    await one();
    const early = [await one(), await many()];
    for (let i = 0; i < 10; i += 1) await many();
    // What has become full of the tree is written by the append after it, and the one after that looks whether it is there.
    for (let i = 0; i < 2; i += 1) await one();
    const late = [await one(), await many()];
    expect(early).toEqual([5, 504]);
    expect(late).toEqual(early);
  });

  test('for the tree is two statements more for 256 events, however long the log is', async () => {
    let next = 0;
    const many = () =>
      statements.during(() => store.append('negotiation-work', eventsOf('work', next, (next += 512)), 'any'));
    for (let i = 0; i < 3; i += 1) await many();
    const early = [await many(), await many()];
    for (let i = 0; i < 10; i += 1) await many();
    expect([await many(), await many()]).toEqual(early);
    // Two tiles of 256 events: for each, its events are read and it is written; and one look at how many there are.
    expect(early).toEqual([4 + 512 + 2 * 2 + 1, 4 + 512 + 2 * 2 + 1]);
  });

  test('for those who append at once is one transaction', async () => {
    for (const i of [0, 1]) await store.append('negotiation-work', eventsOf('work', i, i + 1), 'any');
    const all = eventsOf('work', 2, 66);
    const done = await statements.during(() =>
      Promise.all(all.map((event) => store.append('negotiation-work', [event], 'any'))),
    );
    // BEGIN, the end of the log and COMMIT once; where the stream stands and the insert for each.
    expect(done).toBe(3 + 2 * 64);
  });

  test('for a status that holds is none, and for one that must be read anew no statement', async () => {
    await store.append('negotiation-work', eventsOf('work', 0, 300), 'none');
    const image = await applied(store);
    const cache = new ProjectionCache(image, new SetClock(), new StreamLoader(store, image), new ReportIndexCache());
    const first = atOnce(cache.makingStatus(image.negotiation(N)));
    expect(await statements.during(() => atOnce(cache.makingStatus(image.negotiation(N))))).toBe(0);
    expect(atOnce(cache.makingStatus(image.negotiation(N)))).toBe(first);
    await store.append('negotiation-work', [eventFor('work', 300)], 'any');
    await applied(store, image);
    expect(await statements.during(() => atOnce(cache.makingStatus(image.negotiation(N))))).toBe(0);
    expect(atOnce(cache.makingStatus(image.negotiation(N)))).not.toBe(first);
  });

  test('for one more report goes through the others a few times, however many there are', async () => {
    const passes: { readonly status: number; readonly changes: number }[] = [];
    const image = await applied(store);
    const looks = new Looks();
    for (let length = 0; length < 2_400;) {
      const more = length === 0 ? 600 : 1_800;
      await store.append('negotiation-work', eventsOf('work', length, (length += more)), 'any');
      await applied(store, image);
      looks.at(image);
      const indexes = new ReportIndexCache();
      const cache = new ProjectionCache(image, new SetClock(), new StreamLoader(store, image), indexes);
      const statusChanges = new StatusChangesCache(indexes);
      const told = () => statusChanges.at(N, image.negotiation(N).log, length - 1, Date.UTC(2025, 0));
      atOnce(cache.makingStatus(image.negotiation(N)));
      told();
      await store.append('negotiation-work', [eventFor('work', length)], 'any');
      length += 1;
      await applied(store, image);
      looks.at(image);
      const status = looks.during(() => atOnce(cache.makingStatus(image.negotiation(N)))) / length;
      passes.push({ status, changes: looks.during(told) / length });
      // Whoever asks for it after that, such as the live stream, reads nothing again.
      expect(looks.during(told)).toBe(0);
    }
    const [short, long] = passes as [(typeof passes)[number], (typeof passes)[number]];
    // Each pass looks at the kind of a report up to three times; to read the talks anew takes several of them.
    expect(short.status).toBeGreaterThan(1);
    expect(short.status).toBeLessThan(18);
    expect(short.changes).toBeLessThan(16);
    // No pass is made for each report, or these would be four times as many.
    expect(long.status / short.status).toBeLessThan(1.1);
    expect(long.changes / short.changes).toBeLessThan(1.1);
  });

  test('for a report is the same after another was tried out that is not recorded', async () => {
    await store.append('negotiation-work', eventsOf('work', 0, 600), 'none');
    const image = await applied(store);
    const looks = new Looks('source');
    const statusChanges = new StatusChangesCache(new ReportIndexCache());
    const { log } = image.negotiation(N);
    const last = (): number => log.negotiation.at(-1)?.revision ?? 0;
    const told = () => statusChanges.at(N, log, last(), Date.UTC(2025, 0));
    const counts: number[] = [];
    const recorded = async (i: number): Promise<void> => {
      await store.append('negotiation-work', [eventFor('work', i)], 'any');
      await applied(store, image);
      looks.at(image);
      counts.push(looks.during(told));
    };
    told();
    await recorded(600);
    const tried = { ...log.negotiation.at(-1), id: 'tried', revision: last() + 1 } as Logged;
    expect(statusChanges.rehearsed({ ...log, negotiation: [...log.negotiation, tried] }, last() + 1)).toBeDefined();
    await recorded(601);
    const [before = 0, after = 0] = counts;
    expect(before).toBeGreaterThan(0);
    expect(after).toBeLessThan(before + 100);
  });

  test('to tell what an event changed folds the reports around it, however many there are and whatever it is', async () => {
    const image = await applied(store);
    // Whoever folds what reports say looks at their sources.
    const looks = new Looks('source');
    const folded: number[][] = [];
    for (let length = 0; length < 2_400;) {
      const more = length === 0 ? 600 : 1_800;
      await store.append('negotiation-work', eventsOf('work', length, (length += more)), 'any');
      const indexes = new ReportIndexCache();
      const statusChanges = new StatusChangesCache(indexes);
      const told = () => {
        const { log } = image.negotiation(N);
        return statusChanges.at(N, log, log.negotiation.at(-1)?.revision ?? 0, Date.UTC(2025, 0));
      };
      await applied(store, image);
      told();
      const counts: number[] = [];
      const last = eventFor('work', length);
      const late = lateEvent(`late-${length}`, length - 40);
      for (const event of [last, late, voiding(`r${length}`, length)]) {
        await store.append('negotiation-work', [event], 'any');
        await applied(store, image);
        looks.at(image);
        counts.push(looks.during(told));
      }
      folded.push(counts);
      length += 1;
    }
    const [short, long] = folded as [number[], number[]];
    for (const [i, count] of long.entries()) {
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(400);
      expect(count).toBeLessThan((short[i] ?? 0) + 100);
    }
  });

  test('for reports that come last goes over none of those before them again', async () => {
    await store.append('negotiation-work', eventsOf('work', 0, 600), 'none');
    const image = await applied(store);
    const statusChanges = new StatusChangesCache(new ReportIndexCache());
    const told = () => {
      const { log } = image.negotiation(N);
      return statusChanges.at(N, log, log.negotiation.at(-1)?.revision ?? 0, Date.UTC(2025, 0));
    };
    told();
    // Whoever folds what reports say looks at their sources.
    const looks = new Looks('source');
    looks.at(image);
    let folded = 0;
    for (let i = 0; i < 40; i += 1) {
      await store.append('negotiation-work', [eventFor('work', 600 + i)], 'any');
      await applied(store, image);
      folded += looks.during(told);
    }
    expect(folded).toBe(0);
  });

  test('for a late report, or one that is corrected, retracted or voided, goes over what stands around it', async () => {
    const image = await applied(store);
    const folded: number[][] = [];
    let next = 0;
    for (const length of [1_200, 4_800]) {
      const more = Array.from({ length: length - next }, () => ofParties(next++));
      await store.append('negotiation-work', more, 'any');
      await applied(store, image);
      // Whoever fires rules looks at the kind of a report.
      const looks = new Looks('kind');
      looks.at(image);
      const indexes = new ReportIndexCache();
      const statusChanges = new StatusChangesCache(indexes);
      const { log } = image.negotiation(N);
      const told = () => statusChanges.at(N, log, log.negotiation.at(-1)?.revision ?? 0, Date.UTC(2025, 0));
      told();
      const counts: number[] = [];
      for (const event of [
        lateEvent(`first-${length}`, length - 700),
        lateEvent(`late-${length}`, length - 600),
        changeOf('ReportCorrected', `late-${length}`, length, { changes: { summary: SUMMARY } }),
        changeOf('ReportRetracted', `late-${length}`, length),
        voiding(`first-${length}`, length),
      ]) {
        await store.append('negotiation-work', [event], 'any');
        await applied(store, image);
        looks.at(image);
        counts.push(looks.during(told));
      }
      folded.push(counts);
    }
    const [short, long] = folded as [number[], number[]];
    for (const [i, count] of long.entries()) {
      expect([i, count > 0]).toEqual([i, true]);
      expect([i, count, count < 2_500]).toEqual([i, count, true]);
      expect([i, count < (short[i] ?? 0) * 1.1 + 100]).toEqual([i, true]);
    }
  });

  test('to leave out one report after another goes over what stands around each, however many there are', async () => {
    const image = await applied(store);
    const looked: number[] = [];
    for (const length of [1_200, 4_800]) {
      const more = Array.from({ length: length - image.applied }, (_, i) => ofParties(image.applied + i));
      await store.append('negotiation-work', more, 'any');
      await applied(store, image);
      const looks = new Looks('kind');
      looks.at(image);
      const { log } = image.negotiation(N);
      const { counted } = LensProjections.of(log, {}, Date.UTC(2025, 0)) as LensProjections;
      const trials = fragilityOf(counted);
      // First come the twelve sources.
      for (let i = 0; i < 14; i += 1) trials.next();
      looked.push(looks.during(() => Array.from({ length: 40 }, () => trials.next())) / 40);
    }
    const [short = 0, long = 0] = looked;
    expect(short).toBeGreaterThan(0);
    expect(long).toBeLessThan(2_000);
    expect(long).toBeLessThan(short * 1.2);
  });

  test('under a bound of what was published, or had happened, goes over what stands around it, however long the story is', async () => {
    const image = await applied(store);
    const looked: number[][] = [];
    for (const length of [1_200, 4_800]) {
      const more = Array.from({ length: length - image.applied }, (_, i) => ofParties(image.applied + i));
      await store.append('negotiation-work', more, 'any');
      await applied(store, image);
      const looks = new Looks('kind');
      looks.at(image);
      const { log } = image.negotiation(N);
      const indexes = new ReportIndexCache();
      const read = (bound: 'reportedBy' | 'happenedBy', i: number) =>
        LensProjections.of(
          log,
          { [bound]: new Date(Date.UTC(2020, 0, 1) + i * 36e5).toISOString() },
          Date.now(),
          indexes,
        );
      const counts = (['reportedBy', 'happenedBy'] as const).map((bound) => {
        // What is carried on with the index is there after the first.
        read(bound, length - 100)?.summary();
        return looks.during(() => [700, 500, 300].forEach((i) => read(bound, length - i)?.status()));
      });
      looked.push(counts);
    }
    const [short, long] = looked as [number[], number[]];
    for (const [i, count] of long.entries()) {
      expect([i, count > 0]).toEqual([i, true]);
      expect([i, count, count < (short[i] ?? 0) * 1.1 + 100]).toEqual([i, count, true]);
    }
  });

  test('at a revision goes over what was recorded otherwise since, and takes back grades, however long the story is', async () => {
    const image = await applied(store);
    const looked: number[] = [];
    for (const length of [1_200, 4_800]) {
      const more = Array.from({ length: length - image.applied }, (_, i) => ofParties(image.applied + i));
      await store.append('negotiation-work', more, 'any');
      // Of what comes late, and is voided, a revision before it knows nothing.
      await store.append(
        'negotiation-work',
        [lateEvent(`late-${length}`, length - 600), voiding(`r${length - 550}`, length)],
        'any',
      );
      // Publisher 3 is graded anew of what it published lately.
      await store.append('sources', [regrading('Publisher 3', length)], 'any');
      await store.append('negotiation-work', eventsOf('work', length + 2, length + 4), 'any');
      await applied(store, image);
      const looks = new Looks('kind');
      looks.at(image);
      const { log } = image.negotiation(N);
      const indexes = new ReportIndexCache();
      const read = (revision: number) => LensProjections.of(log, { revision }, Date.now(), indexes)?.status();
      LensProjections.of(log, {}, Date.now(), indexes)?.status();
      // What is out of order, and who is graded otherwise, is listed once.
      read(length - 100);
      const revisions = Array.from({ length: 10 }, (_, i) => length - 90 - i * 75);
      looked.push(looks.during(() => revisions.forEach(read)) / revisions.length);
    }
    const [short = 0, long = 0] = looked;
    expect(short).toBeGreaterThan(0);
    expect([short, long, long < short * 1.1 + 100]).toEqual([short, long, true]);
  });

  test('for a page of the history reads what stands on it, and not the story again', async () => {
    await store.append('negotiation-work', eventsOf('work', 0, 600), 'none');
    const image = await applied(store);
    const dates = new Looks('reportedAt');
    const texts = new Looks('summary');
    for (const looks of [dates, texts]) looks.at(image);
    const cache = new ProjectionCache(image, new SetClock(), new StreamLoader(store, image), new ReportIndexCache());
    const handler = new ReadHistoryHandler(cache);
    const looksAtPage = async (cursor?: string): Promise<[dates: number, texts: number]> => {
      const before = [dates.count, texts.count] as const;
      const query = { direction: 'desc', limit: 20, ...(cursor === undefined ? {} : { cursor }) } as const;
      await handler.execute(new ReadHistory(N, {}, query, true));
      return [dates.count - before[0], texts.count - before[1]];
    };
    const [, first] = await looksAtPage();
    expect(first).toBeGreaterThanOrEqual(20);
    expect(first).toBeLessThan(30);
    for (const cursor of [undefined, Buffer.from('300').toString('base64url')]) {
      const [read, opened] = await looksAtPage(cursor);
      expect(read).toBeGreaterThanOrEqual(20);
      expect(read).toBeLessThan(100);
      expect(opened).toBeLessThan(30);
    }
  });

  test('for a start from a snapshot does not depend on the length of the log', async () => {
    for (const [of, length] of [
      ['short', 10],
      ['long', 3_000],
    ] as const)
      await store.append(`negotiation-${of}`, eventsOf(of, 0, length), 'none');
    const settings = { file: join(folder, 'parley.snapshot'), every: 1 };
    const whole = await applied(store);
    await new Snapshots(store, whole, new StreamLoader(store, whole), settings).onApplicationShutdown();
    const bytes = statSync(settings.file).size;
    expect(bytes).toBeLessThan(1_000);
    expect(readFileSync(settings.file, 'utf8')).not.toContain('Spokesman');

    const image = new MemoryImage();
    const loader = new StreamLoader(store, image);
    const restored = await statements.during(() => new Snapshots(store, image, loader, settings).restore());
    // The event that the snapshot ends with, and whether a recorder was erased since.
    expect(restored).toBe(2);
    expect(await statements.during(() => loader.load(negotiationId.parse('short')))).toBe(1);
    expect(await statements.during(() => loader.load(negotiationId.parse('long')))).toBe(6);
    expect(await statements.during(() => loader.load(negotiationId.parse('long')))).toBe(0);
  });

  test('to keep the memory image takes less than three times the bytes of JSON of reports as short as these', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    let json = 0;
    for (let i = 0; i < 20; i += 1) {
      const events = eventsOf(`talks-${i}`, 0, 1_000);
      for (const { data } of events) json += Buffer.byteLength(JSON.stringify(data));
      await store.append(`negotiation-talks-${i}`, events, 'none');
    }
    const before = used();
    const image = await applied(store);
    const kept = used() - before;
    expect(image.applied).toBe(20_000);
    expect(kept / json).toBeGreaterThan(0.5);
    // Real ones are twice as long, and what is kept beside the text weighs less: `npm run bench -- memory`.
    expect(kept / json).toBeLessThan(3);
  });
});
