/**
 * Which offers are open, found without following every offer that there ever was. An offer's course depends on the
 * threads that speak of it and on no others: what was open at a checkpoint is followed on, with whatever is spoken of
 * since; what was closed there and is spoken of no more stays closed.
 */
import { fineness } from './fineness.js';
import { coursesIn, isOpen, type Courses } from './offer-courses.js';
import { demandIn, offersOf, threadsOf, type OfferKey } from './offer-threads.js';
import { inOrder } from './placing.js';
import type { Seen } from './seen.js';
import { PublishedReports } from './selection.js';
import type { Thread } from './thread.js';
import type { Told } from './told.js';
import type { View } from './view.js';

interface Open {
  readonly courses: Courses;
  readonly offers: ReadonlySet<OfferKey>;
}

/** Of these offers, those that are open where these are the reports of a thread that count. */
function openAmong(view: View, offers: ReadonlySet<OfferKey>, reportsOf: (thread: Thread) => readonly Told[]): Open {
  const { selection, registry, at, byId } = view;
  const { chronicle } = selection;
  const threads = new Set([...offers].flatMap((offer) => [...threadsOf(chronicle, offer)]));
  const reports = [...threads].flatMap(reportsOf).toSorted(inOrder);
  const courses = coursesIn({ selection, registry, at, byId, reports, all: reports });
  const open = new Set<OfferKey>();
  // Other offers of which these threads speak are followed in part only: they are not asked for.
  const isOpenOne = (key: OfferKey, of: Parameters<typeof isOpen>[0]): boolean => {
    if (!offers.has(key) || !isOpen(of)) return false;
    open.add(key);
    return true;
  };
  const proposals = courses.proposals.filter((of) => isOpenOne(`proposal:${of.proposal.proposal}`, of));
  const demands = courses.demands.filter((of) => {
    const thread = chronicle.threadOf(of.demand.id);
    return thread !== undefined && isOpenOne(demandIn(thread), of);
  });
  return { courses: { proposals, demands }, offers: open };
}

const countedIn = ({ lines }: Thread): Told[] => lines.flatMap((line) => (line.counts ? [line.told] : []));

/** The offers that some of these reports may concern. */
function offersOfReports({ selection: { chronicle } }: View, reports: readonly Told[]): OfferKey[] {
  const threads = new Set(reports.flatMap(({ id }) => chronicle.threadOf(id) ?? []));
  return [...threads].flatMap((thread) => offersOf(chronicle, thread));
}

/** What was open in the chronicle after a number of its reports, as far as they are alike here: the last such number. */
function checkpointOf(view: View, seen: Seen): { readonly at: number; readonly state: ReadonlySet<OfferKey> } {
  const { chronicle } = view.selection;
  const whole = { ...view, selection: { ...view.selection, published: new PublishedReports(chronicle, Infinity) } };
  const { reports } = view;
  let last = chronicle.offers.within(seen.alike) ?? { at: 0, state: new Set<OfferKey>() };
  while (last.at + fineness.checkpoint <= seen.alike) {
    const at = last.at + fineness.checkpoint;
    const offers = new Set([...last.state, ...offersOfReports(view, reports.slice(last.at, at))]);
    const end = reports[at - 1] as Told;
    const { offers: state } = openAmong(whole, offers, (thread) =>
      countedIn(thread).filter((t) => inOrder(t, end) <= 0),
    );
    chronicle.offers.keep(at, state);
    last = { at, state };
  }
  return last;
}

/** The courses of the offers that are open, in the order of their first reports. */
export function openOffersIn(view: View): Courses {
  const { seen, reports } = view;
  const { chronicle } = view.selection;
  if (!seen) {
    const { proposals, demands } = coursesIn(view);
    return { proposals: proposals.filter(isOpen), demands: demands.filter(isOpen) };
  }
  const { at, state } = checkpointOf(view, seen);
  const changed = [...seen.otherwise.keys()].flatMap((thread) => offersOf(chronicle, thread));
  const since = offersOfReports(view, reports.slice(at));
  const across = seen.isWhole ? [] : chronicle.offerSpans.across(seen.alikeUntil);
  const now = openAmong(view, new Set([...state, ...changed, ...since, ...across]), (thread) => seen.reportsOf(thread));
  if (seen.isWhole && chronicle.offers.wants(reports.length, true)) chronicle.offers.keep(reports.length, now.offers);
  return now.courses;
}
