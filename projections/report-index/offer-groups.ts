/**
 * Which threads an offer's course depends on: those that put it, name it or counter it, those that name a report of
 * these (they answer a demand, or take something back), and those that name a report of those (they take an answer back).
 */
import type { ReportId } from '../../events/ids.js';
import type { Thread } from './report-group.js';

/** `proposal:slug`, or `demand:` and a report of the thread in which it is made. */
export type OfferKey = string;

export interface Threads {
  threadOf(id: ReportId): Thread | undefined;
  /** Those that have ever spoken of a proposal (`proposal:`) or named a report (`report:`). */
  speakingOf(key: string): readonly Thread[];
}

const idsIn = ({ entries }: Thread): ReportId[] => entries.map(({ fact }) => fact.report.reportId);

const namedBy = (threads: Threads, thread: Thread): Thread[] =>
  [...thread.speaksOf].flatMap((key) =>
    key.startsWith('report:') ? (threads.threadOf(key.slice('report:'.length) as ReportId) ?? []) : [],
  );

const naming = (threads: Threads, thread: Thread): Thread[] =>
  idsIn(thread).flatMap((id) => threads.speakingOf(`report:${id}`));

/** With what is one step away, and two. */
function withinTwo(start: readonly Thread[], next: (thread: Thread) => readonly Thread[]): Set<Thread> {
  const found = new Set(start);
  for (let step = 0, last = [...found]; step < 2; step += 1) {
    last = last.flatMap(next).filter((thread) => !found.has(thread));
    for (const thread of last) found.add(thread);
  }
  return found;
}

/** The key of what is demanded in a thread. */
export const demandIn = (thread: Thread): OfferKey => `demand:${idsIn(thread)[0] ?? ''}`;

const offersIn = (thread: Thread): OfferKey[] => [
  ...[...thread.speaksOf].filter((key) => key.startsWith('proposal:')),
  ...(thread.demands ? [demandIn(thread)] : []),
];

/** The offers whose course may depend on a thread. */
export const offersTouchedBy = (threads: Threads, thread: Thread): OfferKey[] =>
  [...withinTwo([thread], (t) => namedBy(threads, t))].flatMap(offersIn);

/** The threads on which the course of an offer may depend. */
export function threadsOf(threads: Threads, offer: OfferKey): Set<Thread> {
  const start = offer.startsWith('demand:')
    ? [threads.threadOf(offer.slice('demand:'.length) as ReportId)].flatMap((thread) => thread ?? [])
    : threads.speakingOf(offer);
  return withinTwo(start, (thread) => naming(threads, thread));
}
