/** All threads of one sort: what is said of each subject, read by the same rules. */
import type { PlacedReport } from '../record/placed-report.js';
import { atOnce, withPauses } from '../support/at-once.js';
import { PersistentMap } from '../support/persistent-map.js';
import type { ChangedReports } from './changed-reports.js';
import type { Surroundings } from './surroundings.js';
import { changedThread, emptyThread, GrowingThread, type Thread } from './thread.js';

/** What a report says in one thread. */
export type Entry<E> = readonly [thread: string, entry: E];

/** How threads are read. */
export interface ThreadRules<E, S> {
  /** What a report says, in which threads. */
  entriesOf(t: PlacedReport, around: Surroundings): readonly Entry<E>[];
  /** The state before the first report. */
  readonly start: S;
  /** The state after one more entry. */
  take(state: S, entry: E): S;
}

function taking<E, S>(rules: ThreadRules<E, S>, key: string, state: S, entries: readonly Entry<E>[]): S {
  let next = state;
  for (const [thread, entry] of entries) if (thread === key) next = rules.take(next, entry);
  return next;
}

/** Reports between two pauses: each takes some hundredths of a millisecond. */
const AT_ONCE = 200;

const NONE: ReadonlySet<PlacedReport> = new Set();

/** The threads of all reports. They never change; other reports make others, which share nearly all of them. */
export class Threads<E, S> {
  private constructor(
    private readonly rules: ThreadRules<E, S>,
    private readonly byKey: PersistentMap<string, Thread<S>>,
  ) {}

  /** The threads of all counted reports. */
  static of<E, S>(rules: ThreadRules<E, S>, around: Surroundings): Threads<E, S> {
    return atOnce(Threads.building(rules, around));
  }

  /** The same step by step, so that a caller can let others work in between. */
  static *building<E, S>(rules: ThreadRules<E, S>, around: Surroundings): Generator<undefined, Threads<E, S>> {
    const growing = new Map<string, GrowingThread<S>>();
    yield* withPauses(around.counted.reports, AT_ONCE, (t) => {
      const entries = rules.entriesOf(t, around);
      for (const key of new Set(entries.map(([thread]) => thread))) {
        const thread = growing.get(key) ?? new GrowingThread(key, rules.start);
        growing.set(key, thread);
        thread.add(t, (state) => taking(rules, key, state, entries));
      }
    });
    return new Threads(rules, PersistentMap.of(growing));
  }

  get(key: string): Thread<S> | undefined {
    return this.byKey.get(key);
  }

  /** In no order. */
  values(): readonly Thread<S>[] {
    return this.byKey.values();
  }

  /** The states of all threads, in no order. */
  states(): S[] {
    return this.values().map(({ state }) => state);
  }

  /** The threads in which two versions differ; undefined where they are no versions of one. */
  differencesTo(other: Threads<E, S>): [here: Thread<S> | undefined, there: Thread<S> | undefined][] | undefined {
    return this.byKey.differencesTo(other.byKey);
  }

  /** The threads after some reports have changed. */
  with({ before, removed, after, added }: ChangedReports): Threads<E, S> {
    const [gone, come] = [this.threadsOf(removed, before), this.threadsOf(added, after)];
    const { rules } = this;
    let { byKey } = this;
    for (const key of new Set([...gone.keys(), ...come.keys()])) {
      const known = byKey.get(key) ?? emptyThread(key, rules.start);
      const take = (state: S, t: PlacedReport) => taking(rules, key, state, rules.entriesOf(t, after));
      byKey = byKey.with(
        key,
        changedThread(known, gone.get(key) ?? NONE, come.get(key) ?? NONE, { start: rules.start, take }),
      );
    }
    return new Threads(rules, byKey);
  }

  private threadsOf(reports: Iterable<PlacedReport>, around: Surroundings): Map<string, Set<PlacedReport>> {
    const found = new Map<string, Set<PlacedReport>>();
    for (const t of reports)
      for (const [key] of this.rules.entriesOf(t, around)) found.set(key, (found.get(key) ?? new Set()).add(t));
    return found;
  }
}
