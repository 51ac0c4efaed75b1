/** Sources and origins: who publishes, where the news comes from, and how many reports each has. */
import { z } from 'zod';
import { comparableSource } from '../../events/text.js';
import { RELIABILITIES } from '../../events/vocabulary.js';
import { groupBy } from '../support/group-by.js';
import { isOutsideVoice } from '../record/kinds.js';
import type { PublishedReport } from '../record/published-reports.js';
import { SourceNames } from '../threads/source-names.js';
import { reportFilterOf } from '../report-index/selection.js';
import type { PlacedReport } from '../record/placed-report.js';
import { countedReports, type CountedReports } from '../report-index/counted-reports.js';

const grade = z.enum(RELIABILITIES);

/** One publisher. */
export const sourceAnswer = z.strictObject({
  publisher: z.string(),
  reliability: grade.nullable().meta({ description: 'As this desk now grades its newest report.' }),
  recordedGrades: z.array(grade).meta({ description: 'The grades that its reports came with, whatever was regraded.' }),
  reports: z.int(),
  retracted: z.int().meta({ description: 'Not among the reports.' }),
  corrected: z.int(),
  poor: z.int(),
  firstReportedAt: z.string(),
  lastReportedAt: z.string(),
  origins: z.array(z.string()).meta({ description: 'Whose news it carries in the reports that count.' }),
});
export type SourceAnswer = z.infer<typeof sourceAnswer>;

/** One origin. */
export const originAnswer = z.strictObject({
  origin: z.string(),
  publishers: z.array(z.string()),
  reports: z.int(),
  copies: z.int().meta({ description: 'Reports beyond the first of each development.' }),
  developments: z.int(),
  declared: z.int().meta({ description: 'Reports that declare with standing.' }),
});
export type OriginAnswer = z.infer<typeof originAnswer>;

/** Both by name. */
export interface SourcesAnswer {
  readonly sources: SourceAnswer[];
  readonly origins: OriginAnswer[];
}

const publisherOf = ({ report }: PlacedReport): string => report.source.publisher;
const originOf = ({ report }: PlacedReport): string => report.source.origin ?? report.source.publisher;

const byName = (a: string, b: string): number => (comparableSource(a) < comparableSource(b) ? -1 : 1);

/** The retracted reports that the lens would otherwise let count. */
function retractedIn({ selection }: CountedReports): PlacedReport[] {
  const { published, lens } = selection;
  const chosen = [...published.values()].filter(reportFilterOf(lens, selection.reportIndex.desk.aliases));
  return countedReports(selection, chosen).all.filter((t) => published.get(t.id)?.retractedBy !== undefined);
}

/** The answer for one publisher, from its reports with retracted ones; none where there is no report. */
function sourceOf(reports: readonly PublishedReport[], origins: readonly string[], names: SourceNames): SourceAnswer[] {
  const [first, ...later] = reports.toSorted((a, b) => a.publishedAt - b.publishedAt);
  if (!first) return [];
  const newest = later.at(-1) ?? first;
  const active = reports.filter((p) => p.retractedBy === undefined);
  return [
    {
      publisher: names.shown(first.report.source.publisher),
      reliability: newest.reliability ?? null,
      recordedGrades: RELIABILITIES.filter((g) => reports.some(({ report }) => report.source.reliability === g)),
      reports: active.length,
      retracted: reports.length - active.length,
      corrected: active.filter((p) => p.correctedBy.length > 0).length,
      poor: active.filter((p) => p.poor).length,
      firstReportedAt: first.report.reportedAt,
      lastReportedAt: newest.report.reportedAt,
      origins: names.distinct(origins),
    },
  ];
}

function sourcesIn(counted: CountedReports): SourceAnswer[] {
  const { published } = counted.selection;
  const names = new SourceNames(counted);
  const byPublisher = groupBy([...counted.all, ...retractedIn(counted)], (t) => published.get(t.id)?.publisher);
  const sources = [...byPublisher.values()].flatMap((of) => {
    const countedOnes = of.filter((t) => counted.byId.has(t.id) && !isOutsideVoice(t.report));
    return sourceOf(
      of.flatMap((t) => published.get(t.id) ?? []),
      countedOnes.map(originOf),
      names,
    );
  });
  return sources.toSorted((a, b) => byName(a.publisher, b.publisher));
}

function originAnswerOf(reports: readonly PlacedReport[], names: SourceNames): OriginAnswer[] {
  const developments = new Set(reports.map((t) => t.development)).size;
  return names.distinct(reports.map(originOf)).map((origin) => ({
    origin,
    publishers: names.distinct(reports.map(publisherOf)),
    reports: reports.length,
    copies: reports.length - developments,
    developments,
    declared: reports.filter((t) => t.standing).length,
  }));
}

/** Reports of outside voices are listed with their publisher, and do not count for an origin. */
function originsIn(counted: CountedReports): OriginAnswer[] {
  const names = new SourceNames(counted);
  const countedOnes = counted.all.filter((t) => !isOutsideVoice(t.report));
  return [...groupBy(countedOnes, (t) => t.origin).values()]
    .flatMap((reports) => originAnswerOf(reports, names))
    .toSorted((a, b) => byName(a.origin, b.origin));
}

/** All publishers and origins of the reports that a lens keeps. */
export const sourcesOf = (counted: CountedReports): SourcesAnswer => ({
  sources: sourcesIn(counted),
  origins: originsIn(counted),
});
