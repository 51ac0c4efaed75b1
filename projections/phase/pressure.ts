/** Pressure: the steps outside the table that go on. */
import type { PartyId } from '../../events/ids.js';
import { comparable } from '../../events/text.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** A measure that goes on, with the report that began it. */
export interface Pressure {
  readonly party: PartyId | null;
  readonly measure: string;
  readonly against: PartyId | null;
  readonly by: PlacedReport;
}

const of = (p: Omit<Pressure, 'by' | 'against'>): string => `${p.party ?? ''}\n${comparable(p.measure)}`;
const against = (t: PlacedReport): readonly (PartyId | null)[] => (t.report.to?.length ? t.report.to : [null]);

/** By party, measure and whom they are against; a report that ends one without `to` ends them all. */
export function pressureOf(counted: CountedReports): Pressure[] {
  const going = new Map<string, Pressure>();
  for (const t of counted.indexAsOf?.of('kind:pressure') ?? counted.reports) {
    if (t.report.kind !== 'pressure') continue;
    const { measure, ends, to } = t.report;
    const row = { party: t.report.party ?? null, measure };
    const ended = (p: Pressure) => of(p) === of(row) && (!to?.length || (p.against !== null && to.includes(p.against)));
    if (ends) for (const [key, p] of going) if (ended(p)) going.delete(key);
    if (ends) continue;
    for (const whom of against(t)) {
      const key = `${of(row)}\n${whom ?? ''}`;
      if (!going.has(key)) going.set(key, { ...row, against: whom, by: t });
    }
  }
  return [...going.values()];
}
