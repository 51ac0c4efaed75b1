/** Fragility: what the status rests on. Each source, origin and report is left out once, and what changes is listed. */
import { z } from 'zod';
import type { JsonValue } from '../../events/envelope.js';
import { reportId, type ReportId } from '../../events/ids.js';
import { groupBy } from '../support/group-by.js';
import type { PublishedReport } from '../record/published-reports.js';
import {
  changesBetween,
  fieldValuesOf,
  type Change,
  type FieldPart,
  type FieldValues,
} from '../status/field-values.js';
import { countedWithout, type CountedReports } from '../report-index/counted-reports.js';
import { SourceNames } from '../threads/source-names.js';
import { changeInWordsAnswer, inWords, type ChangeInWords } from './change-sentences.js';
import { ReaderNames } from '../wording/reader-names.js';

const without = z.union([
  z.strictObject({ source: z.string() }),
  z.strictObject({ origin: z.string() }),
  z.strictObject({ report: reportId }),
]);
/** What was left out. */
export type Without = { readonly source: string } | { readonly origin: string } | { readonly report: ReportId };

/** The parts of the answer. */
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
    .array(z.strictObject({ without, changes: z.array(changeInWordsAnswer) }))
    .meta({ description: 'What most fields rest on comes first.' }),
  tried: z.int().meta({ description: 'How many readings that took.' }),
} as const;

/** What a field would read without something. */
interface Dependence {
  readonly without: Without;
  readonly reads: JsonValue;
}
/** The same, as data. */
export interface Fragility {
  readonly fields: readonly {
    readonly field: string;
    readonly value: JsonValue;
    readonly rests: readonly Dependence[];
  }[];
  readonly ranked: readonly { readonly without: Without; readonly changes: readonly ChangeInWords[] }[];
  readonly tried: number;
}

/** The parts that are compared: the status alone, not positions and other parts beside it. */
const STATUS_PARTS: readonly FieldPart[] = ['status', 'offers', 'pressure'];
const statusValuesOf = (counted: CountedReports): FieldValues => fieldValuesOf(counted, undefined, STATUS_PARTS);

/** Something that can be left out, with its reports. */
interface Omission {
  readonly without: Without;
  readonly reports: readonly PublishedReport[];
}

const originOf = ({ report: { source } }: PublishedReport): string => source.origin ?? source.publisher;

/** All sources, origins and reports. Names that compare as the same are one. */
function omissionsOf(counted: CountedReports): Omission[] {
  const { kept } = counted.selection;
  const names = new SourceNames(counted);
  const sources = groupBy(kept, ({ publisher }) => publisher);
  const origins = groupBy(kept, ({ origin }) => origin);
  return [
    ...[...sources.values()].flatMap((of) =>
      of.slice(0, 1).map((p) => ({ without: { source: names.shown(p.report.source.publisher) }, reports: of })),
    ),
    ...[...origins.values()].flatMap((of) =>
      of.slice(0, 1).map((p) => ({ without: { origin: names.shown(originOf(p)) }, reports: of })),
    ),
    ...kept.map((p) => ({ without: { report: p.report.reportId }, reports: [p] })),
  ];
}

/** To leave out the only report of a source is to leave out that report: both have the same key. */
const keyOf = ({ reports }: Omission): string => reports.map((p) => p.report.reportId).join(' ');

const sizeOf = (changes: readonly Change[]): number => changes.length;

/**
 * The status is computed once for every distinct set of reports that can be left out, so the cost grows with the square
 * of the number of reports. The generator yields before each, so that a caller can let others work, or stop.
 */
export function* fragilityOf(counted: CountedReports): Generator<number, Fragility> {
  const now = statusValuesOf(counted);
  const names = new ReaderNames(counted);
  const known = new Map<string, ChangeInWords[]>();
  const ranked: { without: Without; changes: ChangeInWords[] }[] = [];
  for (const omission of omissionsOf(counted)) {
    const key = keyOf(omission);
    const removed = new Set(omission.reports);
    if (!known.has(key)) {
      yield known.size;
      known.set(key, inWords(changesBetween(now, statusValuesOf(countedWithout(counted, removed))), names));
    }
    const changes = known.get(key) ?? [];
    if (changes.length > 0) ranked.push({ without: omission.without, changes });
  }
  return {
    fields: [...new Set([...now.keys(), ...ranked.flatMap(({ changes }) => changes.map(({ field }) => field))])].map(
      (field) => ({ field, value: now.get(field) ?? null, rests: restsOf(field, ranked) }),
    ),
    ranked: ranked.toSorted((a, b) => sizeOf(b.changes) - sizeOf(a.changes)),
    tried: known.size,
  };
}

const restsOf = (field: string, ranked: Fragility['ranked']): Dependence[] =>
  ranked.flatMap(({ without: removed, changes }) =>
    changes.filter((change) => change.field === field).map(({ to }) => ({ without: removed, reads: to })),
  );
