/** What a lens keeps of the record: the cut of the stream, and the reports that count, as they then read. */
import { latestInstant, type Instant } from '../events/dates.js';
import type { JsonObject } from '../events/envelope.js';
import type { Logged } from '../events/event.js';
import type { EntryId, ReportId } from '../events/ids.js';
import type { Report } from '../events/report.js';
import { comparable } from '../events/text.js';
import { ATTRIBUTIONS, RELIABILITIES, type Reliability } from '../events/vocabulary.js';
import { gradeOf, gradingsOf, type Gradings } from './grades.js';
import { settleEntries, patched, type Entry } from './entries.js';
import { linkDevelopments } from './developments.js';
import { grouped } from './grouped.js';
import { lensTime, type Lens } from './lens.js';
import { registryOf, type Registry } from './registry.js';

/** The log of one negotiation, and of the desk's source grades, in the order of recording. */
export interface Log {
  readonly negotiation: readonly Logged[];
  readonly sources: readonly Logged[];
}

/** A published report as it reads under the lens, before any choice of which reports count. */
export interface Published {
  readonly report: Report;
  readonly entry: Entry;
  readonly origin: string;
  readonly reliability: Reliability | undefined;
  readonly poor: boolean;
  readonly development: ReportId;
  readonly correctedBy: readonly EntryId[];
  /** The retraction that took it, or the report of which it is a copy, out of the record. */
  readonly retractedBy: EntryId | undefined;
  readonly publishedAt: Instant;
  readonly happenedAt: Instant;
  readonly happenedText: string;
}

export interface Selection {
  readonly registry: Registry;
  readonly lens: Lens;
  readonly at: Instant;
  readonly revision: number;
  readonly position: bigint;
  readonly entries: readonly Entry[];
  /** All that had been published, by report id. */
  readonly published: ReadonlyMap<ReportId, Published>;
  /** Those of them that count. */
  readonly kept: readonly Published[];
}

const active = (entries: readonly Entry[]): Entry[] => entries.filter((e) => e.voidedBy === undefined);

/** The log as this desk had it under `recordedBy` and `revision`; null before the negotiation was opened. */
function cut(log: Log, lens: Lens): Log & { readonly revisionAt: Instant | undefined } {
  const by = lens.recordedBy === undefined ? Infinity : latestInstant(lens.recordedBy);
  const upTo = lens.revision ?? Infinity;
  // The event of that revision, or where it cannot be read the one before it.
  const last = lens.revision === undefined ? undefined : log.negotiation.findLast((l) => l.revision <= upTo);
  return {
    negotiation: log.negotiation.filter((l) => l.recordedAt <= by && l.revision <= upTo),
    sources: log.sources.filter((l) => l.recordedAt <= by && (!last || l.position < last.position)),
    revisionAt: last?.recordedAt,
  };
}

interface PublishedChange {
  readonly id: EntryId;
  readonly at: Instant;
  readonly reportId: ReportId;
  readonly changes: JsonObject | undefined;
}

