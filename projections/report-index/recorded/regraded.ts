/**
 * An index under other grades of sources: those that our desk recorded later, or those that it had recorded by then. The
 * groups that are graded otherwise are read again, and all else is shared.
 */
import type { Logged } from '../../../events/event.js';
import { gradedOtherwise, gradeOf } from '../../record/grades.js';
import { withPauses } from '../../support/at-once.js';
import { stepwise } from '../../support/stepwise.js';
import { sourceDeskOf } from '../reading-log.js';
import type { ReportGroup } from '../report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index.js';

/** Groups between two pauses: each takes some thousandths of a millisecond. */
const AT_ONCE = 2_000;

/** The groups of an index by publisher, as names are compared: of every version of their reports. */
class GroupsByPublisher implements DerivedFromIndex {
  private constructor(private readonly reportIndex: ReportIndex) {}

  static *building(reportIndex: ReportIndex): Generator<undefined, GroupsByPublisher> {
    yield;
    return new GroupsByPublisher(reportIndex);
  }

  /** Grades are seldom recorded, so that this is not carried on: it is listed when it is first asked for. */
  readonly listing = stepwise(() => listingByPublisher(this.reportIndex));

  with(next: ReportIndex, groups: readonly ReportGroup[]): GroupsByPublisher {
    return groups.length === 0 ? this : new GroupsByPublisher(next);
  }
}

function* listingByPublisher(
  reportIndex: ReportIndex,
): Generator<undefined, ReadonlyMap<string, ReadonlySet<ReportGroup>>> {
  const { aliases } = reportIndex.desk;
  const byPublisher = new Map<string, Set<ReportGroup>>();
  yield* withPauses(reportIndex.groups(), AT_ONCE, (group) => {
    for (const { source } of group.versions) {
      const key = aliases.keyOf(source.publisher);
      const others = byPublisher.get(key);
      if (others) others.add(group);
      else byPublisher.set(key, new Set([group]));
    }
  });
  return byPublisher;
}

/**
 * The index under these grades, step by step; undefined where names of sources are read as others, and all is read anew.
 * @param sources the desk's source grades, in the order of recording
 */
export function* regraded(
  reportIndex: ReportIndex,
  sources: readonly Logged[],
): Generator<undefined, ReportIndex | undefined> {
  const { desk } = reportIndex;
  const { grades, aliases } = sourceDeskOf(sources);
  if (!aliases.isSame(desk.aliases)) return undefined;
  const publishers = gradedOtherwise(desk.grades, grades);
  if (publishers.length === 0) return reportIndex;
  const { listing } = yield* reportIndex.deriving(GroupsByPublisher);
  const groupsOf = yield* listing.steps();
  const isOtherwise = (group: ReportGroup, publisher: string): boolean =>
    group.versions.some(
      (report) =>
        aliases.keyOf(report.source.publisher) === publisher &&
        gradeOf(desk.grades, publisher, report) !== gradeOf(grades, publisher, report),
    );
  const groups = publishers.flatMap((publisher) =>
    [...(groupsOf.get(publisher) ?? [])].filter((group) => isOtherwise(group, publisher)),
  );
  return yield* reportIndex.regrading(grades, new Set(groups));
}
