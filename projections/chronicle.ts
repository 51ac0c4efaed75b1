/**
 * The chronicle of a negotiation: all that its log tells, settled, tied together and put in order once, for whatever
 * lens it is read under. It never changes: with another event it is another chronicle, which shares nearly all of it.
 */
import type { Instant } from '../events/dates.js';
import type { Logged } from '../events/event.js';
import type { AgreementId, ReportId } from '../events/ids.js';
import { actAlike, AgreementTerms } from './agreement-terms.js';
import { chaptersOf, reportsBefore, rewritten, type Chapter } from './chapters.js';
import { Checkpoints } from './checkpoints.js';
import { linkedBy } from './developments.js';
import { settleEntries, type Entry } from './entries.js';
import { gradingsOf } from './grades.js';
import { grouped } from './grouped.js';
import type { HaltedWalk } from './halted-walk.js';
import { Matters } from './matters.js';
import { agreementsIn, FewMentions, mentionsIn, takenBackIn, type Mentions } from './mentions.js';
import { OfferSpans, type OfferKey, type Threads } from './offer-threads.js';
import { inOrder } from './placing.js';
import {
  isReport,
  publishedChange,
  type Published,
  type PublishedChange,
  type ReportEntry,
  versionsOf,
} from './published.js';
import { registryOf } from './registry.js';
import { SharedMap } from './shared-map.js';
import { Thread, type Desk, type Line } from './thread.js';
import type { Told } from './told.js';

const isActive = (entry: Entry): boolean => entry.voidedBy === undefined;

/** All reports that a report names as the same development, as it was entered and as it was corrected. */
const tiesOf = (entry: ReportEntry, changes: readonly PublishedChange[]): ReportId[] => [
  ...new Set(versionsOf(entry, changes).flatMap(({ corroborates }) => corroborates ?? [])),
];

interface Parts {
  readonly entries: readonly Entry[];
  readonly last: Logged;
  readonly desk: Desk;
  readonly threads: SharedMap<ReportId, Thread>;
  /** Those that have not always read as they do now. */
  readonly changing: readonly Thread[];
  readonly chapters: readonly Chapter[];
  /** By what they speak of, the reports that count. */
  readonly mentions: SharedMap<string, readonly Told[]>;
  readonly matters: Matters;
  readonly walks: Checkpoints<HaltedWalk>;
  readonly speaking: SharedMap<string, readonly Thread[]>;
  readonly offerSpans: OfferSpans;
  readonly offers: Checkpoints<ReadonlySet<OfferKey>>;
  /** By a report, those that name it as the same development: it may come later than they. */
  readonly tiedTo: Map<ReportId, ReportId[]>;
  /** Reports that are changed, and are not there. */
  readonly awaited: ReadonlySet<ReportId>;
}

export class Chronicle implements Mentions, Threads {
  readonly entries: readonly Entry[];
  readonly desk: Desk;
  readonly chapters: readonly Chapter[];
  /** The last event. */
  readonly last: Logged;
  readonly matters: Matters;
  /** Where the walk over its reports can be taken up again. */
  readonly walks: Checkpoints<HaltedWalk>;
  readonly offerSpans: OfferSpans;
  /** Which offers were open after a number of its reports. */
  readonly offers: Checkpoints<ReadonlySet<OfferKey>>;
  /** What all its reports tell of agreements. */
  readonly terms: AgreementTerms;

  private constructor(private readonly parts: Parts) {
    ({ entries: this.entries, desk: this.desk, chapters: this.chapters, last: this.last } = parts);
    ({ matters: this.matters, walks: this.walks, offerSpans: this.offerSpans, offers: this.offers } = parts);
    this.terms = new AgreementTerms(this, parts.desk.registry);
  }

  /**
   * Null where these events do not open the negotiation.
   * @param sources the desk's source grades
   */
  static of(negotiation: readonly Logged[], sources: readonly Logged[]): Chronicle | null {
    const entries = settleEntries(negotiation);
    const counting = entries.filter(isActive);
    const registry = registryOf(counting);
    const last = negotiation.at(-1);
    if (!registry || !last) return null;
    const desk = { registry, gradings: gradingsOf(settleEntries(sources).filter(isActive)) };
    const chronicle = new Chronicle({ entries, last, desk, ...woven(counting, desk) });
    chronicle.offerSpans.add(chronicle, chronicle.threads());
    return chronicle;
  }

  threadOf(id: ReportId): Thread | undefined {
    return this.parts.threads.get(id);
  }

