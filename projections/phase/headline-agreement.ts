/** The headline agreement: the one that the status shows, of all that reports name. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId } from '../../events/ids.js';
import type { AgreementValue } from './agreement-state.js';
import type { Agreements } from './agreements.js';
import { saysAgreementWasMade } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PhaseRun } from './phase-run.js';

/** Whether all members say yes, and it has neither ended nor lapsed. */
function isInForce(agreements: Agreements, id: AgreementId, value: AgreementValue): boolean {
  switch (value) {
    case 'agreed':
    case 'tentative':
    case 'implementing':
      return true;
    case 'suspended':
      return agreements.isAllYes(id);
    case 'ended':
    case 'rejected':
    case 'expired':
    case 'announced':
    case 'reported':
    case 'denied':
      return false;
  }
}

/** Sorts agreements that are in order by the number of members who are principals, the most first; of several, the last in order comes first. */
const byPrincipals = ({ agreements }: PhaseRun, ids: readonly AgreementId[]): AgreementId[] =>
  ids
    .toReversed()
    .toSorted((a, b) => (agreements.get(b)?.bindable.length ?? 0) - (agreements.get(a)?.bindable.length ?? 0));

/**
 * The agreements in force, the one with most members who are principals first.
 * @param at the instant, in milliseconds since the epoch, at which agreements lapse
 */
export const agreementsInForce = (run: PhaseRun, at: Instant): AgreementId[] => {
  const { agreements } = run;
  return byPrincipals(
    run,
    agreements.standingIds().filter((id) => isInForce(agreements, id, agreements.valueAt(id, at))),
  );
};

/**
 * Of the agreements in force, the one with most members who are principals. The one of which it was last said with
 * standing that it was made is among them where it is announced and no other of its chain is in force. Where there is none,
 * it is the one that was last said to be made, with standing or else by anybody; else the denied one whose first report
 * comes last. Undefined where no report names one.
 * @param at the instant, in milliseconds since the epoch, at which agreements lapse
 */
export function headlineAgreement(run: PhaseRun, at: Instant): AgreementId | undefined {
  const { agreements } = run;
  const newest = (isWanted: (t: PlacedReport) => boolean): AgreementId | undefined => {
    const last = agreements.terms.latestReport(isWanted);
    return last && last.subjects.agreement;
  };
  const inForce = agreementsInForce(run, at);
  const latest = newest((t) => t.standing && saysAgreementWasMade(t.report));
  const isAlone = (id: AgreementId) => {
    const chain = new Set(agreements.terms.chainOf(id));
    return agreements.valueAt(id, at) === 'announced' && !inForce.some((other) => chain.has(other));
  };
  const announced = latest !== undefined && isAlone(latest) ? [latest] : [];
  const [shown] = byPrincipals(run, agreements.terms.inOrder([...inForce, ...announced]));
  return shown ?? latest ?? newest((t) => saysAgreementWasMade(t.report)) ?? agreements.ids().at(-1);
}
