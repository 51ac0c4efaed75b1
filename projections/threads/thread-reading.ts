/** Readings of threads that are kept with a report index, and brought up to date with it. */
import { NOW_LENS } from '../record/lens.js';
import { countedReports } from '../report-index/counted-reports.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { Derivation, DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { PublishedReports, selectionOf } from '../report-index/selection.js';
import { atOnce } from '../support/at-once.js';
import type { Once } from '../support/once.js';
import { changedReports, type ChangedReports } from './changed-reports.js';
import { SurroundingsInIndex, type CountedInIndex, type Surroundings } from './surroundings.js';
import { Threads, type ThreadRules } from './threads.js';

const isInIndex = (counted: Surroundings['counted']): counted is CountedInIndex => counted.indexAsOf !== undefined;

/** The surroundings of all that is in an index. */
class IndexSurroundings implements DerivedFromIndex {
  private constructor(
    readonly counted: CountedInIndex,
    readonly around: SurroundingsInIndex,
  ) {}

  static *building(reportIndex: ReportIndex): Generator<undefined, IndexSurroundings> {
    yield;
    return IndexSurroundings.from(reportIndex);
  }

  private static from(reportIndex: ReportIndex): IndexSurroundings {
    // No status is read from these, so the time does not matter.
    const counted = countedReports(selectionOf(reportIndex, NOW_LENS, 0, new PublishedReports(reportIndex, Infinity)));
    if (!isInIndex(counted)) throw new Error('These reports come from no index.');
    return new IndexSurroundings(counted, new SurroundingsInIndex(counted));
  }

  with(next: ReportIndex): IndexSurroundings {
    return IndexSurroundings.from(next);
  }
}

/** All that counts in an index. Its time does not matter. */
export const wholeOf = (reportIndex: ReportIndex): CountedInIndex => reportIndex.derive(IndexSurroundings).counted;

/** The threads of all that is in an index. */
class ThreadsOfIndex<E, S> implements DerivedFromIndex {
  constructor(
    readonly threads: Threads<E, S>,
    private readonly around: SurroundingsInIndex,
  ) {}

  with(next: ReportIndex, groups: readonly ReportGroup[], once: Once): ThreadsOfIndex<E, S> {
    const { around } = next.derive(IndexSurroundings);
    const changed = once(IndexSurroundings, () => changedReports(this.around, around, groups));
    return new ThreadsOfIndex(this.threads.with(changed), around);
  }
}

/** Beyond a quarter of the reports, it is quicker to read all anew. */
const isTooMuch = (changed: number, all: number): boolean => changed > 64 && changed > all / 4;

/** Reads threads by some rules: anew, or from the index in which they are kept. */
export class ThreadReading<E, S> implements Derivation<ThreadsOfIndex<E, S>> {
  constructor(private readonly rules: ThreadRules<E, S>) {}

  /** The threads of all counted reports. */
  of(around: Surroundings): Threads<E, S> {
    const { counted } = around;
    if (!isInIndex(counted)) return Threads.of(this.rules, around);
    return counted.indexAsOf.once(this, () => atOnce(this.inIndex(counted, around)));
  }

  /** The same with pauses, so that a caller can let others work in between: of reports that come from an index it is kept. */
  *reading(around: Surroundings): Generator<undefined, Threads<E, S>> {
    const { counted } = around;
    if (!isInIndex(counted)) return yield* Threads.building(this.rules, around);
    const { once } = counted.indexAsOf;
    if (once.has(this)) return this.of(around);
    const threads = yield* this.inIndex(counted, around);
    return once(this, () => threads);
  }

  /** All threads of an index. */
  *building(reportIndex: ReportIndex): Generator<undefined, ThreadsOfIndex<E, S>> {
    const { around } = reportIndex.derive(IndexSurroundings);
    return new ThreadsOfIndex(yield* Threads.building(this.rules, around), around);
  }

  private *inIndex(counted: CountedInIndex, around: Surroundings): Generator<undefined, Threads<E, S>> {
    const { indexAsOf, selection } = counted;
    if (indexAsOf.isWhole) return (yield* selection.reportIndex.deriving(this)).threads;
    const { changed } = indexAsOf.once(changesUnder, () => changesUnder(counted));
    yield;
    return changed
      ? (yield* selection.reportIndex.deriving(this)).threads.with(changed)
      : yield* Threads.building(this.rules, around);
  }
}

/** Threads that are read by these rules. */
export const threadReading = <E, S>(rules: ThreadRules<E, S>): ThreadReading<E, S> => new ThreadReading(rules);

/** What reads otherwise under a lens than in the whole index; undefined where that is too much. */
function changesUnder(counted: CountedInIndex): { readonly changed: ChangedReports | undefined } {
  const { reportIndex } = counted.selection;
  const groups = counted.indexAsOf.differingGroups();
  const all = reportIndex.blocks.reduce((sum, block) => sum + block.all.length, 0);
  if (isTooMuch(groups.size, all)) return { changed: undefined };
  const { around } = reportIndex.derive(IndexSurroundings);
  return { changed: changedReports(around, new SurroundingsInIndex(counted), groups) };
}