  speakingOf(key: string): readonly Thread[] {
    return this.parts.speaking.get(key) ?? [];
  }

  /** The report as it reads now, retracted or not. */
  publishedReport(id: ReportId): Published | undefined {
    return this.threadOf(id)?.published.find(({ report }) => report.reportId === id);
  }

  of(key: string): readonly Told[] {
    return this.parts.mentions.get(key) ?? [];
  }

  agreements(): AgreementId[] {
    return agreementsIn(this.chapters.flatMap(({ reports }) => reports));
  }

  threads(): Thread[] {
    return [...new Set(this.reportIds().flatMap((id) => this.threadOf(id) ?? []))];
  }

  /** In the order of recording. */
  reportIds(): ReportId[] {
    const ids = this.entries.flatMap((entry) =>
      isReport(entry) && isActive(entry) ? [entry.fact.report.reportId] : [],
    );
    return [...new Set(ids)];
  }

  /** The threads that had begun by then and read otherwise than they do now. */
  unsettledAt(by: Instant): Thread[] {
    return this.parts.changing.filter(({ from, settledAt }) => from <= by && by < settledAt);
  }

  /** The chronicle with one more event; undefined where it changes what came before, and all must be read anew. */
  and(logged: Logged): Chronicle | undefined {
    const entry = { logged, fact: logged.fact, voidedBy: undefined, amendedBy: [], unreadable: undefined };
    const change = publishedChange(entry);
    if (change) return this.withChange(entry, change);
    return isReport(entry) ? this.withReport(entry) : undefined;
  }

  private withReport(entry: ReportEntry): Chronicle | undefined {
    const { threads, tiedTo, awaited } = this.parts;
    const { reportId, corroborates } = entry.fact.report;
    if (threads.get(reportId) || awaited.has(reportId)) return undefined;
    const tied = [...(corroborates === undefined ? [] : [corroborates]), ...(tiedTo.get(reportId) ?? [])];
    if (corroborates !== undefined) tiedTo.set(corroborates, [...(tiedTo.get(corroborates) ?? []), reportId]);
    return this.retold(entry, new Set(tied.flatMap((id) => threads.get(id) ?? [])), [entry], []);
  }

  private withChange(entry: Entry, change: PublishedChange): Chronicle | undefined {
    const thread = this.threadOf(change.reportId);
    if (!thread) return undefined;
    const changes = [...thread.changes, change];
    const isTiedAnew = thread.entries.some((e) =>
      tiesOf(e, changes).some((id) => !thread.entries.some(({ fact }) => fact.report.reportId === id)),
    );
    return isTiedAnew ? undefined : this.retold(entry, new Set([thread]), [], [change]);
  }

  /** These threads are one, with more in it. */
  private retold(
    entry: Entry,
    before: ReadonlySet<Thread>,
    reports: readonly ReportEntry[],
    changes: readonly PublishedChange[],
  ): Chronicle {
    const { desk, parts } = this;
    const together = [...before].flatMap((thread) => thread.entries);
    const thread = new Thread(
      [...together, ...reports].toSorted((a, b) => a.logged.revision - b.logged.revision),
      [...[...before].flatMap((t) => t.changes), ...changes],
      desk,
    );
    let { threads } = parts;
    for (const { fact } of thread.entries) threads = threads.with(fact.report.reportId, thread);
    const changing = before.size ? parts.changing.filter((t) => !before.has(t)) : parts.changing;
    const gone = [...before].flatMap((t) => t.lines);
    for (const taken of takenBackBy(thread, threads)) parts.matters.add(taken);
    parts.matters.add(thread);
    const next = new Chronicle({
      ...parts,
      entries: [...this.entries, entry],
      last: entry.logged,
      threads,
      changing: thread.from < thread.settledAt ? [...changing, thread] : changing,
      chapters: rewritten(this.chapters, gone, thread.lines),
      mentions: mentionedAnew(parts.mentions, gone, thread.lines),
      speaking: spokenAnew(parts.speaking, before, thread),
    });
    next.offerSpans.add(next, [thread]);
    const alike = this.alikeUpTo(next);
    return new Chronicle({
      ...next.parts,
      walks: parts.walks.upTo(Math.min(alike, this.lookedAheadTo(next, thread, gone))),
      offers: parts.offers.upTo(Math.min(alike, next.beforeNaming(thread))),
    });
  }

