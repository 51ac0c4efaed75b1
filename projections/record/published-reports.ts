/** Reports as their publishers have them at an instant: with corrections and retractions, grades and developments. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { JsonObject } from '../../events/envelope.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Reliability } from '../../events/vocabulary.js';
import { Aliases } from './aliases.js';
import { linkDevelopments } from './developments.js';
import { patched, type Entry } from './entries.js';
import { gradeOf, type SourceGrades } from './grades.js';
import { groupBy } from '../support/group-by.js';

/** A published report, whether or not a lens lets it count. */
export interface PublishedReport {
  /** With the desk's amendments and the publisher's corrections merged in. */
  readonly report: Report;
  readonly entry: Entry;
  /** As names are compared, aliases read as what they stand for. */
  readonly publisher: string;
  /** The same. */
  readonly origin: string;
  /** As the desk grades the source. */
  readonly reliability: Reliability | undefined;
  /** Graded D, E, 4 or 5. */
  readonly poor: boolean;
  /** The id of one report of its development, the same for all of them. */
  readonly development: ReportId;
  readonly correctedBy: readonly EntryId[];
  /** The retraction of it, or of a report of the same development by the same origin. */
  readonly retractedBy: EntryId | undefined;
  readonly publishedAt: Instant;
  /** Never later than `publishedAt`. */
  readonly happenedAt: Instant;
  /** The EDTF date that `happenedAt` comes from, as written. */
  readonly happenedText: string;
}

/** What a publisher did to a report of its own. */
export interface PublishedChange {
  readonly id: EntryId;
  readonly type: 'ReportRetracted' | 'ReportReinstated' | 'ReportCorrected';
  readonly at: Instant;
  readonly reportId: ReportId;
  /** The RFC 7386 patch of a correction. */
  readonly changes: JsonObject | undefined;
}

/** The change that an entry makes, if it is a publisher's. */
export function publishedChange({ fact, logged }: Entry): PublishedChange | undefined {
  if (fact.type !== 'ReportRetracted' && fact.type !== 'ReportReinstated' && fact.type !== 'ReportCorrected')
    return undefined;
  const { type } = fact;
  const changes = type === 'ReportCorrected' ? fact.data.changes : undefined;
  return { id: logged.id, type, at: latestInstant(fact.data.reportedAt), reportId: fact.data.reportId, changes };
}

const byPublication = (a: PublishedChange, b: PublishedChange): number => a.at - b.at || (a.id < b.id ? -1 : 1);

type CorrectedReport = Omit<PublishedReport, 'development' | 'retractedBy'>;

/** An entry that is a report. */
export interface ReportEntry extends Entry {
  readonly fact: { readonly type: 'Report'; readonly report: Report };
}

/** Whether an entry is a report. */
export const isReport = (entry: Entry): entry is ReportEntry => entry.fact.type === 'Report';

/** When a report was published: by its `reportedAt` as entered. A correction of that date does not move it. */
export const publicationOf = ({ fact }: ReportEntry): Instant => latestInstant(fact.report.reportedAt);

/** The report after each correction that can be read. */
function corrections(entry: ReportEntry, changes: readonly PublishedChange[]): (readonly [Report, EntryId])[] {
  let { report } = entry.fact;
  return changes.flatMap(({ id, changes: patch }) => {
    const result = patch === undefined ? undefined : patched({ type: 'Report', report }, patch);
    if (!result || 'unreadable' in result || result.type !== 'Report') return [];
    report = result.report;
    return [[report, id] as const];
  });
}

/** The report as it was entered, and after each of its corrections, in the order of their publication. */
export function versionsOf(entry: ReportEntry, changes: readonly PublishedChange[]): Report[] {
  const { report } = entry.fact;
  if (changes.length === 0) return [report];
  const own = changes.filter(({ reportId }) => reportId === report.reportId).toSorted(byPublication);
  return [report, ...corrections(entry, own).map(([version]) => version)];
}

/** The report with the publisher's corrections merged in. */
function corrected(entry: ReportEntry, changes: readonly PublishedChange[], desk: SourceDesk): CorrectedReport {
  const steps = corrections(entry, changes);
  const report = steps.at(-1)?.[0] ?? entry.fact.report;
  const correctedBy = steps.map(([, id]) => id);
  const { publishedAt, happenedAt, happenedText } = clocksOf(report);
  const { publisher, origin, reliability, poor } = sourceOf(report, desk);
  // Field by field, here and below: this runs for every report of a log, and spreading takes several times as long.
  return { report, entry, publisher, origin, reliability, poor, correctedBy, publishedAt, happenedAt, happenedText };
}

