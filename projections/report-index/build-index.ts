/** Weaves the reports of a log together: ties, order, and who speaks of what. */
import type { ReportId } from '../../events/ids.js';
import { chaptersOf, type Chapter } from './blocks.js';
import { Checkpoints } from './resume-points.js';
import { linkedBy } from '../record/developments.js';
import type { Entry } from '../record/entries.js';
import { grouped } from '../support/group-by.js';
import type { HaltedWalk } from '../phase/phase-state.js';
import { Matters } from './lookahead-spans.js';
import { FewMentions, mentionsIn, takenBackIn } from './subject-index.js';
import { inOrder } from '../record/order.js';
import {
  isReport,
  publishedChange,
  versionsOf,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import { SharedMap } from '../support/persistent-map.js';
import { Thread, type Desk, type Line } from './report-group.js';
import type { Told } from '../record/placed-report.js';

/** All reports that a report names as the same development, as it was entered and as it was corrected. */
export function tiesOf(entry: ReportEntry, changes: readonly PublishedChange[]): ReportId[] {
  const ties = versionsOf(entry, changes).flatMap(({ corroborates }) => corroborates ?? []);
  return ties.length > 1 ? [...new Set(ties)] : ties;
}

/** The reports of a negotiation, tied together and in order, and what is found among them. */
export interface Woven {
  readonly threads: SharedMap<ReportId, Thread>;
  /** Those that have not always read as they do now. */
  readonly changing: readonly Thread[];
  readonly chapters: readonly Chapter[];
  /** By what they speak of, the reports that count. */
  readonly mentions: SharedMap<string, readonly Told[]>;
  readonly matters: Matters;
  readonly walks: Checkpoints<HaltedWalk>;
  readonly speaking: SharedMap<string, readonly Thread[]>;
  /** By a report, those that name it as the same development: it may come later than they. */
  readonly tiedTo: Map<ReportId, ReportId[]>;
  /** Reports that are changed, and are not there. */
  readonly awaited: ReadonlySet<ReportId>;
}

/** The threads of which some report is taken back in this one. */
export const threadsTakenBackIn = ({ lines }: Thread, threads: SharedMap<ReportId, Thread>): Thread[] =>
  lines.flatMap(({ told }) => {
    const id = takenBackIn(told);
    return (id !== undefined && threads.get(id)) || [];
  });

export function spokenAnew(
  speaking: SharedMap<string, readonly Thread[]>,
  before: ReadonlySet<Thread>,
  thread: Thread,
): SharedMap<string, readonly Thread[]> {
  let anew = speaking;
  for (const key of thread.speaksOf)
    anew = anew.with(key, [...(speaking.get(key) ?? []).filter((t) => !before.has(t)), thread]);
  return anew;
}

export function mentionedAnew(
  mentions: SharedMap<string, readonly Told[]>,
  gone: readonly Line[],
  added: readonly Line[],
): SharedMap<string, readonly Told[]> {
  const counting = (lines: readonly Line[]) => lines.filter((line) => line.counts).map((line) => line.told);
  const without = new Set(counting(gone));
  const more = counting(added);
  let anew = mentions;
  for (const key of new Set([...without, ...more].flatMap(mentionsIn))) {
    const kept = (mentions.get(key) ?? []).filter((t) => !without.has(t));
    const others = more.filter((t) => mentionsIn(t).includes(key));
    const last = kept.at(-1);
    const isAfter = last === undefined || others.every((t) => inOrder(last, t) < 0);
    anew = anew.with(key, isAfter ? [...kept, ...others] : [...kept, ...others].toSorted(inOrder));
  }
  return anew;
}

function speakingIn(all: readonly Thread[]): SharedMap<string, readonly Thread[]> {
  const byKey = new Map<string, Thread[]>();
  for (const thread of all)
    for (const key of thread.speaksOf) {
      const others = byKey.get(key);
      if (others) others.push(thread);
      else byKey.set(key, [thread]);
    }
  return SharedMap.of(byKey);
}

/** Ties the reports together and puts them in order. */
export function woven(counting: readonly Entry[], desk: Desk): Woven {
  const reports = new Map(counting.filter(isReport).map((entry) => [entry.fact.report.reportId, entry]));
  const changes = grouped(
    counting.flatMap((entry) => publishedChange(entry) ?? []),
    (change) => change.reportId,
  );
  const tiedTo = new Map<ReportId, ReportId[]>();
  const ties: [ReportId, ReportId][] = [];
  for (const [id, entry] of reports)
    for (const target of tiesOf(entry, changes.get(id) ?? [])) {
      ties.push([id, target]);
      tiedTo.set(target, [...(tiedTo.get(target) ?? []), id]);
    }
  const root = linkedBy(ties.filter(([, target]) => reports.has(target)));
  const threads = new Map<ReportId, Thread>();
  const all: Thread[] = [];
  for (const [, tied] of grouped(reports, ([id]) => root(id))) {
    const ids = tied.map(([id]) => id);
    const thread = new Thread(
      tied.map(([, entry]) => entry),
      ids.flatMap((id) => changes.get(id) ?? []),
      desk,
    );
    all.push(thread);
    for (const id of ids) threads.set(id, thread);
  }
  const chapters = chaptersOf(all.flatMap((thread) => thread.lines).toSorted((a, b) => inOrder(a.told, b.told)));
  const matters = new Matters();
  // Twice: what is taken back may come before or after what takes it back.
  for (const thread of [...all, ...all]) matters.add(thread);
  const mentions = new FewMentions(chapters.flatMap((chapter) => chapter.reports));
  return {
    mentions: SharedMap.of(mentions.all()),
    matters,
    walks: new Checkpoints(),
    speaking: speakingIn(all),
    threads: SharedMap.of(threads),
    changing: all.filter((thread) => thread.from < thread.settledAt),
    chapters,
    tiedTo,
    awaited: new Set([...changes.keys()].filter((id) => !reports.has(id))),
  };
}
