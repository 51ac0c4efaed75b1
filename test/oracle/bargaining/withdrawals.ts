/** What a withdrawal takes back: the party's own earlier word, named by its subject or by the report that gave it. */
import { text } from '../json.js';
import type { Known, Placed, VoicedReport } from '../voices.js';

/** The party's declared withdrawals among these reports. */
export const withdrawalsOf = (party: string, reports: readonly VoicedReport[]): VoicedReport[] =>
  reports.filter((report) => report.kind === 'withdrawal' && report.declaresFor.includes(party));

/** An offer by a name of its own: a proposal by its slug, a demand by its development and party. */
const proposalKey = (slug: string): string => `proposal ${slug}`;
const demandKey = ({ development, party }: Placed): string => `demand ${development} ${party ?? ''}`;

/** The offer that a report puts; null where it puts none. */
export function offerPutBy(report: Placed): string | null {
  if (report.kind === 'proposal') return proposalKey(text(report.data, 'proposal') ?? '');
  return report.kind === 'demand' ? demandKey(report) : null;
}

/** The offer that a report names, as a proposal or as the report of a demand; an answer names what it answers. */
export function offerNamedBy(report: VoicedReport): string | null {
  const proposal = text(report.data, 'proposal');
  if (proposal !== null) return proposalKey(proposal);
  return report.named?.kind === 'demand' ? demandKey(report.named) : null;
}

/** The offer that `counters` or `replaces` names. */
export function offerCalled(name: string, known: Known): string {
  const report = known.get(name);
  return report?.kind === 'demand' ? demandKey(report) : proposalKey(name);
}

export const isAnswer = ({ kind }: VoicedReport): boolean => kind === 'acceptance' || kind === 'rejection';

/** The offer that it withdraws, or the answer to which it takes back: the one named, or the one that the named report put. */
export function offerWithdrawn(withdrawal: VoicedReport, party: string): string | null {
  const proposal = text(withdrawal.data, 'proposal');
  if (proposal !== null) return proposalKey(proposal);
  return withdrawal.named?.parties.includes(party) ? offerPutBy(withdrawal.named) : null;
}

const isWordOn = ({ kind, named }: VoicedReport, { development }: Placed): boolean =>
  ['confirmation', 'denial', 'acceptance', 'rejection'].includes(kind) && named?.development === development;

/**
 * Whether it names, by `report`, what the party said there. Its own report: all that it said in that development, or,
 * where the report put an offer, that offer alone. Another's: the answer to it or to the offer that it put, or the word on it.
 */
export function takesBackSaid(withdrawal: VoicedReport, party: string, said: VoicedReport): boolean {
  const { named } = withdrawal;
  if (!named) return false;
  const offer = offerPutBy(named);
  if (!named.parties.includes(party))
    return isWordOn(said, named) || (offer !== null && isAnswer(said) && offerNamedBy(said) === offer);
  return offer === null ? named.development === said.development : offerPutBy(said) === offer;
}
