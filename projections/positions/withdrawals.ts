/** What a withdrawal takes back: all that its party said of a thing, what one report of its said, or its word on another's. */
import type { AgreementId, ClaimId, ProposalId, ReportId } from '../../events/ids.js';
import { subjectFieldsOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

export interface WithdrawalTarget {
  readonly claim?: ClaimId | undefined;
  readonly proposal?: ProposalId | undefined;
  readonly agreement?: AgreementId | undefined;
  readonly development?: ReportId | undefined;
  /** The report named put an offer or a demand: only that goes, not what its development said besides. */
  readonly onlyOffer?: boolean;
  /** The report named is another's, by its development: what the party said of it goes, an answer to a demand or a word on its truth. */
  readonly onReport?: ReportId | undefined;
}

/** The development of the report that this one names; of a report that is not there, its id stands for it. */
export function developmentNamedBy({ report }: PlacedReport, { selection }: CountedReports): ReportId | undefined {
  const id = subjectFieldsOf(report).report;
  return id === undefined ? undefined : (selection.published.get(id)?.development ?? id);
}

/** A party takes back its own word. Where it names a report that put an offer of its, it takes back the offer. */
export function withdrawalTargetOf(t: PlacedReport, counted: CountedReports): WithdrawalTarget {
  const { claim, proposal, agreement, report } = subjectFieldsOf(t.report);
  if (report === undefined) return { claim, proposal, agreement };
  const target = counted.selection.published.get(report);
  if (!target || target.report.party !== t.report.party) return { onReport: developmentNamedBy(t, counted) };
  const offered = target.report.kind === 'proposal' ? target.report.proposal : undefined;
  const onlyOffer = offered !== undefined || target.report.kind === 'demand';
  return { development: target.development, proposal: offered, onlyOffer };
}

/** Whether it takes back what this report of the party's said of the report that it names. */
export const withdrawsWordOnReport = (
  t: PlacedReport,
  { onReport }: WithdrawalTarget,
  counted: CountedReports,
): boolean => onReport !== undefined && developmentNamedBy(t, counted) === onReport;

/** Whether it takes back the word that this report of the party's gave on a thing it names. */
export function withdrawsWordOf(t: PlacedReport, withdrawn: WithdrawalTarget, counted: CountedReports): boolean {
  const { development, report } = t;
  const { claim, proposal, agreement } = subjectFieldsOf(report);
  return (
    withdrawsWordOnReport(t, withdrawn, counted) ||
    (development === withdrawn.development &&
      (!withdrawn.onlyOffer || report.kind === 'proposal' || report.kind === 'demand')) ||
    (claim !== undefined && claim === withdrawn.claim) ||
    (proposal !== undefined && proposal === withdrawn.proposal) ||
    (agreement !== undefined && agreement === withdrawn.agreement)
  );
}
