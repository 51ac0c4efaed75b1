/** The reports that a field of a reading rests on, as the answers name them: where to look first for what changed it. */
import type { ReportId } from '../../events/ids.js';
import type { LensProjections } from './lens-projections.js';
import { partOf, segmentsOf, type FieldPart } from './field-values.js';
import { subjectKey } from '../record/subjects.js';

interface Because {
  readonly because: readonly ReportId[];
}

const of = (found: Because | null | undefined): readonly ReportId[] => found?.because ?? [];

function ofStatus(reading: LensProjections, [name, table, part]: readonly string[]): readonly ReportId[] {
  const status = reading.status();
  switch (name) {
    case 'phase':
    case 'contested':
    case 'reportedHalt':
    case 'agreement':
    case 'confidence':
    case 'freshness':
      return of(status[name]);
    case 'outlook':
      return [...status.outlook.because, ...status.outlook.onTheRecordBecause];
    case undefined:
      return [];
    default: {
      const at = status.tables.find(({ parties }) => parties.join(',') === table);
      return of(part === 'phase' ? at?.phase : at?.agreement);
    }
  }
}

function ofPosition(reading: LensProjections, [, party, about, held]: readonly string[]): readonly ReportId[] {
  const found = reading.positions().find((p) => p.party === party && subjectKey(p.subject) === about);
  return of(held === 'declared' ? found?.declared : found?.attributed);
}

function ofContradiction(reading: LensProjections, [, kind, about, between]: readonly string[]): readonly ReportId[] {
  const found = reading
    .contradictions()
    .filter((c) => c.kind === kind && subjectKey(c.subject) === about)
    .filter((c) => (c.origins ?? c.parties).join(',') === between);
  return found.flatMap(of);
}

const isNamed = (value: string | null, segment: string | undefined): boolean => (value ?? '') === segment;

function ofTerms(reading: LensProjections, [, item, unit, basis]: readonly string[]): readonly ReportId[] {
  const row = reading.terms().find((r) => r.item === item && isNamed(r.unit, unit) && isNamed(r.basis, basis));
  return row?.entries.map(({ reportId }) => reportId) ?? [];
}

function ofFulfilment(
  reading: LensProjections,
  [, agreement, item, unit, basis]: readonly string[],
): readonly ReportId[] {
  const items = reading.fulfilment().find((f) => f.agreement === agreement)?.items ?? [];
  return of(items.find((i) => i.item === item && isNamed(i.unit, unit) && isNamed(i.basis, basis)));
}

function ofOffer(reading: LensProjections, [name, id]: readonly string[]): readonly ReportId[] {
  const { proposals, demands } = reading.offers();
  if (name === 'openProposals') return of(proposals.find(({ proposal }) => proposal === id));
  return of(demands.find(({ report }) => report === id));
}

function ofPressure(reading: LensProjections, [, party, measure, against]: readonly string[]): readonly ReportId[] {
  const is = (p: { party: string | null; measure: string; against: string | null }) =>
    isNamed(p.party, party) && p.measure === measure && isNamed(p.against, against);
  return of(reading.status().pressure.find(is));
}

const BY_PART: Readonly<
  Record<FieldPart, (reading: LensProjections, segments: readonly string[]) => readonly ReportId[]>
> = {
  status: ofStatus,
  offers: ofOffer,
  pressure: ofPressure,
  claims: (reading, [, claim]) => of(reading.claims().find((c) => c.claim === claim)),
  positions: ofPosition,
  contradictions: ofContradiction,
  terms: ofTerms,
  fulfilment: ofFulfilment,
};

/** Empty where the reading has no such field, or it rests on no report. */
export const becauseOfField = (reading: LensProjections, field: string): readonly ReportId[] =>
  BY_PART[partOf(field)](reading, segmentsOf(field));
