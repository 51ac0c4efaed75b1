/** The reports that the `because` of a field names: where to look first for what changed it. */
import type { ReportId } from '../../events/ids.js';
import type { LensProjections } from './lens-projections.js';
import { partOf, segmentsOf, type FieldPart } from './field-values.js';
import { subjectKey } from '../record/subjects.js';

interface Because {
  readonly because: readonly ReportId[];
}

const becauseIn = (found: Because | null | undefined): readonly ReportId[] => found?.because ?? [];

function ofStatus(projections: LensProjections, [name, table, part]: readonly string[]): readonly ReportId[] {
  const status = projections.status();
  switch (name) {
    case 'phase':
    case 'contested':
    case 'reportedHalt':
    case 'reportedRestart':
    case 'agreement':
    case 'confidence':
    case 'freshness':
      return becauseIn(status[name]);
    case 'outlook':
      return [...status.outlook.because, ...status.outlook.onTheRecordBecause];
    case undefined:
      return [];
    default: {
      const at = status.tables.find(({ parties }) => parties.join(',') === table);
      return becauseIn(part === 'phase' ? at?.phase : at?.agreement);
    }
  }
}

function ofPosition(projections: LensProjections, [, party, about, held]: readonly string[]): readonly ReportId[] {
  const found = projections.positions().find((p) => p.party === party && subjectKey(p.subject) === about);
  return becauseIn(held === 'declared' ? found?.declared : found?.attributed);
}

function ofContradiction(
  projections: LensProjections,
  [, kind, about, between]: readonly string[],
): readonly ReportId[] {
  const found = projections
    .contradictions()
    .filter((c) => c.kind === kind && subjectKey(c.subject) === about)
    .filter((c) => (c.origins ?? c.parties).join(',') === between);
  return found.flatMap(becauseIn);
}

const isNamed = (value: string | null, segment: string | undefined): boolean => (value ?? '') === segment;

function ofTerms(projections: LensProjections, [, item, unit, basis, of = '']: readonly string[]): readonly ReportId[] {
  const row = projections
    .terms()
    .find((r) => r.item === item && isNamed(r.unit, unit) && isNamed(r.basis, basis) && isNamed(r.of, of));
  return row?.entries.map(({ reportId }) => reportId) ?? [];
}

function ofFulfilment(
  projections: LensProjections,
  [, agreement, item, unit, basis]: readonly string[],
): readonly ReportId[] {
  const items = projections.fulfilment().find((f) => f.agreement === agreement)?.items ?? [];
  return becauseIn(items.find((i) => i.item === item && isNamed(i.unit, unit) && isNamed(i.basis, basis)));
}

function ofOffer(projections: LensProjections, [name, id]: readonly string[]): readonly ReportId[] {
  const { proposals, demands } = projections.offers();
  if (name === 'openProposals') return becauseIn(proposals.find(({ proposal }) => proposal === id));
  return becauseIn(demands.find(({ report }) => report === id));
}

function ofPressure(projections: LensProjections, [, party, measure, against]: readonly string[]): readonly ReportId[] {
  const is = (p: { party: string | null; measure: string; against: string | null }) =>
    isNamed(p.party, party) && p.measure === measure && isNamed(p.against, against);
  return becauseIn(projections.status().pressure.find(is));
}

const BY_PART: Readonly<
  Record<FieldPart, (projections: LensProjections, segments: readonly string[]) => readonly ReportId[]>
> = {
  status: ofStatus,
  offers: ofOffer,
  pressure: ofPressure,
  claims: (projections, [, claim]) => becauseIn(projections.claims().find((c) => c.claim === claim)),
  positions: ofPosition,
  contradictions: ofContradiction,
  terms: ofTerms,
  fulfilment: ofFulfilment,
};

/**
 * Empty where there is no such field, or it rests on no report.
 * @param field as `fieldValuesOf` names it
 */
export const becauseOfField = (projections: LensProjections, field: string): readonly ReportId[] =>
  BY_PART[partOf(field)](projections, segmentsOf(field));
