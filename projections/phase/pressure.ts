/** Pressure: the measures outside the talks that still go on. */
import type { PartyId } from '../../events/ids.js';
import { comparable } from '../../events/text.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** A measure that goes on. */
export interface Pressure {
  readonly party: PartyId | null;
  readonly measure: string;
  readonly against: PartyId | null;
  /** The report that began it. */
  readonly by: PlacedReport;
}

const keyOf = (p: Omit<Pressure, 'by' | 'against'>): string => `${p.party ?? ''}\n${comparable(p.measure)}`;
const targetsOf = (t: PlacedReport): readonly (PartyId | null)[] => (t.report.to?.length ? t.report.to : [null]);

/**
 * By party, measure and the party that it is against. A report that `ends` a measure without `to` ends it against all.
 */
export function pressureOf(counted: CountedReports): Pressure[] {
  const current = new Map<string, Pressure>();
  for (const t of counted.indexAsOf?.of('kind:pressure') ?? counted.reports) {
    if (t.report.kind !== 'pressure') continue;
    const { measure, ends, to } = t.report;
    const row = { party: t.report.party ?? null, measure };
    const ended = (p: Pressure) =>
      keyOf(p) === keyOf(row) && (!to?.length || (p.against !== null && to.includes(p.against)));
    if (ends) for (const [key, p] of current) if (ended(p)) current.delete(key);
    if (ends) continue;
    for (const target of targetsOf(t)) {
      const key = `${keyOf(row)}\n${target ?? ''}`;
      if (!current.has(key)) current.set(key, { ...row, against: target, by: t });
    }
  }
  return [...current.values()];
}
