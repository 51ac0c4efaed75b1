/** The reports that count, as points in time. */
import { z } from 'zod';
import { isoOf, type Instant } from '../../events/dates.js';
import { partyId, reportId, type ReportId } from '../../events/ids.js';
import { KINDS } from '../../events/vocabulary.js';
import type { Clock } from '../compare/clocks.js';
import { countedInColumns } from '../compare/columns.js';
import { partiesOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { groupBy } from '../support/group-by.js';

/** Of more reports than this, none is a point of its own: they are counted. */
const POINTS = 300;
/** How much of a summary stands beside a point, in characters. */
const WORDS = 160;

const pointAnswer = z.strictObject({
  at: z.string(),
  report: reportId,
  kind: z.enum(KINDS),
  party: partyId.nullable().meta({ description: 'The first of those whose act or words it tells.' }),
  declares: z.boolean().meta({ description: 'Whether an official says it for that party.' }),
  summary: z.string(),
});
type Point = z.infer<typeof pointAnswer>;

/** All reports that count. */
export const reportPointsAnswer = z.strictObject({
  count: z.int(),
  points: z
    .array(pointAnswer)
    .meta({ description: 'In order of time; none where there are more than can be told apart.' }),
  columns: z
    .array(z.strictObject({ party: partyId.nullable(), counts: z.array(z.int()) }))
    .meta({ description: 'How many there are of each party, in columns of equal width from first to last.' }),
});
export type ReportPoints = z.infer<typeof reportPointsAnswer>;

const briefly = (text: string): string => (text.length > WORDS ? `${text.slice(0, WORDS - 1).toWellFormed()}…` : text);

/** When each report came in, on a clock. */
export function reportInstants({ selection }: CountedReports, clock: Clock): (t: PlacedReport) => Instant {
  const dateOf = (id: ReportId): Instant | undefined => {
    const found = selection.published.get(id);
    return clock === 'recorded' ? found?.entry.logged.recordedAt : found?.happenedAt;
  };
  return clock === 'reported' ? (t) => t.publishedAt : (t) => dateOf(t.id) ?? t.publishedAt;
}

const partyOf = ({ report }: PlacedReport) => partiesOf(report)[0] ?? null;

const pointOf = (t: PlacedReport, at: Instant): Point => ({
  at: isoOf(at),
  report: t.id,
  kind: t.report.kind,
  party: partyOf(t),
  declares: t.declares,
  summary: briefly(t.report.summary),
});

/**
 * @param instantOf as `reportInstants` has it
 * @param ends the first and the last moment of the story
 */
export function reportPointsOf(
  { reports }: CountedReports,
  instantOf: (t: PlacedReport) => Instant,
  ends: readonly [first: Instant, last: Instant] | null,
): ReportPoints {
  const dated = reports.map((t) => ({ t, at: instantOf(t), count: 1 })).toSorted((a, b) => a.at - b.at);
  return {
    count: reports.length,
    points: dated.length > POINTS ? [] : dated.map(({ t, at }) => pointOf(t, at)),
    columns: [...groupBy(ends ? dated : [], ({ t }) => partyOf(t))].map(([party, of]) => ({
      party,
      counts: ends ? countedInColumns(of, ...ends) : [],
    })),
  };
}
