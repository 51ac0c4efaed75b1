/**
 * What changes have reached of a negotiation: its log without the reports that stand as they were recorded. Whether a report
 * counts, and how it reads, depends on its own changes, on the reports that are tied to it, and on what our desk recorded
 * of parties, subjects and sources: all of these are here. So the projections say of a few hundredths of a story what
 * they say of the whole, and a search neither loads it nor puts it in order.
 */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Database } from 'better-sqlite3';
import { streamOf } from '../../../events/envelope.js';
import type { Logged } from '../../../events/event.js';
import { loggedWithoutSpeakers } from '../../../events/erasure/speakers.js';
import type { NegotiationId } from '../../../events/ids.js';
import { NOW_LENS } from '../../../projections/record/lens.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { preparing, type Log } from '../../../projections/report-index/selection.js';
import { WeightedLru } from '../../../projections/support/weighted-lru.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { StreamImage } from '../../projector/stream-image.js';
import { currentCall, type Sight } from '../../queries/pacing/call.js';
import { runYielding } from '../../queries/pacing/run-yielding.js';
import { EventStore } from '../../store/event-store.js';
import { SearchIndex } from '../search-index.js';

/** A record at one moment. */
export interface ChangedRecord {
  /** As `MemoryImage.versionOf` has it. */
  readonly version: string;
  readonly log: Log;
}

/** So many events are kept of all negotiations together; those of the last one in any case. */
const ROOM = 100_000;
/** Runs that are read from the log before other work gets its turn: each takes a tenth of a millisecond. */
const AT_ONCE = 100;

/** Revisions that follow each other, as the first of them and how many there are. */
type Run = readonly [from: number, length: number];

function runsOf(revisions: readonly number[]): Run[] {
  const runs: [number, number][] = [];
  for (const revision of revisions) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === revision && last[1] < 500) last[1] += 1;
    else runs.push([revision, 1]);
  }
  return runs;
}

/** The revisions of the events that such a record has, in order. */
const revisionsIn = (db: Database, negotiation: NegotiationId): number[] =>
  db
    .prepare<[string, string], number>(
      `SELECT revision FROM other_events WHERE negotiation = ?
       UNION SELECT revision FROM reports WHERE negotiation = ? AND (touched & 3) <> 0 ORDER BY 1`,
    )
    .pluck()
    .all(negotiation, negotiation);

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** Those of a list of events, in order, that have these revisions. What could not be read is not among them. */
function eventsAt(events: readonly Logged[], revisions: readonly number[]): Logged[] {
  const found: Logged[] = [];
  let at = 0;
  for (const revision of revisions) {
    while (at < events.length && (events[at] as Logged).revision < revision) at += 1;
    const event = events[at];
    if (event?.revision === revision) found.push(event);
  }
  return found;
}

interface Kept extends ChangedRecord {
  readonly revisions: readonly number[];
}

@Injectable()
export class ChangedRecords implements OnApplicationShutdown {
  /** Of these records alone. */
  readonly indexes = new ReportIndexCache();
  readonly #kept = new WeightedLru<string, Kept>(ROOM);
  readonly #making = new Map<string, Promise<ChangedRecord>>();
  readonly #ending = new AbortController();

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly index: SearchIndex,
  ) {}

  onApplicationShutdown(): void {
    this.#ending.abort();
  }

  /**
   * That of a negotiation, put in order: made once for all who ask for it, and made to its end whoever goes meanwhile. Empty
   * where nothing was ever recorded. Rejects with a `StoreFailure` where the store cannot be read.
   */
  async of(id: NegotiationId, sight: Sight): Promise<ChangedRecord> {
    const key = `${sight} ${id}`;
    const kept = this.#kept.get(key);
    if (kept?.version === this.image.versionOf(id)) return kept;
    const making =
      this.#making.get(key) ??
      currentCall
        .run({ caller: '', isLimited: false, signal: this.#ending.signal, sight }, () => this.#make(key, id, sight))
        .finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  /** The last event up to a revision that can be read. */
  async eventUpTo(id: NegotiationId, sight: Sight, revision: number): Promise<Logged | undefined> {
    if (this.image.isLoaded(streamOf(id))) {
      const { negotiation } = this.image.negotiation(id, sight).log;
      return negotiation.findLast((logged) => logged.revision <= revision);
    }
    for (let from = revision; from >= 0; from -= 1) {
      const events = await this.#read(id, [[from, 1]]);
      if (events[0]) return seen(events[0], sight);
    }
    return undefined;
  }

  async #make(key: string, id: NegotiationId, sight: Sight): Promise<ChangedRecord> {
    const version = this.image.versionOf(id);
    const before = this.#kept.get(key);
    const revisions = await this.index.search((db) => revisionsIn(db, id), Infinity);
    const isAsBefore =
      before && reasonsOf(before.version) === reasonsOf(version) && isSame(before.revisions, revisions);
    const log = isAsBefore
      ? before.log
      : { negotiation: await this.#events(id, sight, revisions), sources: this.image.sources };
    const made = { version, revisions, log };
    await runYielding(preparing(log, NOW_LENS, this.indexes));
    this.#kept.set(key, made, revisions.length + 100);
    return made;
  }

  async #events(id: NegotiationId, sight: Sight, revisions: readonly number[]): Promise<readonly Logged[]> {
    if (this.image.isLoaded(streamOf(id)))
      return eventsAt(this.image.negotiation(id, sight).log.negotiation, revisions);
    const events = await this.#read(id, runsOf(revisions));
    return events.map((logged) => seen(logged, sight));
  }

  /** What can be read of them: texts that were erased since are not there. */
  async #read(id: NegotiationId, runs: readonly Run[]): Promise<readonly Logged[]> {
    const stream = streamOf(id);
    const image = new StreamImage();
    for (let at = 0; at < runs.length; at += AT_ONCE) {
      const read = await Promise.all(
        runs.slice(at, at + AT_ONCE).map(([from, limit]) => this.store.readStream(stream, { from, limit })),
      );
      for (const event of read.flat()) image.apply(event);
      await yieldToEventLoop();
    }
    return image.events;
  }
}

const seen = (logged: Logged, sight: Sight): Logged => (sight === 'whole' ? logged : loggedWithoutSpeakers(logged));

/** Of a version, what does not go by what was recorded: what cannot be read any more, and whose names were taken out. */
const reasonsOf = (version: string): string => version.split('-').slice(2).join('-');
