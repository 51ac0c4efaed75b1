/** The account of one report: as it was recorded, as it now reads, and what became of it. */
import { z } from 'zod';
import { entryId, reportId, type ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Entry } from '../record/entries.js';
import { targetOfChange, entryAnswer } from './entry-answer.js';
import {
  answerOf,
  visibleEntries,
  placesIn,
  entryUnderLens,
  recordedText,
  type EntryUnderLens,
} from './history-entries.js';
import { declares } from '../record/kinds.js';
import { originalsAmong } from '../record/copies.js';
import { partiesAtPlace } from '../record/standing.js';
import { clocksOf } from '../record/published-reports.js';
import type { Selection } from '../report-index/selection.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { ReaderNames } from '../wording/reader-names.js';

const reportData = z.record(z.string(), z.unknown());
const link = z.strictObject({ reportId, origin: z.string(), publisher: z.string(), summary: z.string() });
const change = z.strictObject({
  id: entryId,
  type: z.string(),
  reason: z.string(),
  reportedAt: z.string().optional(),
  recordedAt: z.string(),
  recorder: z.string().meta({ description: 'Who recorded it.' }),
  voidedBy: entryId.nullable(),
});

/** One report. Dates that it gives are EDTF as written; `recordedAt` is an instant in ISO 8601. */
export const accountAnswer = z.strictObject({
  reportId,
  recorded: reportData.meta({ description: 'The report with its kind, as it was recorded.' }),
  current: reportData.nullable().meta({ description: 'As amended and corrected; null where we have voided it.' }),
  standing: entryAnswer.shape.standing,
  changes: z.array(change).meta({ description: 'In the order of recording; voided changes have no effect.' }),
  development: entryAnswer.shape.development,
  corroborates: z.array(link).meta({ description: 'Of the reports that count, the one that it names.' }),
  corroboratedBy: z.array(link).meta({ description: 'Of the reports that count, those that name it.' }),
  corroborations: z
    .array(link)
    .meta({ description: 'The reports of the same development by other origins, named or not: each corroborates it.' }),
  counts: z.boolean().meta({ description: 'False: it is left out, taken back, an outside voice or a mere copy.' }),
  copies: z.array(reportId).meta({ description: 'Identical reports by the same origin: they count for numbers only.' }),
  declares: z.boolean(),
  hasStanding: z.boolean(),
  place: z.string(),
  happenedAt: z.string(),
  reportedAt: z.string(),
  recordedAt: z.string(),
  recorder: z.string().meta({ description: 'Who recorded it.' }),
  revision: z.int(),
  position: z.string(),
  namedBy: z.array(reportId).meta({ description: 'Reports that answer it, by `report` or `counters`.' }),
});
export type AccountAnswer = z.infer<typeof accountAnswer>;
type Change = z.infer<typeof change>;
type Link = z.infer<typeof link>;

function changeOf({ logged, fact, voidedBy }: Entry): Change[] {
  if (!('data' in fact) || !('reason' in fact.data)) return [];
  const { reason } = fact.data;
  const dated = 'reportedAt' in fact.data ? { reportedAt: fact.data.reportedAt } : {};
  const { id, recorder } = logged;
  const recordedAt = recordedText(logged.recordedAt);
  return [{ id, type: fact.type, reason, ...dated, recordedAt, recorder, voidedBy: voidedBy ?? null }];
}

/** The changes of the report, and the retraction that took it out with another of its origin. */
const changesTo = (id: ReportId, { published }: EntryUnderLens, entries: readonly Entry[]): Change[] =>
  entries
    .filter((e) => targetOfChange(e.fact) === (id as string) || e.logged.id === published?.retractedBy)
    .flatMap(changeOf);

const linkTo = ({ id, report: { source, summary } }: PlacedReport): Link => ({
  reportId: id,
  origin: source.origin ?? source.publisher,
  publisher: source.publisher,
  summary,
});

/** The other reports that say the same as this one, of the same origin and development. */
function copiesOf(id: ReportId, counted: CountedReports): ReportId[] {
  const report = counted.byId.get(id);
  if (!report) return [];
  const tied = counted.all.filter((t) => t.development === report.development);
  const originals = originalsAmong(tied);
  const originalOf = (t: PlacedReport) => originals.get(t.id) ?? t;
  return tied.filter((t) => t !== report && originalOf(t) === originalOf(report)).map((t) => t.id);
}

/** The counted reports of the same development that another origin carries. */
function corroborationsOf(id: ReportId, counted: CountedReports): PlacedReport[] {
  const report = counted.byId.get(id);
  if (!report) return [];
  return counted.reports.filter((t) => t.development === report.development && t.origin !== report.origin);
}

const answers = ({ report, subjects }: PlacedReport, id: ReportId): boolean =>
  subjects.report === id || (report.kind === 'proposal' && report.counters === (id as string));

/** A report without its marks, which are there for the rules. */
function asGiven(report: Report): Omit<Report, 'marks'> {
  const { marks: _, ...given } = report;
  return given;
}

/** A report that the desk has voided has no `current`. The other fields are then as it last read. */
function account(counted: CountedReports, entries: readonly Entry[], entry: Entry, recorded: Report): AccountAnswer {
  const underLens = entryUnderLens(counted, entry, placesIn(counted));
  const { published, fact, place } = underLens;
  const answer = answerOf(counted, underLens, new ReaderNames(counted));
  const report = fact.type === 'Report' ? fact.report : recorded;
  const id = recorded.reportId;
  const others = (isWanted: (t: PlacedReport) => boolean) => counted.all.filter((t) => t.id !== id && isWanted(t));
  return {
    reportId: id,
    recorded: asGiven(recorded),
    current: published ? asGiven(published.report) : null,
    standing: answer.standing,
    changes: changesTo(id, underLens, entries),
    development: answer.development,
    corroborates: others((t) => t.id === report.corroborates).map(linkTo),
    corroboratedBy: others((t) => t.report.corroborates === id).map(linkTo),
    corroborations: corroborationsOf(id, counted).map(linkTo),
    counts: counted.reports.some((t) => t.id === id),
    copies: copiesOf(id, counted),
    declares: declares(report),
    hasStanding: partiesAtPlace(report, place, counted.registry).some(({ standing }) => standing),
    place: place.text,
    happenedAt: clocksOf(report).happenedText,
    reportedAt: report.reportedAt,
    recordedAt: answer.recordedAt,
    recorder: answer.recorder,
    revision: answer.revision,
    position: answer.position,
    namedBy: others((t) => answers(t, id)).map((t) => t.id),
  };
}

/** Null where the report is not in the record under the lens. */
export function accountOf(selection: Selection, counted: CountedReports, id: ReportId): AccountAnswer | null {
  const entries = visibleEntries(selection);
  for (const entry of entries) {
    const { fact } = entry.logged;
    if (fact.type === 'Report' && fact.report.reportId === id) return account(counted, entries, entry, fact.report);
  }
  return null;
}
