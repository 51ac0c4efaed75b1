/** Reports as their publishers have them at an instant: with corrections and retractions, grades and developments. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { JsonObject } from '../../events/envelope.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparable } from '../../events/text.js';
import type { Reliability } from '../../events/vocabulary.js';
import { linkDevelopments } from './developments.js';
import { patched, type Entry } from './entries.js';
import { gradeOf, type SourceGrades } from './grades.js';
import { groupBy } from '../support/group-by.js';

/** A published report, whether or not a lens lets it count. */
export interface PublishedReport {
  /** With the desk's amendments and the publisher's corrections merged in. */
  readonly report: Report;
  readonly entry: Entry;
  /** As names are compared. */
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

/** A retraction or a correction. */
export interface PublishedChange {
  readonly id: EntryId;
  readonly at: Instant;
  readonly reportId: ReportId;
  /** The RFC 7386 patch of a correction; undefined for a retraction. */
  readonly changes: JsonObject | undefined;
}

/** The change that an entry makes, if it is a retraction or a correction. */
export function publishedChange({ fact, logged }: Entry): PublishedChange | undefined {
  if (fact.type !== 'ReportRetracted' && fact.type !== 'ReportCorrected') return undefined;
  const changes = fact.type === 'ReportCorrected' ? fact.data.changes : undefined;
  return { id: logged.id, at: latestInstant(fact.data.reportedAt), reportId: fact.data.reportId, changes };
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
function corrected(entry: ReportEntry, changes: readonly PublishedChange[], grades: SourceGrades): CorrectedReport {
  const steps = corrections(entry, changes);
  const report = steps.at(-1)?.[0] ?? entry.fact.report;
  const correctedBy = steps.map(([, id]) => id);
  const { publishedAt, happenedAt, happenedText } = clocksOf(report);
  const { origin, reliability, poor } = gradesOf(report, grades);
  // Field by field, here and below: this runs for every report of a log, and spreading takes several times as long.
  return { report, entry, origin, reliability, poor, correctedBy, publishedAt, happenedAt, happenedText };
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

function gradesOf(report: Report, grades: SourceGrades): Pick<PublishedReport, 'origin' | 'reliability' | 'poor'> {
  const reliability = gradeOf(grades, report);
  const poorSource = reliability === 'D' || reliability === 'E';
  return {
    origin: comparable(report.source.origin ?? report.source.publisher),
    reliability,
    poor: poorSource || report.credibility === 4 || report.credibility === 5,
  };
}

/**
 * Reports as they had been published by an instant.
 * @param entries a whole group: every report that may be tied to one of them is among them
 * @param changes the retractions and corrections of these reports
 */
export function publishedAsOf(
  entries: readonly ReportEntry[],
  changes: readonly PublishedChange[],
  grades: SourceGrades,
  by: Instant,
): PublishedReport[] {
  const [only] = entries;
  if (only && entries.length === 1 && changes.length === 0)
    return publicationOf(only) > by
      ? []
      : [asPublished(corrected(only, [], grades), only.fact.report.reportId, undefined)];
  const inEffect = changes.filter((change) => change.at <= by).toSorted(byPublication);
  const changesOf = groupBy(inEffect, (change) => change.reportId);
  const readable = new Map<ReportId, CorrectedReport>();
  for (const entry of entries) {
    if (publicationOf(entry) > by) continue;
    const id = entry.fact.report.reportId;
    readable.set(id, corrected(entry, changesOf.get(id) ?? [], grades));
  }
  const developments = linkDevelopments([...readable.values()].map((r) => r.report));
  const copyOf = (r: CorrectedReport) => `${developments.get(r.report.reportId) ?? ''}\n${r.origin}`;
  const retracted = new Map<string, EntryId>();
  for (const [id, ofReport] of changesOf) {
    const retraction = ofReport.find((c) => c.changes === undefined);
    const target = readable.get(id);
    if (retraction && target) retracted.set(copyOf(target), retracted.get(copyOf(target)) ?? retraction.id);
  }
  return [...readable].map(([id, r]) =>
    asPublished(r, developments.get(id) ?? id, retracted.size ? retracted.get(copyOf(r)) : undefined),
  );
}

const asPublished = (r: CorrectedReport, development: ReportId, retractedBy: EntryId | undefined): PublishedReport => ({
  report: r.report,
  entry: r.entry,
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