  /** How many reports come before those that name a report of a thread: what they answer or take back is another. */
  private beforeNaming({ entries }: Thread): number {
    const naming = entries.flatMap(({ fact }) => this.speakingOf(`report:${fact.report.reportId}`));
    const places = naming.flatMap(({ lines }) => lines.map(({ told }) => told.place.at));
    return places.length ? reportsBefore(this.chapters, Math.min(...places)) : Infinity;
  }

  /** How many reports come before those of which the walk reads otherwise what it looks ahead to. */
  private lookedAheadTo(next: Chronicle, thread: Thread, gone: readonly Line[]): number {
    const touched = [...gone, ...thread.lines].map(({ told }) => told);
    const named = agreementsIn(touched).filter((id) => !actAlike(this.terms.get(id), next.terms.get(id)));
    const looking = touched.flatMap((t) => this.matters.of(t)).filter((m) => named.some((id) => m.agreements.has(id)));
    const taking = thread.published.flatMap(({ report }) => this.matters.takingBack(report.reportId) ?? []);
    const from = Math.min(...[...looking, ...taking].map((matter) => matter.first));
    return from === Infinity ? Infinity : reportsBefore(this.chapters, from);
  }

  /** How many reports stand in the chapters that are the very same, and before the lines that differ in the next. */
  private alikeUpTo(next: Chronicle): number {
    let reports = 0;
    for (const [i, chapter] of this.chapters.entries()) {
      const other = next.chapters[i];
      if (other === chapter) reports += chapter.reports.length;
      else {
        const differs = chapter.reports.findIndex((t, at) => other?.reports[at] !== t);
        return reports + (differs < 0 ? chapter.reports.length : differs);
      }
    }
    return reports;
  }
}

/** The threads of which some report is taken back in this one. */
const takenBackBy = ({ lines }: Thread, threads: SharedMap<ReportId, Thread>): Thread[] =>
  lines.flatMap(({ told }) => {
    const id = takenBackIn(told);
    return (id !== undefined && threads.get(id)) || [];
  });

function spokenAnew(
  speaking: SharedMap<string, readonly Thread[]>,
  before: ReadonlySet<Thread>,
  thread: Thread,
): SharedMap<string, readonly Thread[]> {
  let anew = speaking;
  for (const key of thread.speaksOf)
    anew = anew.with(key, [...(speaking.get(key) ?? []).filter((t) => !before.has(t)), thread]);
  return anew;
}

function mentionedAnew(
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
    const with_ = more.filter((t) => mentionsIn(t).includes(key));
    const last = kept.at(-1);
    const isAfter = last === undefined || with_.every((t) => inOrder(last, t) < 0);
    anew = anew.with(key, isAfter ? [...kept, ...with_] : [...kept, ...with_].toSorted(inOrder));
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
  let speaking = SharedMap.empty<string, readonly Thread[]>();
  for (const [key, threads] of byKey) speaking = speaking.with(key, threads);
  return speaking;
}

/** Ties the reports together and puts them in order. */
function woven(counting: readonly Entry[], desk: Desk): Omit<Parts, 'entries' | 'last' | 'desk'> {
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
  let threads = SharedMap.empty<ReportId, Thread>();
  const all: Thread[] = [];
  for (const [, tied] of grouped(reports, ([id]) => root(id))) {
    const ids = tied.map(([id]) => id);
    const thread = new Thread(
      tied.map(([, entry]) => entry),
      ids.flatMap((id) => changes.get(id) ?? []),
      desk,
    );
    all.push(thread);
    for (const id of ids) threads = threads.with(id, thread);
  }
  const chapters = chaptersOf(all.flatMap((thread) => thread.lines).toSorted((a, b) => inOrder(a.told, b.told)));
  const matters = new Matters();
  // Twice: what is taken back may come before or after what takes it back.
  for (const thread of [...all, ...all]) matters.add(thread);
  let mentions = SharedMap.empty<string, readonly Told[]>();
  for (const [key, reports] of new FewMentions(chapters.flatMap((chapter) => chapter.reports)).all())
    mentions = mentions.with(key, reports);
  return {
    mentions,
    matters,
    walks: new Checkpoints(),
    offers: new Checkpoints(),
    offerSpans: new OfferSpans(),
    speaking: speakingIn(all),
    threads,
    changing: all.filter((thread) => thread.from < thread.settledAt),
    chapters,
    tiedTo,
    awaited: new Set([...changes.keys()].filter((id) => !reports.has(id))),
  };
}
