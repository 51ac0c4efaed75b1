/** The headline agreement: the one that the status shows, of all that reports name. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId } from '../../events/ids.js';
import type { AgreementValue } from './agreement-state.js';
import type { Agreements } from './agreements.js';
import { subjectFieldsOf, saysAgreementWasMade } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PhaseRun } from './phase-machine.js';

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

/** The last one with the greatest score; undefined where there is none. */
function best(ids: readonly AgreementId[], score: (id: AgreementId) => number): AgreementId | undefined {
  let top: AgreementId | undefined;
  let most = -1;
  for (const id of ids) {
    if (score(id) < Math.max(most, 0)) continue;
    top = id;
    most = score(id);
  }
  return top;
}

/**
 * Of the agreements in force, the one with most members who are principals; else the one that was last said to be made,
 * with standing or else by anybody; else the one whose first report comes last. Undefined where no report names one.
 * @param at the instant, in milliseconds since the epoch, at which agreements lapse
 */
export function headlineAgreement({ agreements, reports }: PhaseRun, at: Instant): AgreementId | undefined {
  const newest = (isWanted: (t: PlacedReport) => boolean): AgreementId | undefined => {
    const last = reports.findLast(isWanted);
    return last && subjectFieldsOf(last.report).agreement;
  };
  const inForce = agreements.bindingIds().filter((id) => isInForce(agreements, id, agreements.valueAt(id, at)));
  return (
    best(inForce, (id) => agreements.get(id)?.bindable.length ?? 0) ??
    newest((t) => t.standing && saysAgreementWasMade(t.report)) ??
    newest((t) => saysAgreementWasMade(t.report)) ??
    agreements.ids().at(-1)
  );
}
