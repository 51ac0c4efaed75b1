/**
 * Withdrawals: a party takes back what it said of a subject, what one report of its own said, or its word on another's
 * report.
 */
import type { AgreementId, ClaimId, ProposalId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';
import { partiesOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PublishedById } from '../report-index/selection.js';

/** Where the report is found that a withdrawal names. */
export interface InRecord {
  readonly selection: { readonly published: Pick<PublishedById, 'get'> };
}

/** What a withdrawal takes back. */
export interface WithdrawalTarget {
  readonly claim?: ClaimId | undefined;
  readonly proposal?: ProposalId | undefined;
  readonly agreement?: AgreementId | undefined;
  /** The development of the party's own report that it names. */
  readonly development?: ReportId | undefined;
  /** That report put an offer or a demand: only this is taken back, not what the development said besides. */
  readonly onlyOffer?: boolean;
  /** The development of another's report that it names: the party's answer to it, or word on it, is taken back. */
  readonly onReport?: ReportId | undefined;
  /** The offer that this other report put: the party's answer to it is taken back as well. */
  readonly answersTo?: ProposalId | undefined;
}

/** The development of the report that this one names; the id that it names, where there is no such report. */
export function developmentNamedBy({ subjects }: PlacedReport, { selection }: InRecord): ReportId | undefined {
  const id = subjects.report;
  return id === undefined ? undefined : (selection.published.get(id)?.development ?? id);
}

/** A joint report as one of each of its parties: what they take back together, each takes back for itself. */
export const ofEachParty = (t: PlacedReport): readonly PlacedReport[] =>
  t.parties.length > 1 ? t.parties.map((party) => ({ ...t, parties: [party] })) : [t];

/**
 * What a report takes back, if it is a withdrawal. One that names an own report that put an offer takes back the offer.
 * @param t the withdrawal of one party, as `ofEachParty` gives it
 */
export function withdrawalTargetOf(t: PlacedReport, counted: InRecord): WithdrawalTarget {
  const { claim, proposal, agreement, report } = t.subjects;
  if (report === undefined) return { claim, proposal, agreement };
  const target = counted.selection.published.get(report);
  const offered = target?.report.kind === 'proposal' ? target.report.proposal : undefined;
  if (!target || !t.parties.some(({ party }) => partiesOf(target.report).includes(party)))
    return { onReport: developmentNamedBy(t, counted), answersTo: offered };
  const onlyOffer = offered !== undefined || target.report.kind === 'demand';
  return { development: target.development, proposal: offered, onlyOffer };
}

const ACTS_ONLY_OF_TALKS: ReadonlySet<Kind> = new Set<Kind>([
  'contact',
  'involvement',
  'implementation',
  'suspension',
  'resumption',
  'assessment',
]);

/** Whether it reports an act which says that the talks go on, and nothing else: with the report goes that word too. */
export const isActOnlyOfTalks = ({ kind }: Report): boolean => ACTS_ONLY_OF_TALKS.has(kind);

const ANSWERS: ReadonlySet<string> = new Set(['acceptance', 'rejection']);

/** Whether a withdrawal takes back what this report of its party says of another's report, or of the offer it put. */
export function withdrawsWordOnReport(
  t: PlacedReport,
  { onReport, answersTo }: WithdrawalTarget,
  counted: InRecord,
): boolean {
  if (onReport === undefined) return false;
  if (developmentNamedBy(t, counted) === onReport) return true;
  return answersTo !== undefined && ANSWERS.has(t.report.kind) && t.subjects.proposal === answersTo;
}

/** Whether a withdrawal takes back the word that this report of its party gives on what it names. */
export function withdrawsWordOf(t: PlacedReport, withdrawn: WithdrawalTarget, counted: InRecord): boolean {
  const { development, report } = t;
  const { claim, proposal, agreement } = t.subjects;
  return (
    withdrawsWordOnReport(t, withdrawn, counted) ||
    (development === withdrawn.development &&
      (!withdrawn.onlyOffer || (withdrawn.proposal === undefined && report.kind === 'demand'))) ||
    (claim !== undefined && claim === withdrawn.claim) ||
    (proposal !== undefined && proposal === withdrawn.proposal) ||
    (agreement !== undefined && agreement === withdrawn.agreement)
  );
}