function publishedChanges(entries: readonly Entry[], by: Instant): PublishedChange[] {
  return entries
    .flatMap(({ fact, logged }): PublishedChange[] => {
      if (fact.type !== 'ReportRetracted' && fact.type !== 'ReportCorrected') return [];
      const changes = fact.type === 'ReportCorrected' ? fact.data.changes : undefined;
      return [{ id: logged.id, at: latestInstant(fact.data.reportedAt), reportId: fact.data.reportId, changes }];
    })
    .filter((change) => change.at <= by)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

type Readable = Omit<Published, 'development' | 'retractedBy'>;

/** The report with the publisher's corrections merged in, in the order of their publication. */
function corrected(entry: Entry, corrections: readonly PublishedChange[], gradings: Gradings): Readable | null {
  if (entry.fact.type !== 'Report') return null;
  let report = entry.fact.report;
  const correctedBy: EntryId[] = [];
  for (const { id, changes } of corrections) {
    const result = patched({ type: 'Report', report }, changes ?? {});
    if ('unreadable' in result || result.type !== 'Report') continue;
    report = result.report;
    correctedBy.push(id);
  }
  return { ...clocksOf(report), ...gradesOf(report, gradings), report, entry, correctedBy };
}

/** A happened date is never later than its publication; the text keeps the precision in which it was told. */
export function clocksOf(report: Report): Pick<Published, 'publishedAt' | 'happenedAt' | 'happenedText'> {
  const publishedAt = latestInstant(report.reportedAt);
  const occurred = report.occurredAt === undefined ? publishedAt : latestInstant(report.occurredAt);
  return {
    publishedAt,
    happenedAt: Math.min(occurred, publishedAt),
    happenedText: report.occurredAt ?? report.reportedAt,
  };
}

function gradesOf(report: Report, gradings: Gradings): Pick<Published, 'origin' | 'reliability' | 'poor'> {
  const reliability = gradeOf(gradings, report);
  const poorSource = reliability === 'D' || reliability === 'E';
  return {
    origin: comparable(report.source.origin ?? report.source.publisher),
    reliability,
    poor: poorSource || report.credibility === 4 || report.credibility === 5,
  };
}

function publishedBy(entries: readonly Entry[], gradings: Gradings, by: Instant): Map<ReportId, Published> {
  const changes = grouped(publishedChanges(entries, by), (change) => change.reportId);
  const readable = new Map<ReportId, Readable>();
  for (const entry of entries) {
    if (entry.fact.type !== 'Report' || latestInstant(entry.fact.report.reportedAt) > by) continue;
    const id = entry.fact.report.reportId;
    const corrections = (changes.get(id) ?? []).filter((c) => c.changes !== undefined);
    const read = corrected(entry, corrections, gradings);
    if (read) readable.set(id, read);
  }
  const developments = linkDevelopments([...readable.values()].map((r) => r.report));
  const copyOf = (r: Readable) => `${developments.get(r.report.reportId) ?? ''}\n${r.origin}`;
  const retracted = new Map<string, EntryId>();
  for (const [id, ofReport] of changes) {
    const retraction = ofReport.find((c) => c.changes === undefined);
    const target = readable.get(id);
    if (retraction && target) retracted.set(copyOf(target), retracted.get(copyOf(target)) ?? retraction.id);
  }
  return new Map(
    [...readable].map(([id, r]) => [
      id,
      { ...r, development: developments.get(id) ?? id, retractedBy: retracted.get(copyOf(r)) },
    ]),
  );
}

const gradeRank = (grade: Reliability | undefined): number => RELIABILITIES.indexOf(grade ?? 'F');

export function chooser(lens: Lens): (p: Published) => boolean {
  const names = (list: readonly string[] | undefined) => new Set((list ?? []).map(comparable));
  const [sources, origins, parties] = [names(lens.withoutSource), names(lens.withoutOrigin), names(lens.withoutParty)];
  const happenedBy = lens.happenedBy === undefined ? Infinity : latestInstant(lens.happenedBy);
  const weakest = ATTRIBUTIONS.indexOf(lens.onlyAttribution ?? 'unattributed');
  const { minReliability, minCredibility } = lens;
  return ({ report, origin, reliability, happenedAt }) =>
    happenedAt <= happenedBy &&
    !sources.has(comparable(report.source.publisher)) &&
    !origins.has(origin) &&
    !(report.party !== undefined && parties.has(report.party)) &&
    !(report.speaker.party !== undefined && parties.has(report.speaker.party)) &&
    ATTRIBUTIONS.indexOf(report.attribution) <= weakest &&
    (minReliability === undefined || gradeRank(reliability) <= gradeRank(minReliability)) &&
    (minCredibility === undefined || (report.credibility ?? 6) <= minCredibility);
}

/**
 * What the lens keeps of the log; null where the desk had not opened the negotiation by then.
 * @param now the present, in milliseconds since the epoch: the core never reads a clock
 */
export function select(log: Log, lens: Lens, now: Instant): Selection | null {
  const { negotiation, sources, revisionAt } = cut(log, lens);
  const entries = settleEntries(negotiation);
  const counting = active(entries);
  const registry = registryOf(counting);
  const last = negotiation.at(-1);
  if (!registry || !last) return null;
  const gradings = gradingsOf(active(settleEntries(sources)));
  const by = lens.reportedBy === undefined ? Infinity : latestInstant(lens.reportedBy);
  const published = publishedBy(counting, gradings, by);
  const counts = chooser(lens);
  return {
    registry,
    lens,
    at: lensTime(lens, revisionAt, now),
    revision: last.revision,
    position: last.position,
    entries,
    published,
    kept: [...published.values()].filter((p) => p.retractedBy === undefined && counts(p)),
  };
}
