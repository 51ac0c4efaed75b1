/**
 * The chronicle of a negotiation: all that its log tells, settled, tied together and put in order once, for whatever
 * lens it is read under. It never changes: with another event it is another chronicle, which shares nearly all of it.
 */
import type { Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { actAlike, AgreementTerms } from './agreement-terms.js';
import { reportsBefore, rewritten, type Chapter } from './blocks.js';
import type { Checkpoints } from './resume-points.js';
import { settleEntries, type Entry } from '../record/entries.js';
import { gradingsOf } from '../record/grades.js';
import type { HaltedWalk } from '../phase/phase-state.js';
import type { Matters } from './lookahead-spans.js';
import { agreementsIn, type Mentions } from './subject-index.js';
import type { Threads } from './offer-groups.js';
import {
  isReport,
  publishedChange,
  type Published,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import { registryOf } from '../record/registry.js';
import { Thread, type Desk, type Line } from './report-group.js';
import type { Told } from '../record/placed-report.js';
import { mentionedAnew, spokenAnew, threadsTakenBackIn, tiesOf, type Woven, woven } from './build-index.js';

const isActive = (entry: Entry): boolean => entry.voidedBy === undefined;

/** Something that is worked out from a chronicle, and carried on with it as it grows. */
export interface CarriedOn {
  /** With these threads, which are new or read otherwise. */
  and(chronicle: Chronicle, threads: Iterable<Thread>): CarriedOn;
}

/** By what each of them is of no threads. */
type Carried = Map<CarriedOn, CarriedOn>;

interface Parts extends Woven {
  readonly entries: readonly Entry[];
  readonly last: Logged;
  readonly desk: Desk;
  readonly carried: Carried;
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
  /** What all its reports tell of agreements. */
  readonly terms: AgreementTerms;

  private constructor(private readonly parts: Parts) {
    ({ entries: this.entries, desk: this.desk, chapters: this.chapters, last: this.last } = parts);
    ({ matters: this.matters, walks: this.walks } = parts);
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
    return new Chronicle({ entries, last, desk, ...woven(counting, desk), carried: new Map() });
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

  /** What was worked out from it, or from what it continues; else it is now. */
  carry<T extends CarriedOn>(nothing: T): T {
    const carried = this.parts.carried.get(nothing) ?? nothing.and(this, this.threads());
    this.parts.carried.set(nothing, carried);
    return carried as T;
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
    for (const taken of threadsTakenBackIn(thread, threads)) parts.matters.add(taken);
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
    return new Chronicle({
      ...next.parts,
      carried: new Map(
        [...parts.carried].map(([nothing, known]) => [nothing, known.and(next, [...before, thread])] as const),
      ),
      walks: parts.walks.upTo(Math.min(this.alikeUpTo(next), this.lookedAheadTo(next, thread, gone))),
    });
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
