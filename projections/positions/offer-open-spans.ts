/** When each offer was open, on the clock of publication: what is open then is found without following every offer. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { CarriedOn, Chronicle } from '../report-index/report-index.js';
import { NOW_LENS } from '../record/lens.js';
import { coursesIn, isOpen, type Courses } from './offer-lifecycles.js';
import { demandIn, offersTouchedBy, threadsOf, type OfferKey } from '../report-index/offer-groups.js';
import { inOrder, type Finder } from '../record/order.js';
import { PublishedReports, selectionOf } from '../report-index/selection.js';
import { SharedMap } from '../support/persistent-map.js';
import type { Thread } from '../report-index/report-group.js';
import type { Told } from '../record/placed-report.js';
import type { View } from '../report-index/view.js';

interface Span {
  readonly from: Instant;
  /** The first instant at which it is so no more; none where it is so still. */
  readonly to: Instant | undefined;
}

/** Beyond so many moments an offer counts as always open: to follow it at each would cost too much. */
const MOST_MOMENTS = 64;
const ALWAYS: readonly Span[] = [{ from: -Infinity, to: undefined }];

/** These threads as they read by then, and nothing else. */
class Excerpt implements Finder {
  constructor(
    private readonly chronicle: Chronicle,
    private readonly published: PublishedReports,
  ) {}

  get(id: ReportId): Told | undefined {
    const thread = this.chronicle.threadOf(id);
    return thread && thread.linesBy(this.published).find(({ told }) => told.id === id)?.told;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  countedIn(thread: Thread): Told[] {
    return thread.linesBy(this.published).flatMap((line) => (line.counts ? [line.told] : []));
  }
}

/** Of these offers, the courses of those that are open where these are the reports of a thread that count. */
export function openAmong(
  view: Omit<View, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  reportsOf: (thread: Thread) => readonly Told[],
): Courses {
  const { chronicle } = view.selection;
  const threads = new Set([...offers].flatMap((offer) => [...threadsOf(chronicle, offer)]));
  const reports = [...threads].flatMap(reportsOf).toSorted(inOrder);
  const { proposals, demands } = coursesIn({ ...view, reports, all: reports });
  // Other offers of which these threads speak are followed in part only: they are not asked for.
  const isOne = (key: OfferKey | undefined): boolean => key !== undefined && offers.has(key);
  const demanded = (id: ReportId): OfferKey | undefined => {
    const thread = chronicle.threadOf(id);
    return thread && demandIn(thread);
  };
  return {
    proposals: proposals.filter((of) => isOne(`proposal:${of.proposal.proposal}`) && isOpen(of)),
    demands: demands.filter((of) => isOne(demanded(of.demand.id)) && isOpen(of)),
  };
}

function isOpenBy(chronicle: Chronicle, offer: OfferKey, by: Instant): boolean {
  const published = new PublishedReports(chronicle, by);
  const selection = selectionOf(chronicle, NOW_LENS, by, published);
  const excerpt = new Excerpt(chronicle, published);
  const view = { selection, registry: selection.registry, at: by, byId: excerpt };
  const { proposals, demands } = openAmong(view, new Set([offer]), (thread) => excerpt.countedIn(thread));
  return proposals.length + demands.length > 0;
}

/** The threads on which an offer's course depends read otherwise at these instants, and at no others. */
const momentsOf = (threads: Iterable<Thread>): Instant[] =>
  [...new Set([...threads].flatMap((thread) => thread.moments))].toSorted((a, b) => a - b);

function spansOf(chronicle: Chronicle, offer: OfferKey): readonly Span[] {
  const moments = momentsOf(threadsOf(chronicle, offer));
  if (moments.length > MOST_MOMENTS) return ALWAYS;
  const spans: Span[] = [];
  for (const [i, from] of moments.entries()) {
    if (!isOpenBy(chronicle, offer, from)) continue;
    const to = moments[i + 1];
    const last = spans.at(-1);
    if (last && last.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}

interface Opening {
  readonly offer: OfferKey;
  readonly spans: readonly Span[];
}

export class Openings implements CarriedOn {
  private constructor(private readonly all: SharedMap<OfferKey, Opening>) {}

  static readonly NONE = new Openings(SharedMap.empty());

  /** With these threads, in the chronicle that has them. */
  and(chronicle: Chronicle, threads: Iterable<Thread>): Openings {
    let { all } = this;
    for (const offer of new Set([...threads].flatMap((thread) => offersTouchedBy(chronicle, thread))))
      all = all.with(offer, { offer, spans: spansOf(chronicle, offer) });
    return new Openings(all);
  }

  /** The offers that were open by then, and perhaps some that were not. */
  openBy(by: Instant): Set<OfferKey> {
    const open = new Set<OfferKey>();
    for (const { offer, spans } of this.all.values())
      if (spans.some(({ from, to }) => from <= by && (to === undefined || by < to))) open.add(offer);
    return open;
  }
}

/** The courses of the offers that are open, in the order of their first reports. */
export function openOffersIn(view: View): Courses {
  const { seen } = view;
  if (!seen || seen.isChosen) {
    const { proposals, demands } = coursesIn(view);
    return { proposals: proposals.filter(isOpen), demands: demands.filter(isOpen) };
  }
  return openAmong(view, view.selection.chronicle.carry(Openings.NONE).openBy(seen.by), (thread) =>
    seen.reportsOf(thread),
  );
}
