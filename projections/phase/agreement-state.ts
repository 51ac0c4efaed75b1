/** What has been said and done about one agreement, as far as the walk has come. */
import type { AgreementId, PartyId } from '../../events/ids.js';
import type { AgreementTerms } from '../report-index/agreement-terms.js';
import type { PersistentMap } from '../support/persistent-map.js';
import type { PlacedReport } from '../record/placed-report.js';

/** Its state is the first of these that holds (domain.md, section 4). */
export type AgreementValue =
  | 'ended'
  | 'suspended'
  | 'rejected'
  | 'expired'
  | 'implementing'
  | 'tentative'
  | 'agreed'
  | 'announced'
  | 'reported'
  | 'denied';

interface Word {
  readonly says: 'yes' | 'no';
  readonly by: PlacedReport;
}

/** Moments are numbers of the walk's steps. */
export interface AgreementState {
  readonly terms: AgreementTerms;
  readonly members: readonly PartyId[];
  /** Members that are principals: those whom it can bind. */
  readonly bindable: readonly PartyId[];
  readonly words: Map<PartyId, Word>;
  readonly lastYes: Map<PartyId, number>;
  readonly ratified: Map<PartyId, { outcome: 'approved' | 'rejected'; by: PlacedReport }>;
  someYes: boolean;
  announcedAt: number | undefined;
  brokenAt: number | undefined;
  suspended: boolean;
  carriedOut: boolean;
  violated: boolean;
}

/** An agreement that is all yes and not over binds its members, whether or not it is suspended or has lapsed. */
export const allYes = (a: AgreementState): boolean =>
  a.members.length >= 2 && a.members.every((member) => a.words.get(member)?.says === 'yes');

export const leftToRatify = (a: AgreementState): boolean =>
  [...a.terms.subjectTo].some((party) => a.ratified.get(party)?.outcome !== 'approved');

/** What had been announced when the talks collapsed is over, or what broke down, unless all have said yes since. */
export function isOver({ announcedAt, brokenAt, members, lastYes }: AgreementState, collapsedAt: number): boolean {
  const endedAt = Math.max(brokenAt ?? -1, announcedAt !== undefined && announcedAt <= collapsedAt ? collapsedAt : -1);
  if (endedAt < 0) return false;
  return members.length < 2 || !members.every((member) => (lastYes.get(member) ?? -1) > endedAt);
}

/** Before anything has been said or done about it. */
const NEW_AGREEMENT: Omit<AgreementState, 'terms' | 'members' | 'bindable'> = {
  words: new Map(),
  lastYes: new Map(),
  ratified: new Map(),
  someYes: false,
  announcedAt: undefined,
  brokenAt: undefined,
  suspended: false,
  carriedOut: false,
  violated: false,
};

/** The members are the principals in it, with the third parties in it where fewer than two are principals. */
function partsOf(
  terms: AgreementTerms,
  isPrincipal: (party: PartyId) => boolean,
): Pick<AgreementState, 'terms' | 'members' | 'bindable'> {
  const parties = [...terms.between.keys()];
  const bindable = parties.filter((party) => terms.between.get(party) === 'principal' && isPrincipal(party));
  const thirds = parties.filter((party) => terms.between.get(party) === 'third party');
  return { terms, members: bindable.length >= 2 ? bindable : [...bindable, ...thirds], bindable };
}

/** As it is told now, with what is known of it so far. */
export const withTerms = (
  known: AgreementState | undefined,
  terms: AgreementTerms,
  isPrincipal: (party: PartyId) => boolean,
): AgreementState => ({ ...NEW_AGREEMENT, ...known, ...partsOf(terms, isPrincipal) });

/** One that may be changed: the other is left as it is. */
export const copyOf = (of: AgreementState): AgreementState => ({
  ...of,
  words: new Map(of.words),
  lastYes: new Map(of.lastYes),
  ratified: new Map(of.ratified),
});

/** Agreements at a step of the walk, from which it can be taken up again. */
export interface AgreementsState {
  readonly states: PersistentMap<AgreementId, AgreementState>;
  readonly binding: ReadonlySet<AgreementId>;
  readonly collapsedAt: number;
}
