/** What has happened since the start of the talks or their latest collapse, as the rules of the phase ask for it. */
import type { PartyId } from '../../events/ids.js';
import { affirmsTalks, deniesTalks, saysReady, type ReportsById } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import { isSameSet, withAll } from '../support/sets.js';
import { isSameState } from '../threads/same-state.js';
import type { Phase } from './phases.js';

/** Only declared words of parties that are heard here count, but for an offer, of which anybody may tell. */
export interface SinceCollapse {
  readonly offerTabled: boolean;
  /** A third party with standing has affirmed the talks. */
  readonly thirdParty: boolean;
  /** The principals that have affirmed the talks. */
  readonly principals: ReadonlySet<PartyId>;
  /** The principals that have said that they are ready to talk. */
  readonly ready: ReadonlySet<PartyId>;
  /** The principals that have denied the talks. */
  readonly denying: ReadonlySet<PartyId>;
  /** The parties whose breakdown was the collapse. */
  readonly collapsers: readonly PartyId[];
}

/** Nothing yet. @param collapsers the parties whose breakdown was the collapse; none at the start */
export const newSinceCollapse = (collapsers: readonly PartyId[] = []): SinceCollapse => ({
  offerTabled: false,
  thirdParty: false,
  principals: new Set(),
  ready: new Set(),
  denying: new Set(),
  collapsers,
});

/** Whether both say the same of the same parties. */
export const isSameSince = (a: SinceCollapse, b: SinceCollapse): boolean =>
  a === b ||
  (a.offerTabled === b.offerTabled &&
    a.thirdParty === b.thirdParty &&
    isSameSet(a.principals, b.principals) &&
    isSameSet(a.ready, b.ready) &&
    isSameSet(a.denying, b.denying) &&
    isSameState(a.collapsers, b.collapsers));

/** In these phases there are no talks: what is asked is a condition for them, and no offer. */
const WITHOUT_TALKS: ReadonlySet<Phase> = new Set<Phase>(['unreported', 'rumoured', 'collapsed']);

const NOBODY: readonly PartyId[] = [];

/** The parties for which a report declares, and that are heard. */
export const heardIn = ({ parties, standing }: PlacedReport): readonly PartyId[] =>
  standing ? parties.filter((one) => one.standing).map(({ party }) => party) : NOBODY;

/** Whether the talks are engaged: a third party, or two principals, have affirmed them. */
export const areEngaged = ({ thirdParty, principals }: SinceCollapse): boolean => thirdParty || principals.size >= 2;

/** Whether every principal and a third party have affirmed the talks already. */
const isAffirmedByAll = (
  { thirdParty, principals: affirming }: SinceCollapse,
  principals: readonly PartyId[],
): boolean => thirdParty && principals.every((party) => affirming.has(party));

/**
 * After one more report; the same where it changes nothing.
 * @param at the phase before it, the principals at its place, and the published reports
 */
export function sinceAfter(
  since: SinceCollapse,
  t: PlacedReport,
  { phase, principals, published }: { phase: Phase; principals: readonly PartyId[]; published: ReportsById },
): SinceCollapse {
  const { report, standing } = t;
  const isOffer = report.kind === 'proposal' || (report.kind === 'demand' && standing && !WITHOUT_TALKS.has(phase));
  const next = isOffer && !since.offerTabled ? { ...since, offerTabled: true } : since;
  if (!standing) return next;
  const isReady = saysReady(report, published);
  const isDenial = deniesTalks(report);
  const affirms = !isAffirmedByAll(since, principals) && affirmsTalks(report, published);
  // Most reports of a long story end here.
  if (!isReady && !isDenial && !affirms) return next;
  const heard = heardIn(t);
  const heardPrincipals = heard.filter((party) => principals.includes(party));
  const after = {
    ...next,
    thirdParty: next.thirdParty || (affirms && heard.length > heardPrincipals.length),
    principals: affirms ? withAll(next.principals, heardPrincipals) : next.principals,
    ready: isReady ? withAll(next.ready, heardPrincipals) : next.ready,
    denying: isDenial ? withAll(next.denying, heardPrincipals) : next.denying,
  };
  return isSameSince(after, since) ? since : after;
}

/**
 * Whether one principal alone, with this report, has the talks again after a collapse: it broke them off, or it declares a
 * resumption or a contact with another principal while no other principal has denied the talks since.
 */
export function canReturnAlone(
  { collapsers, denying }: SinceCollapse,
  t: PlacedReport,
  principals: readonly PartyId[],
): boolean {
  const { report } = t;
  const own = new Set(t.parties.map(({ party }) => party));
  const meetsAnother =
    report.kind === 'contact' && report.with.some((party) => principals.includes(party) && !own.has(party));
  const isDenied = [...denying].some((party) => !own.has(party));
  return (
    heardIn(t).some((party) => collapsers.includes(party)) ||
    ((report.kind === 'resumption' || meetsAnother) && !isDenied)
  );
}
