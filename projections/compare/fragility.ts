/** Fragility: what a story rests on. Every source, origin and report is left out once, and what then reads otherwise told. */
import { z } from 'zod';
import type { JsonValue } from '../../events/envelope.js';
import { reportId, type ReportId } from '../../events/ids.js';
import { comparable } from '../../events/text.js';
import { groupBy } from '../support/group-by.js';
import type { PublishedReport } from '../record/published-reports.js';
import {
  changeAnswer,
  changesBetween,
  fieldValuesOf,
  type Change,
  type FieldPart,
  type FieldValues,
} from '../status/field-values.js';
import { countedWithout, type CountedReports } from '../report-index/counted-reports.js';

const without = z.union([
  z.strictObject({ source: z.string() }),
  z.strictObject({ origin: z.string() }),
  z.strictObject({ report: reportId }),
]);
export type Without = { readonly source: string } | { readonly origin: string } | { readonly report: ReportId };

export const fragilityFields = {
  fields: z
    .array(
      z.strictObject({
        field: z.string(),
        value: z.json(),
        rests: z.array(z.strictObject({ without, reads: z.json() })),
      }),
    )
    .meta({ description: 'Each field of the status, and what it would read without what.' }),
  ranked: z
    .array(z.strictObject({ without, changes: z.array(changeAnswer) }))
    .meta({ description: 'What most fields rest on comes first.' }),
  tried: z.int().meta({ description: 'How many readings that took.' }),
} as const;

interface Rest {
  readonly without: Without;
  readonly reads: JsonValue;
}
export interface Fragility {
  readonly fields: readonly { readonly field: string; readonly value: JsonValue; readonly rests: readonly Rest[] }[];
  readonly ranked: readonly { readonly without: Without; readonly changes: readonly Change[] }[];
  readonly tried: number;
}

/** What the status says: the parts beside it, such as the positions, are not looked at. */
const STATUS: readonly FieldPart[] = ['status', 'offers', 'pressure'];
const read = (counted: CountedReports): FieldValues => fieldValuesOf(counted, undefined, STATUS);

/** Something that can be left out, and the reports that go with it. */
interface Omission {
  readonly without: Without;
  readonly reports: readonly PublishedReport[];
}

const originOf = ({ report: { source } }: PublishedReport): string => source.origin ?? source.publisher;

/** By name as names are compared, each as it was first written. */
function omissionsOf(kept: readonly PublishedReport[]): Omission[] {
  const sources = groupBy(kept, ({ report }) => comparable(report.source.publisher));
  const origins = groupBy(kept, ({ origin }) => origin);
  return [
    ...[...sources.values()].flatMap((of) =>
      of.slice(0, 1).map((p) => ({ without: { source: p.report.source.publisher }, reports: of })),
    ),
    ...[...origins.values()].flatMap((of) =>
      of.slice(0, 1).map((p) => ({ without: { origin: originOf(p) }, reports: of })),
    ),
    ...kept.map((p) => ({ without: { report: p.report.reportId }, reports: [p] })),
  ];
}

/** Leaving out the only report of a source is leaving out that report. */
const keyOf = ({ reports }: Omission): string => reports.map((p) => p.report.reportId).join(' ');

const sizeOf = (changes: readonly Change[]): number => changes.length;

/**
 * Exact, and so one reading for every distinct set of reports that can be left out: its cost grows with the square of
 * the reports. It yields before each reading, so that a caller can give others their turn, or stop.
 */
export function* fragilityOf(counted: CountedReports): Generator<number, Fragility> {
  const { selection } = counted;
  const now = read(counted);
  const known = new Map<string, Change[]>();
  const ranked: { without: Without; changes: Change[] }[] = [];
  for (const leaving of omissionsOf(selection.kept)) {
    const key = keyOf(leaving);
    const gone = new Set(leaving.reports);
    if (!known.has(key)) {
      yield known.size;
      known.set(key, changesBetween(now, read(countedWithout(counted, gone))));
    }
    const changes = known.get(key) ?? [];
    if (changes.length > 0) ranked.push({ without: leaving.without, changes });
  }
  return {
    fields: [...new Set([...now.keys(), ...ranked.flatMap(({ changes }) => changes.map(({ field }) => field))])].map(
      (field) => ({ field, value: now.get(field) ?? null, rests: restsOf(field, ranked) }),
    ),
    ranked: ranked.toSorted((a, b) => sizeOf(b.changes) - sizeOf(a.changes)),
    tried: known.size,
  };
}

const restsOf = (field: string, ranked: Fragility['ranked']): Rest[] =>
  ranked.flatMap(({ without: left, changes }) =>
    changes.filter((change) => change.field === field).map(({ to }) => ({ without: left, reads: to })),
  );
