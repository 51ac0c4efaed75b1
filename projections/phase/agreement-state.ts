/** The state of one agreement: the words of its members, what has been done about it, and the value that follows. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { AgreementId, PartyId } from '../../events/ids.js';
import { saysAgreementWasMade } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { AgreementTerms } from '../report-index/agreement-terms.js';
import type { PersistentMap } from '../support/persistent-map.js';

/** The value of an agreement is the first of these that holds (docs/rules.md, section 4). */
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

/** A party's latest declared word on the agreement, and the report that gives it. */
export interface Word {
  readonly says: 'yes' | 'no';
  readonly by: PlacedReport;
}

/** A party's latest declared ratification. */
export interface Approval {
  readonly outcome: 'approved' | 'rejected';
  readonly by: PlacedReport;
}

/** Times are steps of the phase machine. */
export interface AgreementState {
  readonly terms: AgreementTerms;
  /** The parties whose words make it. */
  readonly members: readonly PartyId[];
  /** The members that are principals: those that it can bind. */
  readonly bindable: readonly PartyId[];
  readonly words: Map<PartyId, Word>;
  /** When each party last said yes. */
  readonly lastYes: Map<PartyId, number>;
  readonly ratified: Map<PartyId, Approval>;
  /** Whether any party has ever said yes. */
  someYes: boolean;
  /** When a party with standing first said yes to the agreement itself. */
  announcedAt: number | undefined;
  /** When a breakdown with standing last named it. */
  brokenAt: number | undefined;
  suspended: boolean;
  carriedOut: boolean;
  violated: boolean;
}

/** Whether all members say yes. If so, it binds them, even while suspended or lapsed, until it is over (`isOver`). */
export const allYes = (a: AgreementState): boolean =>
  a.members.length >= 2 && a.members.every((member) => a.words.get(member)?.says === 'yes');

const leftToRatify = (a: AgreementState): boolean =>
  [...a.terms.subjectTo].some((party) => a.ratified.get(party)?.outcome !== 'approved');

/**
 * Whether it has ended: it was announced before the talks collapsed, or a breakdown named it; and not all members have said yes since.
 * @param collapsedAt the step of the latest collapse; -1 where there was none
 */
export function isOver({ announcedAt, brokenAt, members, lastYes }: AgreementState, collapsedAt: number): boolean {
  const endedAt = Math.max(brokenAt ?? -1, announcedAt !== undefined && announcedAt <= collapsedAt ? collapsedAt : -1);
  if (endedAt < 0) return false;
  return members.length < 2 || !members.every((member) => (lastYes.get(member) ?? -1) > endedAt);
}

/**
 * The value of an agreement at an instant.
 * @param until the date at which its chain lapses
 * @param collapsedAt the step of the latest collapse; -1 where there was none
 */
export function agreementValue(
  a: AgreementState,
  until: string | undefined,
  collapsedAt: number,
  at: Instant,
): AgreementValue {
  if (isOver(a, collapsedAt)) return 'ended';
  if (a.suspended) return 'suspended';
  if (a.someYes && a.members.some((member) => a.words.get(member)?.says === 'no')) return 'rejected';
  const isAnnounced = a.announcedAt !== undefined;
  if ((allYes(a) || isAnnounced) && until !== undefined && at > latestInstant(until)) return 'expired';
  if (allYes(a) && !leftToRatify(a) && a.carriedOut) return 'implementing';
  if (allYes(a)) return leftToRatify(a) ? 'tentative' : 'agreed';
  if (isAnnounced) return 'announced';
  return a.terms.reports.some((t) => saysAgreementWasMade(t.report)) ? 'reported' : 'denied';
}

/** By party that is bound: whether by agreements of scope `partial` alone. */
export type ReadonlyBound = ReadonlyMap<PartyId, 'in part' | 'in full'>;

/** The parties that these agreements bind: their members. */
export function boundBy(agreements: readonly AgreementState[]): ReadonlyBound {
  const bound = new Map<PartyId, 'in part' | 'in full'>();
  for (const { members, terms } of agreements)
    for (const party of members)
      if (terms.scope !== 'partial') bound.set(party, 'in full');
      else if (!bound.has(party)) bound.set(party, 'in part');
  return bound;
}

/** The members are the principals in it; where fewer than two are, the third parties in it as well. */
function membersIn(
  terms: AgreementTerms,
  isPrincipal: (party: PartyId) => boolean,
): Pick<AgreementState, 'terms' | 'members' | 'bindable'> {
  const parties = [...terms.between.keys()];
  const bindable = parties.filter((party) => terms.between.get(party) === 'principal' && isPrincipal(party));
  const thirdParties = parties.filter((party) => terms.between.get(party) === 'third party');
  return { terms, members: bindable.length >= 2 ? bindable : [...bindable, ...thirdParties], bindable };
}

/** The state that is known so far, if any, under the terms as they are now. */
export const withTerms = (
  known: AgreementState | undefined,
  terms: AgreementTerms,
  isPrincipal: (party: PartyId) => boolean,
): AgreementState => ({
  ...(known ?? {
    words: new Map(),
    lastYes: new Map(),
    ratified: new Map(),
    someYes: false,
    announcedAt: undefined,
    brokenAt: undefined,
    suspended: false,
    carriedOut: false,
    violated: false,
  }),
  ...membersIn(terms, isPrincipal),
});

/** A copy that may be changed. */
export const copyOf = (a: AgreementState): AgreementState => ({
  ...a,
  words: new Map(a.words),
  lastYes: new Map(a.lastYes),
  ratified: new Map(a.ratified),
});

/** All agreements after a step, from which they can go on. It is shared, and never changed. */
export interface AgreementsState {
  readonly states: PersistentMap<AgreementId, AgreementState>;
  /** Those to which all members say yes, and that have not ended. */
  readonly standing: ReadonlySet<AgreementId>;
  readonly collapsedAt: number;
}
