/** Which of the agreements the status shows: section 4, the end of "Agreements". */
import { agreementIds, chainOf, firstGiven, membersOf, principalsOf, reportsOf } from './talks/agreement-terms.js';
import { saysItWasMade } from './talks/agreement-words.js';
import { isInForce, isViolated, stateOf, untilOf, type Moment, type State } from './talks/agreements.js';
import { text } from './json.js';
import type { VoicedReport } from './voices.js';

export interface Shown {
  readonly value: State | 'none';
  readonly agreement: string | null;
  readonly inForce: readonly string[];
  readonly scope: string | null;
  readonly stage: string | null;
  readonly until: string | null;
  readonly members: readonly string[];
  readonly violated: boolean;
}

const firstReport = (id: string, reports: readonly VoicedReport[]): number =>
  reports.indexOf(reportsOf(id, reports)[0] as VoicedReport);

/** Most members who are principals first; of equals, the one whose first counted report comes last. */
function bySize(ids: readonly string[], now: Moment): string[] {
  const size = (id: string) => principalsOf(id, now.all, now.roleOf).length;
  return ids.toSorted((a, b) => size(b) - size(a) || firstReport(b, now.all) - firstReport(a, now.all));
}

const madeBy = (report: VoicedReport): string | null => {
  const id = text(report.data, 'agreement');
  return id !== null && saysItWasMade(report, id) ? id : null;
};

/** The one with the newest report that it was made. */
const newestMade = (reports: readonly VoicedReport[]): string | undefined =>
  reports.map(madeBy).findLast((id) => id !== null) ?? undefined;

const lastNamedFirst = (reports: readonly VoicedReport[]): string | undefined =>
  agreementIds(reports).toSorted((a, b) => firstReport(b, reports) - firstReport(a, reports))[0];

const inForce = (now: Moment): string[] =>
  bySize(
    agreementIds(now.all).filter((id) => isInForce(id, now)),
    now,
  );

/** The one that was made latest, by a voice with standing, where it is announced and no other of its chain is in force. */
function newlyAnnounced(now: Moment): string[] {
  const newest = newestMade(now.all.filter(({ standing }) => standing));
  if (newest === undefined || stateOf(newest, now) !== 'announced') return [];
  return chainOf(newest, now.all).some((id) => isInForce(id, now)) ? [] : [newest];
}

export function shownAgreement(now: Moment): Shown {
  const holding = inForce(now);
  const id =
    bySize([...holding, ...newlyAnnounced(now)], now)[0] ??
    newestMade(now.all.filter(({ standing }) => standing)) ??
    newestMade(now.all) ??
    lastNamedFirst(now.all);
  return {
    value: id === undefined ? 'none' : stateOf(id, now),
    agreement: id ?? null,
    inForce: holding,
    scope: id === undefined ? null : firstGiven(id, 'scope', now.all),
    stage: id === undefined ? null : firstGiven(id, 'stage', now.all),
    until: id === undefined ? null : untilOf(id, now),
    members: id === undefined ? [] : membersOf(id, now.all, now.roleOf).toSorted(),
    violated: id !== undefined && isViolated(id, now),
  };
}
