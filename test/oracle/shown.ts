/** Which of the agreements the status shows: section 4, the end of "Agreements". */
import { agreementIds, principalsOf, reportsOf } from './agreement-terms.js';
import { saysItWasMade } from './agreement-words.js';
import { isInForce, stateOf, type Moment, type State } from './agreements.js';
import { text } from './json.js';
import type { VoicedReport } from './voices.js';

export interface Shown {
  readonly value: State | 'none';
  readonly agreement: string | null;
}

const firstReport = (id: string, reports: readonly VoicedReport[]): number =>
  reports.indexOf(reportsOf(id, reports)[0] as VoicedReport);

/** Most members who are principals; of equals, the one whose first counted report comes last. */
function ofThoseInForce(now: Moment): string | undefined {
  const size = (id: string) => principalsOf(id, now.all, now.roleOf).length;
  return agreementIds(now.all)
    .filter((id) => isInForce(id, now))
    .toSorted((a, b) => size(b) - size(a) || firstReport(b, now.all) - firstReport(a, now.all))[0];
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

export function shownAgreement(now: Moment): Shown {
  const id =
    ofThoseInForce(now) ??
    newestMade(now.all.filter(({ standing }) => standing)) ??
    newestMade(now.all) ??
    lastNamedFirst(now.all);
  return id === undefined ? { value: 'none', agreement: null } : { value: stateOf(id, now), agreement: id };
}
