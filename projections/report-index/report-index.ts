/**
 * The chronicle of a negotiation: all that its log tells, settled, tied together and put in order once, for whatever
 * lens it is read under. It never changes: with another event it is another chronicle, which shares nearly all of it.
 */
import type { Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { sameMembership, AgreementTermsIndex } from './agreement-terms.js';
import { reportsBefore, withReplaced, type Block } from './blocks.js';
import type { ResumePoints } from './resume-points.js';
import { effectiveEntries, type Entry } from '../record/entries.js';
import { sourceGradesOf } from '../record/grades.js';
import type { PhaseState } from '../phase/phase-state.js';
import type { LookaheadSpans } from './lookahead-spans.js';
import { agreementsIn, type SubjectIndex } from './subject-index.js';
import type { GroupsByOffer } from './offer-groups.js';
import {
  isReport,
  publishedChange,
  type PublishedReport,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import { registryOf } from '../record/registry.js';
import { ReportGroup, type RegistryAndGrades, type IndexedReport } from './report-group.js';
import type { PlacedReport } from '../record/placed-report.js';
import { withSubjectsOf, withOffersOf, groupsWithdrawnIn, linksOf, type BuiltIndex, buildIndex } from './build-index.js';

const isActive = (entry: Entry): boolean => entry.voidedBy === undefined;

/** Something that is worked out from a chronicle, and carried on with it grows. */
export interface DerivedFromIndex {
  /** With these threads, which are new or read otherwise. */
  with(reportIndex: ReportIndex, groups: Iterable<ReportGroup>): DerivedFromIndex;
}

/** By what each of them is of no threads. */
type Derived = Map<DerivedFromIndex, DerivedFromIndex>;

interface Parts extends BuiltIndex {
  readonly entries: readonly Entry[];
  readonly last: Logged;
  readonly desk: RegistryAndGrades;
  readonly carried: Derived;
}

export class ReportIndex implements SubjectIndex, GroupsByOffer {
  readonly entries: readonly Entry[];
  readonly registryAndGrades: RegistryAndGrades;
  readonly blocks: readonly Block[];
  /** The last event. */
  readonly lastEvent: Logged;
  readonly lookaheadSpans: LookaheadSpans;
  /** Where the walk over its reports can be taken up again. */
  readonly phaseStates: ResumePoints<PhaseState>;
  /** What all its reports tell of agreements. */
  readonly terms: AgreementTermsIndex;

  private constructor(private readonly parts: Parts) {
    ({ entries: this.entries, desk: this.registryAndGrades, blocks: this.blocks, last: this.lastEvent } = parts);
    ({ lookaheadSpans: this.lookaheadSpans, phaseStates: this.phaseStates } = parts);
    this.terms = new AgreementTermsIndex(this, parts.desk.registry);
  }

  /**
   * Null where these events do not open the negotiation.
   * @param sources the desk's source grades
   */
  static of(negotiation: readonly Logged[], sources: readonly Logged[]): ReportIndex | null {
    const entries = effectiveEntries(negotiation);
    const counting = entries.filter(isActive);
    const registry = registryOf(counting);
    const last = negotiation.at(-1);
    if (!registry || !last) return null;
    const desk = { registry, grades: sourceGradesOf(effectiveEntries(sources).filter(isActive)) };
    return new ReportIndex({ entries, last, desk, ...buildIndex(counting, desk), carried: new Map() });
  }

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

  /** What was worked out from it, or from what it continues; else it is now. */
  derive<T extends DerivedFromIndex>(nothing: T): T {
    const carried = this.parts.carried.get(nothing) ?? nothing.with(this, this.groups());
    this.parts.carried.set(nothing, carried);
    return carried as T;
  }

  groups(): ReportGroup[] {
    return [...new Set(this.reportIds().flatMap((id) => this.groupOf(id) ?? []))];
  }

  /** In the order of recording. */
  reportIds(): ReportId[] {
    const ids = this.entries.flatMap((entry) =>
      isReport(entry) && isActive(entry) ? [entry.fact.report.reportId] : [],
    );
    return [...new Set(ids)];
  }

  /** The threads that had begun by then and read otherwise than they do now. */
  groupsUnsettledAt(by: Instant): ReportGroup[] {
    return this.parts.changingGroups.filter(
      ({ firstPublishedAt, settledAt }) => firstPublishedAt <= by && by < settledAt,
    );
  }

  /** The chronicle with one more event; undefined where it changes what came before, and all must be read anew. */
  with(logged: Logged): ReportIndex | undefined {
    const entry = { logged, fact: logged.fact, voidedBy: undefined, amendedBy: [], unreadable: undefined };
    const change = publishedChange(entry);
    if (change) return this.withChange(entry, change);
    return isReport(entry) ? this.withReport(entry) : undefined;
  }

  private withReport(entry: ReportEntry): ReportIndex | undefined {
    const { groups, tiedTo, missingTargets } = this.parts;
    const { reportId, corroborates } = entry.fact.report;
    if (groups.get(reportId) || missingTargets.has(reportId)) return undefined;
    const tied = [...(corroborates === undefined ? [] : [corroborates]), ...(tiedTo.get(reportId) ?? [])];
    if (corroborates !== undefined) tiedTo.set(corroborates, [...(tiedTo.get(corroborates) ?? []), reportId]);
    return this.withGroup(entry, new Set(tied.flatMap((id) => groups.get(id) ?? [])), [entry], []);
  }

  private withChange(entry: Entry, change: PublishedChange): ReportIndex | undefined {
    const group = this.groupOf(change.reportId);
    if (!group) return undefined;
    const changes = [...group.changes, change];
    const isTiedAnew = group.entries.some((e) =>
      linksOf(e, changes).some((id) => !group.entries.some(({ fact }) => fact.report.reportId === id)),
    );
    return isTiedAnew ? undefined : this.withGroup(entry, new Set([group]), [], [change]);
  }

  /** These threads are one, with more in it. */
  private withGroup(
    entry: Entry,
    before: ReadonlySet<ReportGroup>,
    reports: readonly ReportEntry[],
    changes: readonly PublishedChange[],
  ): ReportIndex {
    const { registryAndGrades, parts } = this;
    const together = [...before].flatMap((group) => group.entries);
    const group = new ReportGroup(
      [...together, ...reports].toSorted((a, b) => a.logged.revision - b.logged.revision),
      [...[...before].flatMap((t) => t.changes), ...changes],
      registryAndGrades,
    );
    let { groups } = parts;
    for (const { fact } of group.entries) groups = groups.with(fact.report.reportId, group);
    const changing = before.size ? parts.changingGroups.filter((t) => !before.has(t)) : parts.changingGroups;
    const gone = [...before].flatMap((t) => t.reports);
    for (const taken of groupsWithdrawnIn(group, groups)) parts.lookaheadSpans.add(taken);
    parts.lookaheadSpans.add(group);
    const next = new ReportIndex({
      ...parts,
      entries: [...this.entries, entry],
      last: entry.logged,
      groups,
      changingGroups: group.firstPublishedAt < group.settledAt ? [...changing, group] : changing,
      blocks: withReplaced(this.blocks, gone, group.reports),
      reportsBySubject: withSubjectsOf(parts.reportsBySubject, gone, group.reports),
      groupsByOffer: withOffersOf(parts.groupsByOffer, before, group),
    });
    return new ReportIndex({
      ...next.parts,
      carried: new Map(
        [...parts.carried].map(([nothing, known]) => [nothing, known.with(next, [...before, group])] as const),
      ),
      phaseStates: parts.phaseStates.upTo(Math.min(this.alikeUpTo(next), this.lookedAheadTo(next, group, gone))),
    });
  }

  /** How many reports come before those of which the walk reads otherwise what it looks ahead to. */
  private lookedAheadTo(next: ReportIndex, group: ReportGroup, gone: readonly IndexedReport[]): number {
    const touched = [...gone, ...group.reports].map(({ placed }) => placed);
    const named = agreementsIn(touched).filter((id) => !sameMembership(this.terms.get(id), next.terms.get(id)));
    const looking = touched
      .flatMap((t) => this.lookaheadSpans.of(t))
      .filter((m) => named.some((id) => m.agreements.has(id)));
    const taking = group.published.flatMap(({ report }) => this.lookaheadSpans.withdrawing(report.reportId) ?? []);
    const from = Math.min(...[...looking, ...taking].map((span) => span.first));
    return from === Infinity ? Infinity : reportsBefore(this.blocks, from);
  }

  /** How many reports stand in the chapters that are the very same, and before the lines that differ in the next. */
  private alikeUpTo(next: ReportIndex): number {
    let reports = 0;
    for (const [i, block] of this.blocks.entries()) {
      const other = next.blocks[i];
      if (other === block) reports += block.reports.length;
      else {
        const differs = block.reports.findIndex((t, at) => other?.reports[at] !== t);
        return reports + (differs < 0 ? block.reports.length : differs);
      }
    }
    return reports;
  }
}
