/** Pressure: the measures outside the talks that still go on. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { PartyId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import { partiesOf } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
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

/** The measures that go on after some reports. */
class PressureFold {
  private rows = new Map<string, Pressure>();

  take(t: PlacedPressure): void {
    for (const party of makersOf(t.report))
      if (t.report.ends) this.end(t.report, party);
      else for (const against of targetsOf(t.report)) this.tell(t, party, against);
  }

  /** The talks are over, and with them all that was to move them. */
  conclude(): void {
    this.rows = new Map();
  }

  /** What goes on at an instant. */
  at(instant: Instant): Pressure[] {
    return [...this.rows.values()].filter((row) => !isOver(row, instant));
  }

  private tell(t: PlacedPressure, party: PartyId | null, against: PartyId | null): void {
    const { measure, until } = t.report;
    const key = `${keyOf(party, measure)}\n${against ?? ''}`;
    const known = this.rows.get(key);
    const goesOn = known && !isOver(known, t.place.at) ? known : undefined;
    const given = until === undefined ? {} : { until, untilBy: t };
    if (goesOn && until === undefined) return;
    // A measure that begins anew is listed where it begins.
    if (!goesOn) this.rows.delete(key);
    this.rows.set(key, {
      ...(goesOn ?? { party, measure, against, by: t, until: null, untilBy: undefined }),
      ...given,
    });
  }

  /** Without `to` it ends against all. */
  private end({ measure, to }: PressureReport, party: PartyId | null): void {
    const isEnded = (row: Pressure) =>
      keyOf(row.party, row.measure) === keyOf(party, measure) &&
      (!to?.length || (row.against !== null && to.includes(row.against)));
    for (const [key, row] of this.rows) if (isEnded(row)) this.rows.delete(key);
  }
}

/**
 * By party, measure and the party that it is against, as told by anybody.
 * @param runOf the walk over all these reports: when the talks come to be concluded, all measures end
 */
export function pressureOf(
  counted: CountedReports,
  runOf: () => PhaseRun = () => phaseRunOf(counted, counted.reports),
): Pressure[] {
  const told = (counted.indexAsOf?.of('kind:pressure') ?? counted.reports).filter(isPressure);
  if (told.length === 0) return [];
  const conclusions = runOf().firings.flatMap(({ rule, report }) => (rule === 'concluded' ? [report] : []));
  const fold = new PressureFold();
  for (const t of [...told, ...conclusions].toSorted(inOrder))
    if (isPressure(t)) fold.take(t);
    else fold.conclude();
  return fold.at(counted.at);
}

/** When the first of the measures that go on ends by its date, in milliseconds since the epoch; Infinity where none does. */
export const pressureValidUntil = (counted: CountedReports, run: PhaseRun): Instant =>
  Math.min(
    Infinity,
    ...pressureOf(counted, () => run).flatMap(({ until }) => (until === null ? [] : [latestInstant(until) + 1])),
  );
