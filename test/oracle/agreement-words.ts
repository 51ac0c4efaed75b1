/** What a party says of an agreement: yes, no, or nothing that stands. */
import { text } from './json.js';
import { hasConditions, type VoicedReport } from './voices.js';
import { proposalWithdrawn, takesBackReport, withdrawalsOf, type Known } from './withdrawals.js';

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

/** Having proposed, or accepted without conditions, what the agreement is `of`. */
function yesToOffer(report: VoicedReport, of: string | null): boolean {
  const { kind, data } = report;
  if (of === null || text(data, 'proposal') !== of) return false;
  return kind === 'proposal' || (kind === 'acceptance' && !hasConditions(report));
}

export function wordIn(report: VoicedReport, agreement: string, of: string | null): Word | null {
  if (!report.declares) return null;
  if (yesToItself(report, agreement) || yesToOffer(report, of)) return 'yes';
  return noToItself(report, agreement) ? 'no' : null;
}

const isWithdrawn = (
  word: VoicedReport,
  agreement: string,
  of: string | null,
  later: readonly VoicedReport[],
  known: Known,
): boolean =>
  withdrawalsOf(word.party, later).some(
    (withdrawal) =>
      text(withdrawal.data, 'agreement') === agreement ||
      (of !== null && proposalWithdrawn(withdrawal, known) === of) ||
      takesBackReport(withdrawal, word, known),
  );

/** The party's latest word among these reports, unless it has been withdrawn since. */
export function wordOf(
  party: string,
  agreement: string,
  of: string | null,
  reports: readonly VoicedReport[],
  known: Known,
): Word | null {
  const last = reports.findLastIndex((report) => report.party === party && wordIn(report, agreement, of) !== null);
  const report = reports[last];
  if (!report || isWithdrawn(report, agreement, of, reports.slice(last + 1), known)) return null;
  return wordIn(report, agreement, of);
}

/** Whether the party's latest ratification of it approved, and has not been withdrawn since. */
export function hasApproved(
  party: string,
  agreement: string,
  of: string | null,
  reports: readonly VoicedReport[],
  known: Known,
): boolean {
  const last = reports.findLastIndex(
    (report) =>
      report.kind === 'ratification' &&
      report.declares &&
      report.party === party &&
      text(report.data, 'agreement') === agreement,
  );
  const report = reports[last];
  if (!report || isWithdrawn(report, agreement, of, reports.slice(last + 1), known)) return false;
  return text(report.data, 'outcome') === 'approved';
}

/** Whether it says that the agreement was made. */
export const saysItWasMade = ({ kind, data }: VoicedReport, agreement: string): boolean =>
  text(data, 'agreement') === agreement &&
  ['agreement', 'confirmation', 'acceptance', 'implementation', 'ratification'].includes(kind);
