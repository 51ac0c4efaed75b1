/** The state of one agreement: the words of its members, what has been done about it, and the value that follows. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { AgreementId, PartyId } from '../../events/ids.js';
import { saysAgreementWasMade } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { AgreementTerms } from '../report-index/agreement-terms.js';
import { PersistentMap } from '../support/persistent-map.js';
import { isSameSet } from '../support/sets.js';
import { isSameState } from '../threads/same-state.js';

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

/** What reports have said of one agreement, and done about it. When something happened is told by the report of it. */
export interface AgreementWords {
  readonly agreement: AgreementId;
  readonly words: Map<PartyId, Word>;
  /** With which report each party last said yes. */
  readonly lastYes: Map<PartyId, PlacedReport>;
  readonly ratified: Map<PartyId, Approval>;
  /** Whether any party has ever said yes. */
  someYes: boolean;
  /** With which report a party with standing first said yes to the agreement itself. */
  announcedBy: PlacedReport | undefined;
  /** The last breakdown with standing that named it. */
  brokenBy: PlacedReport | undefined;
  suspended: boolean;
  carriedOut: boolean;
  violated: boolean;
}

/** The same, with whom it is between. */
export interface AgreementState extends AgreementWords {
  readonly terms: AgreementTerms;
  /** The parties whose words make it. */
  readonly members: readonly PartyId[];
  /** The members that are principals: those that it can bind. */
  readonly bindable: readonly PartyId[];
}

/** Whether all members say yes. If so, it binds them, even while suspended or lapsed, until it is over (`isOver`). */
export const allYes = (a: AgreementState): boolean =>
  a.members.length >= 2 && a.members.every((member) => a.words.get(member)?.says === 'yes');

const leftToRatify = (a: AgreementState): boolean =>
  [...a.terms.subjectTo].some((party) => a.ratified.get(party)?.outcome !== 'approved');

const laterOf = (a: PlacedReport | undefined, b: PlacedReport | undefined): PlacedReport | undefined =>
  a && (!b || inOrder(a, b) > 0) ? a : b;

/**
 * Whether it has ended: it was announced before the talks collapsed, or a breakdown named it; and not all members have said yes since.
 * @param collapsedBy the report of the latest collapse; undefined where there was none
 */
export function isOver(
  { announcedBy, brokenBy, members, lastYes }: AgreementState,
  collapsedBy: PlacedReport | undefined,
): boolean {
  const fell = announcedBy && collapsedBy && inOrder(announcedBy, collapsedBy) <= 0 ? collapsedBy : undefined;
  const endedBy = laterOf(brokenBy, fell);
  if (!endedBy) return false;
  const saidYesSince = (member: PartyId): boolean => {
    const yes = lastYes.get(member);
    return yes !== undefined && inOrder(yes, endedBy) > 0;
  };
  return members.length < 2 || !members.every(saidYesSince);
}

/**
 * The value of an agreement at an instant.
 * @param until the date at which its chain lapses
 * @param collapsedBy the report of the latest collapse; undefined where there was none
 */
export function agreementValue(
  a: AgreementState,
  until: string | undefined,
  collapsedBy: PlacedReport | undefined,
  at: Instant,
): AgreementValue {
  if (isOver(a, collapsedBy)) return 'ended';
  if (a.suspended) return 'suspended';
  if (a.someYes && a.members.some((member) => a.words.get(member)?.says === 'no')) return 'rejected';
  const isAnnounced = a.announcedBy !== undefined;
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

/** Whom an agreement is between, as it can bind them. */
export type Membership = Pick<AgreementState, 'members' | 'bindable'>;

/** The members are the principals in it; where fewer than two are, the third parties in it as well. */
export function membersIn(terms: AgreementTerms, isPrincipal: (party: PartyId) => boolean): Membership {
  const parties = [...terms.between.keys()];
  const bindable = parties.filter((party) => terms.between.get(party) === 'principal' && isPrincipal(party));
  const thirdParties = parties.filter((party) => terms.between.get(party) === 'third party');
  return { members: bindable.length >= 2 ? bindable : [...bindable, ...thirdParties], bindable };
}

/** Before anybody has said anything of it. */
export const nothingSaidOf = (agreement: AgreementId): AgreementWords => ({
  agreement,
  words: new Map(),
  lastYes: new Map(),
  ratified: new Map(),
  someYes: false,
  announcedBy: undefined,
  brokenBy: undefined,
  suspended: false,
  carriedOut: false,
  violated: false,
});

/** A copy that may be changed. */
export const copyOf = (a: AgreementWords): AgreementWords => ({
  ...a,
  words: new Map(a.words),
  lastYes: new Map(a.lastYes),
  ratified: new Map(a.ratified),
});

/** All agreements after some reports. It never changes. */
export interface AgreementsState {
  readonly said: PersistentMap<AgreementId, AgreementWords>;
  /** Those to which all members say yes, and that have not ended. */
  readonly standing: ReadonlySet<AgreementId>;
  /** The report of the latest collapse of the talks. */
  readonly collapsedBy: PlacedReport | undefined;
}

/** Before the first report. */
export const noAgreements = (): AgreementsState => ({
  said: PersistentMap.empty(),
  standing: new Set(),
  collapsedBy: undefined,
});

/** Whether two states mean the same; those of one index are compared where they differ alone. */
export function isSameAgreements(a: AgreementsState, b: AgreementsState): boolean {
  if (a === b) return true;
  if (a.collapsedBy !== b.collapsedBy || !isSameSet(a.standing, b.standing)) return false;
  return a.said === b.said || a.said.differencesTo(b.said)?.every(([one, other]) => isSameState(one, other)) === true;
}
