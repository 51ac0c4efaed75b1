/** What a withdrawal takes back: all that its party said of a thing, or what one report of its said. */
import type { AgreementId, ClaimId, ProposalId, ReportId } from '../events/ids.js';
import { named } from './kinds.js';
import type { Told } from './told.js';
import type { View } from './view.js';

export interface TakenBack {
  readonly claim?: ClaimId | undefined;
  readonly proposal?: ProposalId | undefined;
  readonly agreement?: AgreementId | undefined;
  readonly development?: ReportId | undefined;
  /** The report named put an offer or a demand: only that goes, not what its development said besides. */
  readonly onlyOffer?: boolean;
}

/** A party takes back its own word. Where it names a report that put an offer of its, it takes back the offer. */
export function takenBackBy(t: Told, { selection }: View): TakenBack {
  const { claim, proposal, agreement, report } = named(t.report);
  if (report === undefined) return { claim, proposal, agreement };
  const target = selection.published.get(report);
  if (!target || target.report.party !== t.report.party) return {};
  const offered = target.report.kind === 'proposal' ? target.report.proposal : undefined;
  const onlyOffer = offered !== undefined || target.report.kind === 'demand';
  return { development: target.development, proposal: offered, onlyOffer };
}

/** Whether it takes back the word that this report of the party's gave on a thing it names. */
export function takesBackWordOf({ development, report }: Told, taken: TakenBack): boolean {
  const { claim, proposal, agreement } = named(report);
  return (
    (development === taken.development &&
      (!taken.onlyOffer || report.kind === 'proposal' || report.kind === 'demand')) ||
    (claim !== undefined && claim === taken.claim) ||
    (proposal !== undefined && proposal === taken.proposal) ||
    (agreement !== undefined && agreement === taken.agreement)
  );
}
