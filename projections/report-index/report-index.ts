/**
 * The report index of a negotiation: the reports of its log in order, tied into groups and sorted by subject, once for
 * every lens. An index never changes. Another event makes another index, which shares nearly all of its parts.
 */
import type { Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import type { Entry } from '../record/entries.js';
import type { PlacedReport } from '../record/placed-report.js';
import {
  isReport,
  publishedChange,
  type PublishedReport,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import { atOnce } from '../support/at-once.js';
import { remembering, type Once } from '../support/once.js';
import { AgreementTermsIndex, AgreementTermsReader, sameMembership } from './agreement-terms.js';
import { reportsBefore, sameReports, withReplaced, type Block } from './blocks.js';
import { buildingIndex, groupsReadBy, linksOf, withOffersOf, withSubjectsOf, type BuiltIndex } from './build-index.js';
import { DEFAULT_INDEX_LIMITS, type IndexLimits } from './index-limits.js';
import type { LookaheadSpans } from './lookahead-spans.js';
import type { GroupsByOffer } from './offer-groups.js';
import { isActive, readingLog } from './reading-log.js';
import { ReportGroup, type DeskRecord, type IndexedReport } from './report-group.js';
import { ResumePointsByKey, type ResumeKey, type ResumePoints } from './resume-points.js';
import { agreementsIn, type SubjectIndex } from './subject-index.js';

/** A value that is derived from an index and brought up to date, not derived again, when the index grows. */
export interface DerivedFromIndex {
  /**
   * The value for the next index, in which these groups are new or have changed. What it derives from is up to date.
   * @param once works out, for all values, what several need
   */
  with(next: ReportIndex, groups: readonly ReportGroup[], once: Once): DerivedFromIndex;
}

/** Derives a value from a whole index. The value is kept under its derivation, as by a key. */
export interface Derivation<T extends DerivedFromIndex> {
  from(reportIndex: ReportIndex): T;
}

interface Parts extends BuiltIndex {
  readonly entries: readonly Entry[];
  readonly last: Logged;
  readonly desk: DeskRecord;
  readonly limits: IndexLimits;
  readonly termsReader: AgreementTermsReader;
  readonly resumePoints: ResumePointsByKey;
  readonly derived: Map<Derivation<DerivedFromIndex>, DerivedFromIndex>;
}

/** See the file comment. Reports are in order: by place, then by publication, then by id. */
export class ReportIndex implements SubjectIndex, GroupsByOffer {
  /** All entries of the log, in the order of recording. */
  readonly entries: readonly Entry[];
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
    ({ entries: this.entries, desk: this.desk, blocks: this.blocks, last: this.lastEvent } = parts);
    ({ lookaheadSpans: this.lookaheadSpans, termsReader: this.termsReader } = parts);
    this.terms = new AgreementTermsIndex(this, parts.termsReader);
  }

  /**
   * The index of a log; null where the events do not open a negotiation.
   * @param negotiation the events of its stream, in the order of recording
   * @param sources the desk's source grades, in the order of recording
   */
  static of(
    negotiation: readonly Logged[],
    sources: readonly Logged[],
    limits: IndexLimits = DEFAULT_INDEX_LIMITS,
  ): ReportIndex | null {
    return atOnce(ReportIndex.building(negotiation, sources, limits));
  }

  /** The same step by step. The lists must not change meanwhile. */
  static *building(
    negotiation: readonly Logged[],
    sources: readonly Logged[],
    limits: IndexLimits,
  ): Generator<undefined, ReportIndex | null> {
    const read = yield* readingLog(negotiation, sources);
    if (!read) return null;
    const { counting, ...kept } = read;
    const { desk } = kept;
    return new ReportIndex({
      ...(yield* buildingIndex(counting, desk, limits)),
      ...kept,
      limits,
      termsReader: new AgreementTermsReader(desk.registry),
      resumePoints: new ResumePointsByKey(limits.reportsPerResumePoint),
      derived: new Map(),
    });
  }

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
    return this.parts.reportsBySubject.get(key) ?? [];
  }

  agreements(): AgreementId[] {
    return agreementsIn(this.blocks.flatMap(({ reports }) => reports));
  }

  /** Where a fold over the counted reports can be resumed. Points that still hold are carried on to the next index. */
  resumePoints<S>(key: ResumeKey<S>): ResumePoints<S> {
    return this.parts.resumePoints.of(key);
  }

  /** A value derived from this index: computed on first use, or brought up to date from the index before. */
  derive<T extends DerivedFromIndex>(derivation: Derivation<T>): T {
    const value = this.parts.derived.get(derivation) ?? derivation.from(this);
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
    const ids = this.entries.flatMap((entry) =>
      isReport(entry) && isActive(entry) ? [entry.fact.report.reportId] : [],
    );
    return [...new Set(ids)];
  }

  /** The groups of which something was published by then, and which read otherwise then than now. */
  groupsUnsettledAt(by: Instant): ReportGroup[] {
    return this.parts.changingGroups.filter(
      ({ firstPublishedAt, settledAt }) => firstPublishedAt <= by && by < settledAt,
    );
  }

  /** The index with one more event; undefined where the event changes earlier entries, and all is built anew. */
  with(logged: Logged): ReportIndex | undefined {
    const fact = this.desk.merges.fact(logged.fact);
    const entry = { logged, fact, voidedBy: undefined, amendedBy: [], unreadable: undefined };
    const change = publishedChange(entry);
    if (change) return this.withChange(entry, change);
    return isReport(entry) ? this.withReport(entry) : undefined;
  }

  private withReport(entry: ReportEntry): ReportIndex | undefined {
    const { groups, corroborating, missingTargets } = this.parts;
    const { reportId, corroborates } = entry.fact.report;
    if (groups.get(reportId) || missingTargets.has(reportId)) return undefined;
    // Reports that name one report are tied by it, also where it is not in the record.
    const tied = [
      ...(corroborates === undefined ? [] : [corroborates, ...(corroborating.get(corroborates) ?? [])]),
      ...(corroborating.get(reportId) ?? []),
    ];
    if (corroborates !== undefined)
      corroborating.set(corroborates, [...(corroborating.get(corroborates) ?? []), reportId]);
    return this.withGroup(entry, new Set(tied.flatMap((id) => groups.get(id) ?? [])), [entry], []);
  }

  private withChange(entry: Entry, change: PublishedChange): ReportIndex | undefined {
    const group = this.groupOf(change.reportId);
    if (!group) return undefined;
    const changes = [...group.changes, change];
    const hasNewLink = group.entries.some((e) =>
      linksOf(e, changes).some((id) => !group.entries.some(({ fact }) => fact.report.reportId === id)),
    );
    return hasNewLink ? undefined : this.withGroup(entry, new Set([group]), [], [change]);
  }

  /** The index in which one group, with more in it, replaces these groups. */
  private withGroup(
    entry: Entry,
    replaced: ReadonlySet<ReportGroup>,
    newReports: readonly ReportEntry[],
    newChanges: readonly PublishedChange[],
  ): ReportIndex {
    const { parts } = this;
    const old = [...replaced];
    const group = new ReportGroup(
      [...old.flatMap((g) => g.entries), ...newReports].toSorted((a, b) => a.logged.revision - b.logged.revision),
      [...old.flatMap((g) => g.changes), ...newChanges],
      parts.desk,
    );
    let { groups } = parts;
    for (const { fact } of group.entries) groups = groups.with(fact.report.reportId, group);
    const changing = old.length ? parts.changingGroups.filter((g) => !replaced.has(g)) : parts.changingGroups;
    const removed = old.flatMap((g) => g.reports);
    // In this order: the span that the group begins reaches to when the reports that it reads were published.
    for (const read of [group, ...groupsReadBy(group, groups)]) parts.lookaheadSpans.add(read);
    const next = new ReportIndex({
      ...parts,
      entries: [...this.entries, entry],
      last: entry.logged,
      groups,
      changingGroups: group.firstPublishedAt < group.settledAt ? [...changing, group] : changing,
      blocks: withReplaced(this.blocks, removed, group.reports, parts.limits.reportsPerBlock),
      reportsBySubject: withSubjectsOf(parts.reportsBySubject, removed, group.reports),
      groupsByOffer: withOffersOf(parts.groupsByOffer, replaced, group),
    });
    const same = Math.min(sameReports(this.blocks, next.blocks), this.sameLookahead(next, group, removed));
    const derived = new Map<Derivation<DerivedFromIndex>, DerivedFromIndex>();
    const complete = new ReportIndex({ ...next.parts, derived, resumePoints: parts.resumePoints.upTo(same) });
    const once = remembering();
    // In the order in which they were first derived: one may derive from another.
    for (const [key, value] of parts.derived) derived.set(key, value.with(complete, [...old, group], once));
    return complete;
  }

  /** How many reports come before the first whose meaning depends on a later report that changed in `next`. */
  private sameLookahead(next: ReportIndex, group: ReportGroup, removed: readonly IndexedReport[]): number {
    const touched = [...removed, ...group.reports].map(({ placed }) => placed);
    const changed = agreementsIn(touched).filter((id) => !sameMembership(this.terms.get(id), next.terms.get(id)));
    const ofAgreements = touched
      .flatMap((t) => this.lookaheadSpans.of(t))
      .filter((span) => changed.some((id) => span.agreements.has(id)));
    const ofWithdrawals = group.published.flatMap(({ report }) => this.lookaheadSpans.reading(report.reportId) ?? []);
    const from = Math.min(...[...ofAgreements, ...ofWithdrawals].map((span) => span.first));
    return from === Infinity ? Infinity : reportsBefore(this.blocks, from);
  }
}
