/**
 * The report index of a negotiation: the reports of its log in order, tied into groups and sorted by subject, once for
 * every lens. An index never changes. Another event makes another index, which shares nearly all of its parts.
 */
import type { Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import type { Entry } from '../record/entries.js';
import type { SourceGrades } from '../record/grades.js';
import type { PlacedReport } from '../record/placed-report.js';
import { isReport, publishedChange, type PublishedReport } from '../record/published-reports.js';
import type { PublishedChange, ReportEntry } from '../record/published-reports.js';
import { atOnce } from '../support/at-once.js';
import { lazy } from '../support/lazy.js';
import { AgreementTermsIndex, AgreementTermsReader } from './agreement-terms.js';
import { withReplaced, type Block } from './blocks.js';
import { newestOf } from './blocks-as-of.js';
import { buildingIndex, groupsOf, groupsReadBy, linksOf, type BuiltIndex, type IndexLimits } from './build-index.js';
import { withLinksOf, withOffersOf, withReportsOf, withSubjectsOf } from './build-index.js';
import { deskChange, type DeskChange, type GroupChange } from './changed-entries.js';
import { bringingUpToDate, type DerivationFrom, type Derived, type DerivedFrom, type Grown } from './derivation.js';
import { EntryLog } from './entry-log.js';
import type { LookaheadSpans } from './lookahead-spans.js';
import type { GroupsByOffer } from './offer-groups.js';
import { readingLog } from './reading-log.js';
import type { DeskRecord, ReportGroup } from './report-group.js';
import { fromTheLast, NO_REPORTS, type SubjectIndex } from './subject-index.js';

export type DerivedFromIndex = DerivedFrom<ReportIndex>;
export type Derivation<T extends DerivedFromIndex> = DerivationFrom<ReportIndex, T>;

interface Parts extends BuiltIndex {
  readonly log: EntryLog;
  readonly last: Logged;
  readonly desk: DeskRecord;
  readonly limits: IndexLimits;
  readonly termsReader: AgreementTermsReader;
  readonly derived: Derived<ReportIndex>;
}

/** Reports are in order: by place, then by publication, then by id. */
export class ReportIndex implements SubjectIndex, GroupsByOffer {
  /** All entries of the log, in the order of recording. */
  readonly log: EntryLog;
  readonly desk: DeskRecord;
  /** All reports that nobody has voided or retracted, in order. */
  readonly blocks: readonly Block[];
  readonly lastEvent: Logged;
  readonly lookaheadSpans: LookaheadSpans;
  /** The terms of all agreements. */
  readonly terms: AgreementTermsIndex;
  /** Derives agreement terms under the registry of this index. */
  readonly termsReader: AgreementTermsReader;

  private constructor(private readonly parts: Parts) {
    ({ log: this.log, desk: this.desk, blocks: this.blocks, last: this.lastEvent } = parts);
    ({ lookaheadSpans: this.lookaheadSpans, termsReader: this.termsReader } = parts);
    this.terms = new AgreementTermsIndex(this, parts.termsReader);
  }

  /**
   * Builds the index of a log step by step; null where the events do not open a negotiation. The lists must not change
   * meanwhile.
   * @param negotiation the events of its stream, in the order of recording
   * @param sources the desk's source grades, in the order of recording
   */
  static *building(
    negotiation: readonly Logged[],
    sources: readonly Logged[],
    limits: IndexLimits,
  ): Generator<undefined, ReportIndex | null> {
    const read = yield* readingLog(negotiation, sources);
    if (!read) return null;
    const { counting, entries, last, desk } = read;
    return new ReportIndex({
      ...(yield* buildingIndex(counting, desk, limits)),
      log: EntryLog.of(entries),
      last,
      desk,
      limits,
      termsReader: new AgreementTermsReader(desk.registry),
      derived: new Map(),
    });
  }

  /** The report that was published last. */
  readonly newest = lazy((): PlacedReport | undefined => newestOf(this.blocks));

  /** The group of a report; undefined where the report is not in the record, or voided. */
  groupOf(id: ReportId): ReportGroup | undefined {
    return this.parts.groups.get(id);
  }

  groupsNaming(key: string): readonly ReportGroup[] {
    return this.parts.groupsByOffer.get(key) ?? [];
  }

  /** The report as it reads now, retracted or not. */
  publishedReport(id: ReportId): PublishedReport | undefined {
    return this.groupOf(id)?.published.find(({ report }) => report.reportId === id);
  }

  of(key: string): readonly PlacedReport[] {
    return this.parts.reportsBySubject.get(key) ?? NO_REPORTS;
  }

  backwards(key: string): Iterable<PlacedReport> {
    return fromTheLast(this.of(key));
  }

  /** A value derived from this index: computed on first use, or brought up to date from the index before. */
  derive<T extends DerivedFromIndex>(derivation: Derivation<T>): T {
    return atOnce(this.deriving(derivation));
  }

  /** The same step by step, so that a caller can let others work in between. */
  *deriving<T extends DerivedFromIndex>(derivation: Derivation<T>): Generator<undefined, T> {
    const made = this.parts.derived.get(derivation) ?? (yield* derivation.building(this));
    // Another caller may have been quicker: what readings share is told apart by identity.
    const value = this.parts.derived.get(derivation) ?? made;
    this.parts.derived.set(derivation, value);
    // Under a derivation nothing but its own values is ever kept.
    return value as T;
  }

  /** All groups, in the order in which their first reports were recorded. */
  groups(): ReportGroup[] {
    return [...new Set(this.reportIds().flatMap((id) => this.groupOf(id) ?? []))];
  }

  /** All reports that are not voided, in the order of recording. */
  reportIds(): ReportId[] {
    return this.log.reportIds();
  }

  /** The groups of which something was published by then, and which read otherwise then than now. */
  groupsUnsettledAt(by: Instant): ReportGroup[] {
    return this.parts.changing.at(by);
  }

  /** The groups of which some had happened by then, but not all. */
  groupsHappeningAt(by: Instant): ReportGroup[] {
    return by === Infinity ? [] : this.parts.lasting.at(by);
  }

  /**
   * The index with one more event, with a pause after each value that is derived from it; undefined where the event changes
   * more than reports, and all is built anew.
   */
  *adding(logged: Logged): Generator<undefined, ReportIndex | undefined> {
    const grown = this.withEvent(logged);
    return grown && (yield* this.upToDate(grown));
  }

  /** The index of the same events in which some entries read otherwise, step by step as well. */
  rereading({ groups, change, entries }: DeskChange): Generator<undefined, ReportIndex> {
    return this.upToDate(this.withGroups(groups, change, this.log.withChanged(entries)));
  }

  /** The index in which these groups are graded otherwise, and whatever comes next. */
  regrading(grades: SourceGrades, groups: ReadonlySet<ReportGroup>): Generator<undefined, ReportIndex> {
    return this.upToDate(this.withGroups(groups, {}, this.log, { ...this.desk, grades }));
  }

  private *upToDate(grown: Grown<ReportIndex>): Generator<undefined, ReportIndex> {
    yield* bringingUpToDate(this.parts.derived, grown, grown.next.parts.derived);
    return grown.next;
  }

  private withEvent(logged: Logged): Grown<ReportIndex> | undefined {
    const fact = this.desk.merges.fact(logged.fact);
    const entry = { logged, fact, voidedBy: undefined, amendedBy: [], unreadable: undefined };
    const change = publishedChange(entry);
    if (change) return this.withChange(entry, change);
    return isReport(entry) ? this.withReport(entry) : this.withDeskChange(entry);
  }

  private withReport(entry: ReportEntry): Grown<ReportIndex> | undefined {
    const { reportId, corroborates } = entry.fact.report;
    if (this.groupOf(reportId) || this.isMissing(reportId)) return undefined;
    const tied = this.tiedTo(reportId, corroborates === undefined ? [] : [corroborates]);
    return this.withGroups(tied, { reports: [entry] }, this.log.with(entry));
  }

  private withChange(entry: Entry, change: PublishedChange): Grown<ReportIndex> | undefined {
    const group = this.groupOf(change.reportId);
    if (!group) return undefined;
    const changes = [...group.changes, change];
    const hasNewLink = group.entries.some((e) =>
      linksOf(e, changes).some((id) => !group.entries.some(({ fact }) => fact.report.reportId === id)),
    );
    return hasNewLink ? undefined : this.withGroups(new Set([group]), { changes: [change] }, this.log.with(entry));
  }

  /** Our desk voids, restores or amends what is here already. */
  private withDeskChange(entry: Entry): Grown<ReportIndex> | undefined {
    const made = this.desk.merges.isEmpty ? deskChange(this, entry.logged) : undefined;
    return made && this.withGroups(made.groups, made.change, this.log.withChanged(made.entries).with(entry));
  }

  /** Whether a publisher's change names this report, which is not in the record. */
  isMissing(id: ReportId): boolean {
    return this.parts.missingTargets.has(id);
  }

  /** The groups to which a report is tied that names these: by them, by what names it or the same, in the record or not. */
  tiedTo(id: ReportId, links: readonly ReportId[]): Set<ReportGroup> {
    const { corroborating } = this.parts;
    const tied = [...links, ...links.flatMap((to) => corroborating.get(to) ?? []), ...(corroborating.get(id) ?? [])];
    return new Set(tied.flatMap((one) => this.groupOf(one) ?? []));
  }

  /** The index in which other groups, with more or less in them, replace these. */
  private withGroups(
    replaced: ReadonlySet<ReportGroup>,
    { reports = [], changes = [], without = new Set<EntryId>() }: GroupChange,
    log: EntryLog,
    desk = this.desk,
  ): Grown<ReportIndex> {
    const { parts } = this;
    const old = [...replaced];
    const groupsHere = groupsOf(
      [...old.flatMap((g) => g.entries.filter(({ logged }) => !without.has(logged.id))), ...reports],
      [...old.flatMap((g) => g.changes.filter(({ id }) => !without.has(id))), ...changes],
      desk,
    );
    const groups = withReportsOf(parts.groups, old, groupsHere);
    const removed = old.flatMap((g) => g.reports);
    const added = groupsHere.flatMap((g) => g.reports);
    // In this order: the span that a group begins reaches to when the reports that it reads were published.
    for (const group of groupsHere)
      for (const read of [group, ...groupsReadBy(group, groups)]) parts.lookaheadSpans.add(read);
    const next = new ReportIndex({
      ...parts,
      desk,
      derived: new Map(),
      log,
      last: log.last ?? parts.last,
      groups,
      changing: parts.changing.with(old, groupsHere),
      lasting: parts.lasting.with(old, groupsHere),
      blocks: withReplaced(this.blocks, removed, added, parts.limits.reportsPerBlock),
      reportsBySubject: withSubjectsOf(parts.reportsBySubject, removed, added),
      groupsByOffer: withOffersOf(parts.groupsByOffer, replaced, groupsHere),
      corroborating: withLinksOf(parts.corroborating, old, groupsHere),
    });
    return { next, groups: [...old, ...groupsHere] };
  }
}
