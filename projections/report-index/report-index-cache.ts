/** A cache of report indexes: each log is indexed once, and its index grows with the log. */
import type { Logged } from '../../events/event.js';
import { atOnce } from '../support/at-once.js';
import { WeightedLru } from '../support/weighted-lru.js';
import { DEFAULT_INDEX_LIMITS, type IndexLimits } from './build-index.js';
import { regraded } from './recorded/regraded.js';
import { ReportIndex } from './report-index.js';

/** How many events the cached indexes may hold together. An index takes about one and a half kilobytes for each. */
const DEFAULT_CAPACITY = 400_000;
/** What a log weighs besides its events, so that the number of small logs is bounded too. */
const WEIGHT_OF_A_LOG = 1_000;
/** How many versions of one log are kept: the present one, and two of earlier revisions. */
const VERSIONS_PER_LOG = 3;

/** The events of a list as it was when it was indexed; the list may have grown since. */
class EventPrefix {
  readonly #events: readonly Logged[];
  readonly #last: Logged | undefined;
  readonly length: number;

  constructor(events: readonly Logged[]) {
    this.#events = events;
    this.#last = events.at(-1);
    this.length = events.length;
  }

  /** Whether `events` begins with these. */
  begins(events: readonly Logged[]): boolean {
    if (events.length < this.length || events[this.length - 1] !== this.#last) return false;
    if (events === this.#events) return true;
    for (let i = 0; i < this.length; i += 1) if (events[i] !== this.#events[i]) return false;
    return true;
  }
}

interface CachedIndex {
  readonly negotiation: EventPrefix;
  readonly sources: EventPrefix;
  readonly reportIndex: ReportIndex | null;
}

/** The first of those with most events. */
const longest = (versions: readonly CachedIndex[]): CachedIndex | undefined =>
  versions.toSorted((a, b) => b.negotiation.length - a.negotiation.length)[0];

/** Beyond 64 new events, or a sixteenth of the log, it is quicker to build the index anew. */
const isTooFar = (added: number, all: number): boolean => added > 64 && added > all / 16;

/**
 * The index with the events that came after it, up to a length, and under these grades of sources; undefined where it must
 * be built anew.
 */
function* continuing(
  { negotiation: indexed, sources: known, reportIndex }: CachedIndex,
  negotiation: readonly Logged[],
  length: number,
  sources: readonly Logged[],
): Generator<undefined, ReportIndex | undefined> {
  if (isTooFar(length - indexed.length, length)) return undefined;
  const isGraded = known.length === sources.length && known.begins(sources);
  let next = reportIndex ? (isGraded ? reportIndex : yield* regraded(reportIndex, sources)) : undefined;
  for (let i = indexed.length; i < length && next; i += 1) {
    next = yield* next.adding(negotiation[i] as Logged);
    yield;
  }
  return next;
}

/**
 * An LRU cache of report indexes, bounded by the number of events in them. One process holds one and passes it to
 * whatever reads a log; a caller without one builds its indexes anew.
 */
export class ReportIndexCache {
  /** By the first event of a log: all versions of a log begin with the same one. */
  readonly #recent: WeightedLru<Logged, readonly CachedIndex[]>;

  /** @param capacity how many events the cached indexes may hold together */
  constructor(
    private readonly limits: IndexLimits = DEFAULT_INDEX_LIMITS,
    capacity = DEFAULT_CAPACITY,
  ) {
    this.#recent = new WeightedLru(capacity);
  }

  /**
   * The index of these events; null where they do not open a negotiation.
   * @param negotiation the events of its stream, in the order of recording
   * @param sources the desk's source grades, in the order of recording
   */
  indexOf(negotiation: readonly Logged[], sources: readonly Logged[]): ReportIndex | null {
    return atOnce(this.indexing(negotiation, sources));
  }

  /** Whether `indexOf` has little to do: the index is here, or one of an event or two before. */
  knows(negotiation: readonly Logged[], sources: readonly Logged[]): boolean {
    const [first] = negotiation;
    const known = first && this.#nearest(this.#recent.get(first) ?? [], negotiation, sources);
    return first === undefined || (known !== undefined && negotiation.length - known.negotiation.length <= 4);
  }

  /**
   * Another cache that begins with what is known here of a log. What is only tried out is read with it: here it would
   * take the place of the index that the next event continues.
   */
  aside([first]: readonly Logged[]): ReportIndexCache {
    const other = new ReportIndexCache(this.limits, Infinity);
    const known = first && this.#recent.get(first);
    if (known) other.#recent.set(first, known, 0);
    return other;
  }

  /** The same step by step: a caller can let others work in between. Both lists may grow meanwhile. */
  *indexing(negotiation: readonly Logged[], sources: readonly Logged[]): Generator<undefined, ReportIndex | null> {
    const [first] = negotiation;
    if (!first) return null;
    const known = this.#recent.get(first) ?? [];
    const same = this.#nearest(known, negotiation, sources);
    if (same && same.negotiation.length === negotiation.length) return same.reportIndex;
    const before = same ?? longest(known.filter((cached) => cached.negotiation.begins(negotiation)));
    const added = { negotiation: new EventPrefix(negotiation), sources: new EventPrefix(sources) };
    const { length } = negotiation;
    const grades = sources.slice();
    const continued = before && (yield* continuing(before, negotiation, length, grades));
    const reportIndex = continued ?? (yield* ReportIndex.building(negotiation.slice(0, length), grades, this.limits));
    this.#keep(first, { ...added, reportIndex }, before);
    return reportIndex;
  }

  /** The longest of these that the events begin with. */
  #nearest(known: readonly CachedIndex[], negotiation: readonly Logged[], sources: readonly Logged[]) {
    return longest(
      known
        .filter((cached) => cached.sources.length === sources.length && cached.sources.begins(sources))
        .filter((cached) => cached.negotiation.begins(negotiation)),
    );
  }

  #keep(first: Logged, added: CachedIndex, before: CachedIndex | undefined): void {
    const all = this.#recent.get(first) ?? [];
    // Of grades that were recorded later the record goes back and forth; what is recorded next continues the newest.
    const isEarlier = before !== undefined && added.sources.length < before.sources.length;
    const others = all.filter((other) => other !== before);
    const versions = (isEarlier ? [before, added, ...others] : [added, ...others]).slice(0, VERSIONS_PER_LOG);
    const weight = versions.reduce((sum, { negotiation: { length } }) => sum + length, WEIGHT_OF_A_LOG);
    this.#recent.set(first, versions, weight);
  }
}
