/** Reports that put an offer: who makes it, and on which issues. */
import type { IssueId, PartyId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { partiesOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';

/** A report that puts a proposal or a demand. */
export type PutOffer<K extends 'proposal' | 'demand'> = PlacedReport & {
  readonly report: Extract<Report, { kind: K }>;
};

/** Whether a report puts a proposal or a demand. */
export const puts = <K extends 'proposal' | 'demand'>(t: PlacedReport, kind: K): t is PutOffer<K> =>
  t.report.kind === kind;

/** Who makes the offer that these reports put: the parties of the first declared one, else of the first that has a party. */
export function proposersOf(put: readonly PlacedReport[]): readonly PartyId[] {
  const maker = put.find((t) => t.declares) ?? put.find((t) => t.parties.length > 0);
  return maker ? partiesOf(maker.report) : [];
}

type Described = { readonly issues?: readonly IssueId[] };

/** Each issue that reports give, with the first that gives it. */
export function issuesGivenBy(reports: readonly PlacedReport[]): ReadonlyMap<IssueId, PlacedReport> {
  const issues = new Map<IssueId, PlacedReport>();
  for (const t of reports)
    for (const issue of (t.report as Described).issues ?? []) if (!issues.has(issue)) issues.set(issue, t);
  return issues;
}

/** Of the reports of one development, those that put the demand of a party. */
export const demandsOf = (tied: readonly PlacedReport[], party: PartyId | undefined): readonly PutOffer<'demand'>[] =>
  tied.filter((t) => puts(t, 'demand')).filter((t) => t.report.party === party);
