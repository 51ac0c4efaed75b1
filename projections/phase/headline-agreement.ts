/** Which agreement the status shows, of those that reports name. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId } from '../../events/ids.js';
import type { AgreementValue } from './agreement-state.js';
import type { Agreements } from './agreements.js';
import { subjectFieldsOf, saysAgreementWasMade } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PhaseRun } from './phase-machine.js';

/** All its members say yes, and it has neither ended nor lapsed nor been broken. */
function isInForce(agreements: Agreements, id: AgreementId, state: AgreementValue): boolean {
  switch (state) {
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

/** The last with the greatest score; none where no score is above -1. */
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

/** Of several in force the one with most principals; else the one last said to have been made, by standing first. */
export function headlineAgreement({ agreements, reports }: PhaseRun, at: Instant): AgreementId | undefined {
  const newest = (says: (t: PlacedReport) => boolean): AgreementId | undefined => {
    const last = reports.findLast(says);
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
