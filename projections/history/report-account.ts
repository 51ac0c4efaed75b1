/** One report: as it was recorded, as it now reads, and what became of it. */
import { z } from 'zod';
import { entryId, reportId, type ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Entry } from '../record/entries.js';
import { targetOfChange, entryAnswer } from './entry-answer.js';
import { visibleEntries, placesIn, entryUnderLens, recordedText, type EntryUnderLens } from './history-entries.js';
import { declares, subjectFieldsOf } from '../record/kinds.js';
import { originalOf } from '../record/copies.js';
import { declaresWithStanding } from '../record/standing.js';
import { clocksOf } from '../record/published-reports.js';
import type { Selection } from '../report-index/selection.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const reportData = z.record(z.string(), z.unknown());
const link = z.strictObject({ reportId, origin: z.string(), publisher: z.string() });
const change = z.strictObject({
  id: entryId,
  type: z.string(),
  reason: z.string(),
  reportedAt: z.string().optional(),
  recordedAt: z.string(),
  recorder: z.string().meta({ description: 'Who recorded it.' }),
  voidedBy: entryId.nullable(),
});

export const accountAnswer = z.strictObject({
  reportId,
  recorded: reportData.meta({ description: 'The report with its kind, as it was recorded.' }),
  current: reportData.nullable().meta({ description: 'As amended and corrected; null where we have voided it.' }),
  standing: entryAnswer.shape.standing,
  changes: z.array(change).meta({ description: 'In the order of recording; voided changes have no effect.' }),
  development: entryAnswer.shape.development,
  corroborates: z.array(link).meta({ description: 'Of the reports that count, the one that it names.' }),
  corroboratedBy: z.array(link).meta({ description: 'Of the reports that count, those that name it.' }),
  copies: z.array(reportId).meta({ description: 'Identical reports by the same origin: they count for numbers only.' }),
  declares: z.boolean(),
  hasStanding: z.boolean(),
  place: z.string(),
  happenedAt: z.string(),
  reportedAt: z.string(),
  recordedAt: z.string(),
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

/** What names the report, and the retraction of a report of which it is a copy. */
const changesTo = (id: ReportId, { published }: EntryUnderLens, seen: readonly Entry[]): Change[] =>
  seen
    .filter((e) => targetOfChange(e.fact) === (id as string) || e.logged.id === published?.retractedBy)
    .flatMap(changeOf);

const linkTo = ({ id, report: { source } }: PlacedReport): Link => ({
  reportId: id,
  origin: source.origin ?? source.publisher,
  publisher: source.publisher,
});

/** The first of a chain of identical copies. */
function firstOf(t: PlacedReport, { byId }: CountedReports): PlacedReport {
  const seen = new Set([t]);
  let first = t;
  for (let up = originalOf(t, byId); up && !seen.has(up); up = originalOf(up, byId)) {
    seen.add(up);
    first = up;
  }
  return first;
}

function copiesOf(id: ReportId, counted: CountedReports): ReportId[] {
  const told = counted.byId.get(id);
  if (!told) return [];
  const first = firstOf(told, counted);
  const related = counted.all.filter((t) => t.development === told.development && t.origin === told.origin);
  return related.filter((t) => t !== told && firstOf(t, counted) === first).map((t) => t.id);
}

const answers = ({ report }: PlacedReport, id: ReportId): boolean =>
  subjectFieldsOf(report).report === id || (report.kind === 'proposal' && report.counters === (id as string));

/** A report that we have voided has no current reading; what it said is then as last amended. */
function account(counted: CountedReports, seen: readonly Entry[], entry: Entry, recorded: Report): AccountAnswer {
  const read = entryUnderLens(counted, entry, placesIn(counted));
  const { published, fact, place, answer } = read;
  const report = fact.type === 'Report' ? fact.report : recorded;
  const id = recorded.reportId;
  const told = (wanted: (t: PlacedReport) => boolean) => counted.all.filter((t) => t.id !== id && wanted(t));
  return {
    reportId: id,
    recorded: { ...recorded },
    current: published ? { ...published.report } : null,
    standing: answer.standing,
    changes: changesTo(id, read, seen),
    development: answer.development,
    corroborates: told((t) => t.id === report.corroborates).map(linkTo),
    corroboratedBy: told((t) => t.report.corroborates === id).map(linkTo),
    copies: copiesOf(id, counted),
    declares: declares(report),
    hasStanding: declaresWithStanding(report, place, counted.registry),
    place: place.text,
    happenedAt: clocksOf(report).happenedText,
    reportedAt: report.reportedAt,
    recordedAt: answer.recordedAt,
    revision: answer.revision,
    position: answer.position,
    namedBy: told((t) => answers(t, id)).map((t) => t.id),
  };
}

/** The account of one report; null where it is not, or not yet, in the record. */
export function accountOf(selection: Selection, counted: CountedReports, id: ReportId): AccountAnswer | null {
  const seen = visibleEntries(selection);
  for (const entry of seen) {
    const { fact } = entry.logged;
    if (fact.type === 'Report' && fact.report.reportId === id) return account(counted, seen, entry, fact.report);
  }
  return null;
}
