/** What a party says of an agreement: yes, no, or nothing that stands. */
import { text } from './json.js';
import { hasConditions, type Told } from './voices.js';
import { proposalWithdrawn, takesBackReport, withdrawalsOf, type Known } from './withdrawals.js';

export type Word = 'yes' | 'no';

/** A yes to the agreement itself. */
export function yesToItself(told: Told, agreement: string): boolean {
  const { kind, data } = told;
  if (text(data, 'agreement') !== agreement) return false;
  if (kind === 'acceptance') return !hasConditions(told);
  if (kind === 'ratification') return text(data, 'outcome') === 'approved';
  return kind === 'agreement' || kind === 'confirmation';
}

function noToItself({ kind, data }: Told, agreement: string): boolean {
  if (text(data, 'agreement') !== agreement) return false;
  if (kind === 'ratification') return text(data, 'outcome') === 'rejected';
  return kind === 'denial' || kind === 'rejection';
}

/** Having proposed, or accepted without conditions, what the agreement is `of`. */
function yesToOffer(told: Told, of: string | null): boolean {
  const { kind, data } = told;
  if (of === null || text(data, 'proposal') !== of) return false;
  return kind === 'proposal' || (kind === 'acceptance' && !hasConditions(told));
}

export function wordIn(told: Told, agreement: string, of: string | null): Word | null {
  if (!told.declares) return null;
  if (yesToItself(told, agreement) || yesToOffer(told, of)) return 'yes';
  return noToItself(told, agreement) ? 'no' : null;
}

const isWithdrawn = (word: Told, agreement: string, of: string | null, later: readonly Told[], known: Known): boolean =>
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
  reports: readonly Told[],
  known: Known,
): Word | null {
  const last = reports.findLastIndex((told) => told.party === party && wordIn(told, agreement, of) !== null);
  const told = reports[last];
  if (!told || isWithdrawn(told, agreement, of, reports.slice(last + 1), known)) return null;
  return wordIn(told, agreement, of);
}

/** Whether the party's latest ratification of it approved, and has not been withdrawn since. */
export function hasApproved(
  party: string,
  agreement: string,
  of: string | null,
  reports: readonly Told[],
  known: Known,
): boolean {
  const last = reports.findLastIndex(
    (told) =>
      told.kind === 'ratification' &&
      told.declares &&
      told.party === party &&
      text(told.data, 'agreement') === agreement,
  );
  const told = reports[last];
  if (!told || isWithdrawn(told, agreement, of, reports.slice(last + 1), known)) return false;
  return text(told.data, 'outcome') === 'approved';
}

/** Whether it says that the agreement was made. */
export const saysItWasMade = ({ kind, data }: Told, agreement: string): boolean =>
  text(data, 'agreement') === agreement &&
  ['agreement', 'confirmation', 'acceptance', 'implementation', 'ratification'].includes(kind);