/** A report's two dates, each as its last instant. What happened is never later than its publication. */
export function clocksOf(report: Report): Pick<PublishedReport, 'publishedAt' | 'happenedAt' | 'happenedText'> {
  const publishedAt = latestInstant(report.reportedAt);
  const occurred = report.occurredAt === undefined ? publishedAt : latestInstant(report.occurredAt);
  return {
    publishedAt,
    happenedAt: Math.min(occurred, publishedAt),
    happenedText: report.occurredAt ?? report.reportedAt,
  };
}

/** What the desk has recorded of sources. */
export interface SourceDesk {
  readonly grades: SourceGrades;
  readonly aliases: Aliases;
}

type SourceFields = Pick<PublishedReport, 'publisher' | 'origin' | 'reliability' | 'poor'>;

function sourceOf(report: Report, { grades, aliases }: SourceDesk): SourceFields {
  const { source } = report;
  const publisher = aliases.keyOf(source.publisher);
  const reliability = gradeOf(grades, publisher, report);
  const poorSource = reliability === 'D' || reliability === 'E';
  return {
    publisher,
    origin: source.origin === undefined ? publisher : aliases.keyOf(source.origin),
    reliability,
    poor: poorSource || report.credibility === 4 || report.credibility === 5,
  };
}

/**
 * Reports as they had been published by an instant.
 * @param entries a whole group: every report that may be tied to one of them is among them
 * @param changes the retractions, reinstatements and corrections of these reports
 */
export function publishedAsOf(
  entries: readonly ReportEntry[],
  changes: readonly PublishedChange[],
  desk: SourceDesk,
  by: Instant,
): PublishedReport[] {
  const [only] = entries;
  if (only && entries.length === 1 && changes.length === 0)
    return publicationOf(only) > by
      ? []
      : [asPublished(corrected(only, [], desk), only.fact.report.reportId, undefined)];
  const inEffect = changes.filter((change) => change.at <= by).toSorted(byPublication);
  const changesOf = groupBy(inEffect, (change) => change.reportId);
  const readable = new Map<ReportId, CorrectedReport>();
  for (const entry of entries) {
    if (publicationOf(entry) > by) continue;
    const id = entry.fact.report.reportId;
    readable.set(id, corrected(entry, changesOf.get(id) ?? [], desk));
  }
  const developments = linkDevelopments([...readable.values()].map((r) => r.report));
  const retractedBy = retractionsIn(readable, developments, changesOf);
  return [...readable].map(([id, r]) => asPublished(r, developments.get(id) ?? id, retractedBy.get(id)));
}

const isRetraction = ({ type }: PublishedChange): boolean => type === 'ReportRetracted';

/**
 * By report, the first retraction that reaches it. A retraction reaches the report that it names, and the copies that were
 * published up to then: those of the same development by the same origin. A reinstatement ends the retractions of its
 * report that were published up to then, and shields the report from all others published up to then.
 */
function retractionsIn(
  readable: ReadonlyMap<ReportId, CorrectedReport>,
  developments: ReadonlyMap<ReportId, ReportId>,
  changesOf: ReadonlyMap<ReportId, readonly PublishedChange[]>,
): ReadonlyMap<ReportId, EntryId> {
  const retracted = new Map<ReportId, EntryId>();
  const reinstatedAt = (id: ReportId): Instant =>
    changesOf.get(id)?.findLast(({ type }) => type === 'ReportReinstated')?.at ?? -Infinity;
  const inForce = [...changesOf.values()]
    .flat()
    .filter((change) => isRetraction(change) && change.at > reinstatedAt(change.reportId))
    .toSorted(byPublication);
  if (inForce.length === 0) return retracted;
  const copyOf = (r: CorrectedReport) => `${developments.get(r.report.reportId) ?? ''}\n${r.origin}`;
  const copies = groupBy([...readable.values()], copyOf);
  for (const { id: by, at, reportId } of inForce) {
    const target = readable.get(reportId);
    for (const copy of target ? (copies.get(copyOf(target)) ?? []) : []) {
      const { reportId: id } = copy.report;
      const isReached = copy === target || (publicationOf(copy.entry as ReportEntry) <= at && reinstatedAt(id) < at);
      if (isReached && !retracted.has(id)) retracted.set(id, by);
    }
  }
  return retracted;
}

const asPublished = (r: CorrectedReport, development: ReportId, retractedBy: EntryId | undefined): PublishedReport => ({
  report: r.report,
  entry: r.entry,
  publisher: r.publisher,
  origin: r.origin,
  reliability: r.reliability,
  poor: r.poor,
  development,
  correctedBy: r.correctedBy,
  retractedBy,
  publishedAt: r.publishedAt,
  happenedAt: r.happenedAt,
  happenedText: r.happenedText,
});
