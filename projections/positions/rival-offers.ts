/** Rival offers: those of the same makers on just the same issues, and to the same parties. The later replaces the earlier. */
import { groupBy } from '../support/group-by.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { Proposal } from './known-offers.js';
import type { OfferLifecycle, ProposalLifecycle } from './offer-lifecycle.js';

/** A slug has no white space. */
const setKey = (items: Iterable<string>): string => [...items].toSorted().join(' ');

/** Whether two offers are made by just the same parties; what nobody is known to make is of no party. */
export const sameProposers = (a: OfferLifecycle, b: OfferLifecycle): boolean =>
  a.proposers.length > 0 && setKey(a.proposers) === setKey(b.proposers);

/** The same for offers of which one may replace the other; undefined for one that nobody is known to make. */
export const rivalryOf = ({ proposers, issues, to }: Proposal): string | undefined =>
  proposers.length === 0 ? undefined : [proposers, issues.keys(), to].map(setKey).join('\n');

/** The offers of one rivalry. Each is held here only while it may yet be replaced, so that none is replaced over and over. */
export class RivalOffers {
  private readonly standing = new Map<OfferLifecycle, Set<OfferLifecycle>>();

  constructor(proposals: readonly ProposalLifecycle[]) {
    for (const [rivalry, rivals] of groupBy(proposals, ({ proposal }) => rivalryOf(proposal))) {
      const standing = new Set<OfferLifecycle>();
      if (rivalry !== undefined && rivals.length > 1)
        for (const { lifecycle } of rivals) this.standing.set(lifecycle, standing);
    }
  }

  /** Something has happened to an offer that was told: a rival may replace it from now on. */
  stands(offer: OfferLifecycle): void {
    if (offer.isTold) this.standing.get(offer)?.add(offer);
  }

  /** An offer is told for the first time, or declared anew. */
  replacedBy(offer: OfferLifecycle, t: PlacedReport): void {
    const standing = this.standing.get(offer);
    for (const rival of standing ?? []) {
      if (rival === offer) continue;
      rival.supersede('replaced', t);
      standing?.delete(rival);
    }
  }
}
