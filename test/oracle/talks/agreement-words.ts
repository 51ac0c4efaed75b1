/** What a party says of an agreement: yes, no, or nothing that stands. */
import { text } from '../json.js';
import { hasConditions, type VoicedReport } from '../voices.js';
import { offerWithdrawn, takesBackSaid, withdrawalsOf } from '../bargaining/withdrawals.js';

export type Word = 'yes' | 'no';

/** A yes to the agreement itself. */
export function yesToItself(report: VoicedReport, agreement: string): boolean {
  const { kind, data } = report;
  if (text(data, 'agreement') !== agreement) return false;
  if (kind === 'acceptance') return !hasConditions(report);
  if (kind === 'ratification') return text(data, 'outcome') === 'approved';
  return kind === 'agreement' || kind === 'confirmation';
}

function noToItself({ kind, data }: VoicedReport, agreement: string): boolean {
  if (text(data, 'agreement') !== agreement) return false;
  if (kind === 'ratification') return text(data, 'outcome') === 'rejected';
  return kind === 'denial' || kind === 'rejection';
}

const isOf = ({ data }: VoicedReport, of: string | null): boolean => of !== null && text(data, 'proposal') === of;

/** Having proposed, or accepted without conditions, what the agreement is `of`. */
const yesToOffer = (report: VoicedReport, of: string | null): boolean =>
  isOf(report, of) && (report.kind === 'proposal' || (report.kind === 'acceptance' && !hasConditions(report)));

/** Whether the report declares a yes to it, by anybody. */
export const declaresYes = (report: VoicedReport, agreement: string, of: string | null): boolean =>
  report.declares && (yesToItself(report, agreement) || yesToOffer(report, of));

export const saysYes = (report: VoicedReport, party: string, agreement: string, of: string | null): boolean =>
  report.declaresFor.includes(party) && declaresYes(report, agreement, of);

const isWithdrawn = (
  word: VoicedReport,
  party: string,
  agreement: string,
  of: string | null,
  later: readonly VoicedReport[],
): boolean =>
  withdrawalsOf(party, later).some(
    (withdrawal) =>
      text(withdrawal.data, 'agreement') === agreement ||
      (of !== null && offerWithdrawn(withdrawal, party) === `proposal ${of}`) ||
      takesBackSaid(withdrawal, party, word),
  );

/** The party's latest word among these reports, unless it has been withdrawn since. */
export function wordOf(
  party: string,
  agreement: string,
  of: string | null,
  reports: readonly VoicedReport[],
): Word | null {
  const saidYes = reports.map((report) => saysYes(report, party, agreement, of));
  const said = reports.map((report, i): Word | null => {
    if (!report.declaresFor.includes(party)) return null;
    if (saidYes[i]) return 'yes';
    // After a yes, it may say no by turning down the proposal.
    const turnsDown = report.kind === 'rejection' && isOf(report, of) && saidYes.slice(0, i).includes(true);
    return noToItself(report, agreement) || turnsDown ? 'no' : null;
  });
  const last = said.findLastIndex((word) => word !== null);
  const report = reports[last];
  if (!report || isWithdrawn(report, party, agreement, of, reports.slice(last + 1))) return null;
  return said[last] ?? null;
}

/** Whether the party's latest declared ratification of it approved, and has not been taken back since. */
export function hasApproved(
  party: string,
  agreement: string,
  of: string | null,
  reports: readonly VoicedReport[],
): boolean {
  const last = reports.findLastIndex(
    (report) =>
      report.kind === 'ratification' &&
      report.declaresFor.includes(party) &&
      text(report.data, 'agreement') === agreement,
  );
  const report = reports[last];
  if (!report || isWithdrawn(report, party, agreement, of, reports.slice(last + 1))) return false;
  return text(report.data, 'outcome') === 'approved';
}

/** Whether it says that the agreement was made. */
export const saysItWasMade = ({ kind, data }: VoicedReport, agreement: string): boolean =>
  text(data, 'agreement') === agreement &&
  ['agreement', 'confirmation', 'acceptance', 'implementation', 'ratification'].includes(kind);
