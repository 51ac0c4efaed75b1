/** How quantities moved over time: small multiples, each with a line for each party and one for what was agreed. */
import { z } from 'zod';
import { isoOf, type Instant } from '../../events/dates.js';
import { agreementId, partyId, reportId, type ReportId } from '../../events/ids.js';
import { ledgerOf, type LedgerAnswer } from '../positions/terms.js';
import { titleKey } from '../record/registry.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { groupBy } from '../support/group-by.js';

/** How many charts there are: those that moved last. */
const CHARTS = 12;
/** How many points each has: the last ones. */
const POINTS = 120;

const pointAnswer = z.strictObject({
  at: z.string(),
  quantity: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  report: reportId,
});

/** One chart: what was put for one item, in one unit, on one basis and per one span. */
export const termLinesAnswer = z.strictObject({
  item: z.string(),
  unit: z.string().nullable(),
  basis: z.string().nullable(),
  per: z.string().nullable().meta({ description: 'Quantities per different spans are not on one scale.' }),
  title: z.string().nullable().meta({ description: 'What the agreement `of` is called.' }),
  of: agreementId.nullable().meta({ description: 'The agreement of which it is; null: of offers and demands.' }),
  lines: z
    .array(
      z.strictObject({
        party: partyId.nullable(),
        agreed: z
          .boolean()
          .meta({ description: 'Whether these points are of agreements, and not what the party puts.' }),
        points: z.array(pointAnswer),
      }),
    )
    .meta({ description: 'One for each party, and one for what was agreed.' }),
  earlier: z.int().meta({ description: 'How many points came before these.' }),
});
export type TermLines = z.infer<typeof termLinesAnswer>;

type Entry = LedgerAnswer['entries'][number];
interface DatedEntry {
  readonly entry: Entry;
  readonly at: Instant;
}

const pointOf = ({ entry: { quantity, min, max, reportId: report }, at }: DatedEntry) => ({
  at: isoOf(at),
  ...(quantity === undefined ? {} : { quantity }),
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  report,
});

/** What is agreed is one line, whoever tells it. */
const lineOf = ({ entry: { kind, party } }: DatedEntry): string => (kind === 'agreement' ? ' agreed' : (party ?? ''));

function linesOf(dated: readonly DatedEntry[]): TermLines['lines'] {
  return [...groupBy(dated, lineOf).values()].map((of) => {
    const agreed = of[0]?.entry.kind === 'agreement';
    return { party: agreed ? null : (of[0]?.entry.party ?? null), agreed, points: of.map(pointOf) };
  });
}

interface Chart {
  readonly row: LedgerAnswer;
  readonly per: string | undefined;
  readonly dated: readonly DatedEntry[];
}

/**
 * @param instantOf when a report came in
 * @param titles by `titleKey`
 * @returns in the order of the ledger
 */
export function termLinesOf(
  counted: CountedReports,
  instantOf: (id: ReportId) => Instant,
  titles: ReadonlyMap<string, string>,
): { readonly terms: TermLines[]; readonly omitted: number } {
  const charts: Chart[] = ledgerOf(counted).flatMap((row) =>
    [...groupBy(row.entries, ({ per }) => per)].map(([per, entries]) => ({
      row,
      per,
      dated: entries.map((entry) => ({ entry, at: instantOf(entry.reportId) })).toSorted((a, b) => a.at - b.at),
    })),
  );
  const lastOf = ({ dated }: Chart): Instant => dated.at(-1)?.at ?? -Infinity;
  const kept = new Set(charts.toSorted((a, b) => lastOf(b) - lastOf(a)).slice(0, CHARTS));
  const shown = charts.filter((chart) => kept.has(chart));
  return {
    terms: shown.map(({ row: { item, unit, basis, of }, per = null, dated }) => {
      const last = dated.slice(-POINTS);
      const title = (of && titles.get(titleKey('agreement', of))) ?? null;
      return { item, unit, basis, per, of, title, lines: linesOf(last), earlier: dated.length - last.length };
    }),
    omitted: charts.length - shown.length,
  };
}
