/** The state of an agreement at a step of the run: docs/rules.md, section 4, "Agreements", from its first line to its last. */
import { latestInstant } from '../../events/dates.js';
import { agreementIds, chainOf, membersOf, reportsOf, givenByAny, firstGiven } from './agreement-terms.js';
import { hasApproved, saysItWasMade, wordIn, wordOf, yesToItself } from './agreement-words.js';
import { text } from './json.js';
import type { RoleOf } from './registry.js';
import type { VoicedReport } from './voices.js';
import type { Known } from './withdrawals.js';

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
  readonly known: Known;
  /** For expiry; null: as if no time had passed. */
  readonly at: number | null;
  /** Read a suspension as if it had not been: who would be bound. */
  readonly unhalted: boolean;
}

const readAt = ({ all, read }: Moment): readonly VoicedReport[] => all.slice(0, read);

const ofOf = (id: string, { all }: Moment): string | null => firstGiven(id, 'of', all);

function allYes(id: string, now: Moment): boolean {
  const members = membersOf(id, now.all, now.roleOf);
  const word = (party: string) => wordOf(party, id, ofOf(id, now), readAt(now), now.known);
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
      .some((report) => report.party === party && wordIn(report, id, ofOf(id, now)) === 'yes');
  return since >= 0 && !(members.length >= 2 && members.every(saidYes));
}

const suspended = (id: string, now: Moment): boolean =>
  lastNaming('suspension', id, now) > lastNaming('resumption', id, now);

function rejected(id: string, now: Moment): boolean {
  const of = ofOf(id, now);
  const no = membersOf(id, now.all, now.roleOf).some((m) => wordOf(m, id, of, readAt(now), now.known) === 'no');
  return no && readAt(now).some((report) => wordIn(report, id, of) === 'yes');
}

/** The `until` of the last of its chain, in order, to which all members say yes. */
export function untilOf(id: string, now: Moment): string | null {
  const chain = chainOf(id, now.all);
  const last = agreementIds(now.all).findLast((other) => chain.includes(other) && allYes(other, now));
  return last === undefined ? null : firstGiven(last, 'until', now.all);
}

function expired(id: string, now: Moment): boolean {
  const until = untilOf(id, now);
  return now.at !== null && until !== null && now.at > latestInstant(until);
}

const allRatified = (id: string, now: Moment): boolean =>
  givenByAny(id, 'subjectTo', now.all).every((party) => hasApproved(party, id, ofOf(id, now), readAt(now), now.known));

const carriedOut = (id: string, now: Moment): boolean =>
  reportsOf(id, readAt(now)).some((report) => report.kind === 'implementation' && report.standing);

/** The first that holds. */
export function stateOf(id: string, now: Moment): State {
  if (ended(id, now)) return 'ended';
  if (!now.unhalted && suspended(id, now)) return 'suspended';
  if (rejected(id, now)) return 'rejected';
  if (allYes(id, now)) {
    if (expired(id, now)) return 'expired';
    if (!allRatified(id, now)) return 'tentative';
    return carriedOut(id, now) ? 'implementing' : 'agreed';
  }
  if (announced(id, readAt(now))) return 'announced';
  return readAt(now).some((report) => saysItWasMade(report, id)) ? 'reported' : 'denied';
}

/** Whether its members are bound by it: it is in force, or would be were it not expired or suspended. */
const binds = (id: string, now: Moment): boolean =>
  ['agreed', 'tentative', 'implementing'].includes(stateOf(id, { ...now, at: null, unhalted: true }));

/** The agreements that bind, but for some. */
export const bindingAgreements = (now: Moment, without: readonly string[] = []): string[] =>
  agreementIds(now.all).filter((id) => !without.includes(id) && binds(id, now));

export const boundParties = (now: Moment, without: readonly string[] = []): string[] => [
  ...new Set(bindingAgreements(now, without).flatMap((id) => membersOf(id, now.all, now.roleOf))),
];

/** A suspended one too, where all members say yes. */
export const isInForce = (id: string, now: Moment): boolean => {
  const state = stateOf(id, now);
  return ['agreed', 'tentative', 'implementing'].includes(state) || (state === 'suspended' && allYes(id, now));
};
