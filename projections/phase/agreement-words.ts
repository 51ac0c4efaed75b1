/** What a report does to one agreement: to the words of its parties, where it declares them, and to what is done about it. */
import type { PartyId, ProposalId, ReportId } from '../../events/ids.js';
import { acceptsOutright } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { AgreementWords, Approval, Word } from './agreement-state.js';

/**
 * Sets the word of each of the report's parties, if the report declares one.
 * @param ofItself whether the report names the agreement itself, not the offer that it is of
 */
export function setWord(a: AgreementWords, t: PlacedReport, says: Word['says'], ofItself: boolean): void {
  if (!t.declares) return;
  for (const { party } of t.parties) {
    a.words.set(party, { says, by: t });
    if (says === 'yes') a.lastYes.set(party, t);
  }
  if (says === 'no') return;
  a.someYes = true;
  if (ofItself && t.standing) a.announcedBy ??= t;
}

/** A no to the offer that the agreement is of: a no to the agreement too, by a party that has once said yes to it. */
export function rejectOffer(a: AgreementWords, t: PlacedReport): void {
  if (!t.declares) return;
  for (const { party } of t.parties) if (a.lastYes.has(party)) a.words.set(party, { says: 'no', by: t });
}

/** Sets the approval of each of the report's parties. It is a word of its own: what else they say does not end it. */
function setApproval(a: AgreementWords, t: PlacedReport, outcome: Approval['outcome']): void {
  if (t.declares) for (const { party } of t.parties) a.ratified.set(party, { outcome, by: t });
}

/** Takes back the word and the approval of each of the report's parties, if the report declares for them. */
export function withdrawWord(a: AgreementWords, t: PlacedReport): void {
  if (!t.declares) return;
  for (const { party } of t.parties) {
    a.words.delete(party);
    a.ratified.delete(party);
  }
}

/** Whether a party gave its word or its approval in a development. */
export const isSaidIn = (a: AgreementWords, party: PartyId, development: ReportId): boolean =>
  a.words.get(party)?.by.development === development || a.ratified.get(party)?.by.development === development;

/** Takes back what a party said in a development: its word, and its approval, each where it was given there. */
export function withdrawSaidIn(a: AgreementWords, party: PartyId, development: ReportId): void {
  if (a.words.get(party)?.by.development === development) a.words.delete(party);
  if (a.ratified.get(party)?.by.development === development) a.ratified.delete(party);
}

/** Takes back a party's word where it was an answer to the offer that the agreement is of. */
export function withdrawAnswer(a: AgreementWords, party: PartyId, proposal: ProposalId): void {
  const by = a.words.get(party)?.by.report;
  if ((by?.kind === 'acceptance' || by?.kind === 'rejection') && by.proposal === proposal) a.words.delete(party);
}

/** Takes a report that names the agreement. */
export function takeWord(a: AgreementWords, t: PlacedReport): void {
  const { report } = t;
  switch (report.kind) {
    case 'agreement':
    case 'confirmation':
      return setWord(a, t, 'yes', true);
    case 'acceptance':
      return acceptsOutright(report) ? setWord(a, t, 'yes', true) : undefined;
    case 'denial':
    case 'rejection':
      return setWord(a, t, 'no', true);
    case 'ratification':
      setApproval(a, t, report.outcome);
      return setWord(a, t, report.outcome === 'approved' ? 'yes' : 'no', true);
    case 'withdrawal':
      return withdrawWord(a, t);
    case 'implementation':
      a.carriedOut ||= t.standing;
      return;
    case 'violation':
      a.violated ||= t.standing;
      return;
    case 'suspension':
    case 'resumption':
    case 'breakdown':
      // These are of the whole chain: `takeHalt`.
      return;
    case 'proposal':
    case 'overture':
    case 'refusal':
    case 'demand':
    case 'concession':
    case 'stance':
    case 'endorsement':
    case 'contact':
    case 'involvement':
    case 'assessment':
    case 'pressure':
    case 'conclusion':
    case 'no-comment':
      // These kinds say nothing of an agreement.
      return;
  }
}

/** Whether it halts, resumes or ends the agreement that it names, with its chain. */
export const haltsAgreement = ({ standing, report: { kind } }: PlacedReport): boolean =>
  standing && (kind === 'suspension' || kind === 'resumption' || kind === 'breakdown');

/** Takes a report that halts, resumes or ends an agreement of the chain. */
export function takeHalt(a: AgreementWords, t: PlacedReport): void {
  const { kind } = t.report;
  if (kind === 'breakdown') a.brokenBy = t;
  else a.suspended = kind === 'suspension';
}
