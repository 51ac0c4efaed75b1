/**
 * A thread: the reports that say something of one subject, and what follows from them, read in order. The state is kept
 * every few reports, so that a report that comes late is read from its place on, and only until the state is what it was.
 */
import { countBefore, inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { isSameState } from './same-state.js';

/** The state after so many reports. */
interface Point<S> {
  readonly at: number;
  readonly state: S;
}

/** It never changes. Another report makes another thread, which shares what is the same. */
export interface Thread<S> {
  readonly key: string;
  /** In order. */
  readonly reports: readonly PlacedReport[];
  readonly points: readonly Point<S>[];
  /** After the last report. */
  readonly state: S;
}

/** Reports between two points. */
const SPACING = 32;

/** Takes reports one by one. */
export class GrowingThread<S> implements Thread<S> {
  readonly reports: PlacedReport[] = [];
  readonly points: Point<S>[] = [];

  constructor(
    readonly key: string,
    public state: S,
  ) {}

  add(t: PlacedReport, take: (state: S, t: PlacedReport) => S): void {
    this.state = take(this.state, t);
    this.reports.push(t);
    if (this.reports.length % SPACING === 0) this.points.push({ at: this.reports.length, state: this.state });
  }
}

/** A thread with other reports in it, or with some that read otherwise than before. */
interface Rewritten {
  readonly reports: readonly PlacedReport[];
  /** How many reports, from the first on, are as they were; and how many up to the last. */
  readonly head: number;
  readonly tail: number;
}

/** @param removed where a report is added again, it is in both */
function rewrite(
  old: readonly PlacedReport[],
  removed: ReadonlySet<PlacedReport>,
  added: Iterable<PlacedReport>,
): Rewritten {
  const touched = [...removed, ...added];
  const head = Math.min(...touched.map((t) => countBefore(old, t)));
  const end = Math.max(...touched.map((t) => (removed.has(t) ? countBefore(old, t) + 1 : countBefore(old, t))));
  const kept = old.slice(head, end).filter((t) => !removed.has(t));
  const between = [...kept, ...added].toSorted(inOrder);
  return { reports: [...old.slice(0, head), ...between, ...old.slice(end)], head, tail: old.length - end };
}

/** How many reports, from the first on, are the very same in both lists; and how many up to the last. */
function sameEnds(old: readonly PlacedReport[], reports: readonly PlacedReport[]): Pick<Rewritten, 'head' | 'tail'> {
  const shorter = Math.min(old.length, reports.length);
  let [head, tail] = [0, 0];
  while (head < shorter && old[head] === reports[head]) head += 1;
  while (tail < shorter - head && old.at(-1 - tail) === reports.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** How the reports of a thread are read. */
export interface ThreadFold<S> {
  /** The state before the first report. */
  readonly start: S;
  /** The state after one more report. */
  readonly take: (state: S, t: PlacedReport) => S;
}

/** The thread from a place on, until the state is what it was there. */
function reread<S>(before: Thread<S>, { reports, head, tail }: Rewritten, { start, take }: ThreadFold<S>): Thread<S> {
  const points = before.points.filter(({ at }) => at <= head);
  // Mostly a report comes last.
  const end = { at: before.reports.length, state: before.state };
  let { at, state } = head === end.at ? end : (points.at(-1) ?? { at: 0, state: start });
  const later = before.reports.length - reports.length;
  let next = points.length;
  while (at < reports.length) {
    state = take(state, reports[at] as PlacedReport);
    at += 1;
    while (next < before.points.length && (before.points[next] as Point<S>).at < at + later) next += 1;
    const was = before.points[next];
    if (at >= reports.length - tail && was?.at === at + later && isSameState(state, was.state)) {
      const rest = before.points.slice(next).map((point) => ({ at: point.at - later, state: point.state }));
      return { key: before.key, reports, points: [...points, ...rest], state: before.state };
    }
    if (at >= (points.at(-1)?.at ?? 0) + SPACING) points.push({ at, state });
  }
  return { key: before.key, reports, points, state };
}

/** A thread without reports. */
export const emptyThread = <S>(key: string, state: S): Thread<S> => ({ key, reports: [], points: [], state });

/**
 * The thread over other reports, most of them the same.
 * @param reports in order
 */
export const threadOver = <S>(before: Thread<S>, reports: readonly PlacedReport[], fold: ThreadFold<S>): Thread<S> =>
  reports === before.reports ? before : reread(before, { reports, ...sameEnds(before.reports, reports) }, fold);

/** The thread after some of its reports have changed; undefined where none is left. */
export function changedThread<S>(
  before: Thread<S>,
  removed: ReadonlySet<PlacedReport>,
  added: ReadonlySet<PlacedReport>,
  fold: ThreadFold<S>,
): Thread<S> | undefined {
  const rewritten = rewrite(before.reports, removed, added);
  return rewritten.reports.length === 0 ? undefined : reread(before, rewritten, fold);
}
