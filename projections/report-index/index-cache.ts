/** The chronicles of the logs that were read lately: each is made once, and grows with its log. */
import type { Logged } from '../../events/event.js';
import { ReportIndex } from './report-index.js';
import { WeightedLru } from '../support/weighted-lru.js';

/** How many events the chronicles that are kept may hold together: about one and a half kilobytes for each. */
const ROOM = 400_000;
/** What a log weighs besides its events, so that not very many small ones are kept. */
const OWN_WEIGHT = 1_000;
/** How many states of one log are kept: the present, and as it was at two earlier revisions. */
const STATES = 3;

/** A list of events as far as it was read; it may have grown since. */
class EventPrefix {
  readonly #events: readonly Logged[];
  readonly #last: Logged | undefined;
  readonly length: number;

  constructor(events: readonly Logged[]) {
    this.#events = events;
    this.#last = events.at(-1);
    this.length = events.length;
  }

  /** Whether this is how those events begin. */
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

/** By the first event of a log: what it was at several times begins with the same. */
const recent = new WeightedLru<Logged, readonly CachedIndex[]>(ROOM);

/** Beyond so many events, or so large a part of the log, all is read anew rather than event by event. */
const isFar = (more: number, all: number): boolean => more > 64 && more > all / 16;

function continued(
  { negotiation: read, reportIndex }: CachedIndex,
  negotiation: readonly Logged[],
): ReportIndex | undefined {
  if (isFar(negotiation.length - read.length, negotiation.length)) return undefined;
  let now = reportIndex ?? undefined;
  for (let i = read.length; i < negotiation.length && now; i += 1) now = now.with(negotiation[i] as Logged);
  return now;
}

/** The chronicle of these events; null where they do not open a negotiation. */
export function reportIndexOf(negotiation: readonly Logged[], sources: readonly Logged[]): ReportIndex | null {
  const [first] = negotiation;
  if (!first) return null;
  const known = recent.get(first) ?? [];
  const before = known
    .filter((state) => state.sources.length === sources.length && state.sources.begins(sources))
    .filter((state) => state.negotiation.begins(negotiation))
    .toSorted((a, b) => b.negotiation.length - a.negotiation.length)[0];
  if (before && before.negotiation.length === negotiation.length) return before.reportIndex;
  const reportIndex = (before && continued(before, negotiation)) ?? ReportIndex.of(negotiation, sources);
  const state = { negotiation: new EventPrefix(negotiation), sources: new EventPrefix(sources), reportIndex };
  const states = [state, ...known.filter((other) => other !== before)].slice(0, STATES);
  const weight = states.reduce((sum, { negotiation: { length } }) => sum + length, OWN_WEIGHT);
  recent.set(first, states, weight);
  return reportIndex;
}
