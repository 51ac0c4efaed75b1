/** Pressure: the measures outside the talks that still go on. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { PartyId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import { partiesOf } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { emptyThread, threadOver, type Thread, type ThreadFold } from '../threads/thread.js';
import { phaseRunOf, type PhaseRun } from './phase-run.js';

/** A measure that goes on. */
export interface Pressure {
  readonly party: PartyId | null;
  readonly measure: string;
  readonly against: PartyId | null;
  /** The report that began it. */
  readonly by: PlacedReport;
  /** The last date given since then at which it is to end, as written. */
  readonly until: string | null;
  /** The report that gave this date. */
  readonly untilBy: PlacedReport | undefined;
}

type PressureReport = Extract<Report, { kind: 'pressure' }>;
type PlacedPressure = PlacedReport & { readonly report: PressureReport };

const isPressure = (t: PlacedReport): t is PlacedPressure => t.report.kind === 'pressure';

const keyOf = (party: PartyId | null, measure: string): string => `${party ?? ''}\n${comparable(measure)}`;
const targetsOf = ({ to }: Report): readonly (PartyId | null)[] => (to?.length ? [...new Set(to)] : [null]);
const makersOf = (report: Report): readonly (PartyId | null)[] =>
  report.party === undefined ? [null] : partiesOf(report);

const isOver = ({ until }: Pressure, at: Instant): boolean => until !== null && latestInstant(until) < at;

/** The measures that go on after some reports, by maker, measure and target; in the order in which they began. */
type Measures = ReadonlyMap<string, Pressure>;

/** A report tells of a measure of one party against another. */
function told(measures: Measures, t: PlacedPressure, party: PartyId | null, against: PartyId | null): Measures {
  const { measure, until } = t.report;
  const key = `${keyOf(party, measure)}\n${against ?? ''}`;
  const known = measures.get(key);
  const goesOn = known && !isOver(known, t.place.at) ? known : undefined;
  if (goesOn && until === undefined) return measures;
  const next = new Map(measures);
  // A measure that begins anew is listed where it begins.
  if (!goesOn) next.delete(key);
  const given = until === undefined ? {} : { until, untilBy: t };
  const row = goesOn ?? { party, measure, against, by: t, until: null, untilBy: undefined };
  return next.set(key, { ...row, ...given });
}

/** A measure of a party ends. Without `to` it ends against all. */
function ended(measures: Measures, { measure, to }: PressureReport, party: PartyId | null): Measures {
  const isEnded = (row: Pressure) =>
    keyOf(row.party, row.measure) === keyOf(party, measure) &&
    (!to?.length || (row.against !== null && to.includes(row.against)));
  return new Map([...measures].filter(([, row]) => !isEnded(row)));
}

const MEASURES: ThreadFold<Measures> = {
  start: new Map(),
  take(measures, t) {
    if (!isPressure(t)) return measures;
    let next = measures;
    for (const party of makersOf(t.report))
      if (t.report.ends) next = ended(next, t.report, party);
      else for (const against of targetsOf(t.report)) next = told(next, t, party, against);
    return next;
  },
};

const KEY = 'kind:pressure';
const NOTHING_TOLD = emptyThread(KEY, MEASURES.start);

/** The measures of all reports of an index. */
class MeasuresInIndex implements DerivedFromIndex {
  private constructor(readonly thread: Thread<Measures>) {}

  static *building(reportIndex: ReportIndex): Generator<undefined, MeasuresInIndex> {
    yield;
    return new MeasuresInIndex(threadOver(NOTHING_TOLD, reportIndex.of(KEY), MEASURES));
  }

  with(next: ReportIndex): MeasuresInIndex {
    return new MeasuresInIndex(threadOver(this.thread, next.of(KEY), MEASURES));
  }
}

function measuresIn(counted: CountedReports): Thread<Measures> {
  const { indexAsOf } = counted;
  if (!indexAsOf) return threadOver(NOTHING_TOLD, counted.reports.filter(isPressure), MEASURES);
  return threadOver(counted.selection.reportIndex.derive(MeasuresInIndex).thread, indexAsOf.of(KEY), MEASURES);
}

/**
 * By party, measure and the party that it is against, as told by anybody.
 * @param runOf the walk over all these reports: when the talks come to be concluded, all measures end
 */
export function pressureOf(counted: CountedReports, runOf: () => PhaseRun = () => phaseRunOf(counted)): Pressure[] {
  const { reports, state } = measuresIn(counted);
  if (reports.length === 0) return [];
  // Once they are concluded, nothing moves the talks any more.
  const run = runOf();
  const conclusion = run.phase === 'concluded' ? run.latest('concluded') : undefined;
  const after = conclusion && reports.filter((t) => inOrder(t, conclusion) > 0);
  const measures = after ? threadOver(NOTHING_TOLD, after, MEASURES).state : state;
  return [...measures.values()].filter((row) => !isOver(row, counted.at));
}

/** When the first of the measures that go on ends by its date, in milliseconds since the epoch; Infinity where none does. */
export const pressureValidUntil = (counted: CountedReports, run: PhaseRun): Instant =>
  Math.min(
    Infinity,
    ...pressureOf(counted, () => run).flatMap(({ until }) => (until === null ? [] : [latestInstant(until) + 1])),
  );
