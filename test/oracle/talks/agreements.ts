/** The state of an agreement at a step of the run: section 4, "Agreements", from its first line to its last. */
import { latestInstant } from '../../../events/dates.js';
import {
  agreementIds,
  chainOf,
  firstGiven,
  givenByAny,
  membersOf,
  principalsOf,
  reportsOf,
} from './agreement-terms.js';
import { declaresYes, hasApproved, saysItWasMade, saysYes, wordOf, yesToItself } from './agreement-words.js';
import { text } from '../json.js';
import type { RoleOf } from '../registry.js';
import type { VoicedReport } from '../voices.js';

export type State =
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

/** How far the run has come: all its reports, how many of them have been taken, and the steps at which it collapsed. */
export interface Moment {
  readonly all: readonly VoicedReport[];
  readonly read: number;
  readonly collapses: readonly number[];
  readonly roleOf: RoleOf;
  /** For expiry; null: as if no time had passed. */
  readonly at: number | null;
  /** Read a suspension as if it had not been: who would be bound. */
  readonly unhalted: boolean;
}

const readAt = ({ all, read }: Moment): readonly VoicedReport[] => all.slice(0, read);

const ofOf = (id: string, { all }: Moment): string | null => firstGiven(id, 'of', all);

function allYes(id: string, now: Moment): boolean {
  const members = membersOf(id, now.all, now.roleOf);
  const word = (party: string) => wordOf(party, id, ofOf(id, now), readAt(now));
  return members.length >= 2 && members.every((party) => word(party) === 'yes');
}

const announced = (id: string, reports: readonly VoicedReport[]): boolean =>
  reports.some((report) => report.standing && yesToItself(report, id));

/** The latest step that halted it in this way: by name, or by the name of another of its chain. */
function lastNaming(kind: string, id: string, now: Moment): number {
  const chain = chainOf(id, now.all);
  return readAt(now).findLastIndex(
    (report) => report.kind === kind && report.standing && chain.includes(text(report.data, 'agreement') ?? ''),
  );
}

function ended(id: string, now: Moment): boolean {
  const collapse = now.collapses.findLast((step) => announced(id, now.all.slice(0, step + 1))) ?? -1;
  const since = Math.max(collapse, lastNaming('breakdown', id, now));
  const members = membersOf(id, now.all, now.roleOf);
  const saidYes = (party: string) =>
    readAt(now)
      .slice(since + 1)
      .some((report) => saysYes(report, party, id, ofOf(id, now)));
  return since >= 0 && !(members.length >= 2 && members.every(saidYes));
}

const suspended = (id: string, now: Moment): boolean =>
  lastNaming('suspension', id, now) > lastNaming('resumption', id, now);

function rejected(id: string, now: Moment): boolean {
  const of = ofOf(id, now);
  const no = membersOf(id, now.all, now.roleOf).some((m) => wordOf(m, id, of, readAt(now)) === 'no');
  return no && readAt(now).some((report) => declaresYes(report, id, of));
}

/**
 * For those to which all their members say yes it is the `until` of the last of these in their chain, in order; any other
 * has its own.
 */
export function untilOf(id: string, now: Moment): string | null {
  if (!allYes(id, now)) return firstGiven(id, 'until', now.all);
  const chain = chainOf(id, now.all);
  const last = agreementIds(now.all).findLast((other) => chain.includes(other) && allYes(other, now));
  return firstGiven(last ?? id, 'until', now.all);
}

function expired(id: string, now: Moment): boolean {
  const until = untilOf(id, now);
  return now.at !== null && until !== null && now.at > latestInstant(until);
}

const allRatified = (id: string, now: Moment): boolean =>
  givenByAny(id, 'subjectTo', now.all).every((party) => hasApproved(party, id, ofOf(id, now), readAt(now)));

const carriedOut = (id: string, now: Moment): boolean =>
  reportsOf(id, readAt(now)).some((report) => report.kind === 'implementation' && report.standing);

/** The first that holds. */
export function stateOf(id: string, now: Moment): State {
  if (ended(id, now)) return 'ended';
  if (!now.unhalted && suspended(id, now)) return 'suspended';
  if (rejected(id, now)) return 'rejected';
  const [agreed, told] = [allYes(id, now), announced(id, readAt(now))];
  if ((agreed || told) && expired(id, now)) return 'expired';
  if (agreed) {
    if (!allRatified(id, now)) return 'tentative';
    return carriedOut(id, now) ? 'implementing' : 'agreed';
  }
  if (told) return 'announced';
  return readAt(now).some((report) => saysItWasMade(report, id)) ? 'reported' : 'denied';
}

export const isViolated = (id: string, now: Moment): boolean =>
  reportsOf(id, readAt(now)).some((report) => report.kind === 'violation' && report.standing);

/** Whether it binds a principal: it is in force, or would be were it not expired or suspended. */
const binds = (id: string, now: Moment): boolean =>
  principalsOf(id, now.all, now.roleOf).length > 0 &&
  ['agreed', 'tentative', 'implementing'].includes(stateOf(id, { ...now, at: null, unhalted: true }));

/** The agreements that bind, but for some. */
export const bindingAgreements = (now: Moment, without: readonly string[] = []): string[] =>
  agreementIds(now.all).filter((id) => !without.includes(id) && binds(id, now));

/** Those who are bound, and by agreements of which scope. */
export const bonds = (now: Moment, without: readonly string[] = []): { party: string; scope: string | null }[] =>
  bindingAgreements(now, without).flatMap((id) =>
    membersOf(id, now.all, now.roleOf).map((party) => ({ party, scope: firstGiven(id, 'scope', now.all) })),
  );

/** A suspended one too, where all members say yes. */
export const isInForce = (id: string, now: Moment): boolean => {
  const state = stateOf(id, now);
  return ['agreed', 'tentative', 'implementing'].includes(state) || (state === 'suspended' && allYes(id, now));
};
