/** The reports that had been published by the lens's bound, as their publishers had corrected them by then. */
import { firstInstant, latestInstant } from '../../events/dates.js';
import { number, object, text, texts, type Json } from './json.js';
import { renamed, type Names } from './names.js';
import { boundOf, isReport, kindOf, merged, type Entry } from './record.js';

/** A report and what follows from it alone. */
export interface Published {
  readonly id: string;
  readonly kind: string;
  readonly data: Json;
  readonly party: string | null;
  /** Whose words these are: its party, and those in `jointly`. */
  readonly parties: readonly string[];
  readonly capacity: string | null;
  readonly reportedAt: number;
  readonly happened: When;
  readonly publisher: string;
  readonly origin: string;
  readonly reliability: string | null;
  readonly poor: boolean;
}

/** An instant, and the date as it was written. */
export interface When {
  readonly at: number;
  readonly text: string;
}

export const reportedAt = ({ data }: { readonly data: Json }): number => latestInstant(text(data, 'reportedAt') ?? '');

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What publishers did to a report by the bound, in the order in which they published it. */
export const publishersChanges = (record: readonly Entry[], lens: Json, type: string): Entry[] =>
  record
    .filter((entry) => entry.type === type && reportedAt(entry) <= boundOf(lens, 'reportedBy'))
    .toSorted((a, b) => reportedAt(a) - reportedAt(b) || compareText(a.id, b.id));

function corrected(entry: Entry, corrections: readonly Entry[]): Entry {
  return corrections
    .filter(({ data }) => text(data, 'reportId') === entry.id)
    .reduce((sofar, { data }) => merged(sofar, object(data, 'changes')), entry);
}

/** "In October", published on 22 November, is the end of October; "on the 9th", published that day at 13:05, is 13:05. */
function happenedOf(data: Json): When {
  const [report, occurred] = [text(data, 'reportedAt') ?? '', text(data, 'occurredAt')];
  if (occurred === null) return { at: latestInstant(report), text: report };
  return { at: Math.min(latestInstant(occurred), latestInstant(report)), text: occurred };
}

/** The latest grade that our desk gave the publisher for what it published from some date on. */
function regraded(publisher: string, at: number, record: readonly Entry[], names: Names): string | null {
  const grades = record.filter(
    ({ type, data }) =>
      type === 'SourceRegraded' &&
      names.source(text(data, 'publisher') ?? '') === publisher &&
      firstInstant(text(data, 'from') ?? '') <= at,
  );
  const latest = grades.at(-1);
  return latest ? text(latest.data, 'reliability') : null;
}

function publishedOf(entry: Entry, record: readonly Entry[], names: Names): Published {
  const { id } = entry;
  const data = renamed(entry.data, names);
  const source = object(data, 'source');
  const publisher = names.source(text(source, 'publisher') ?? '');
  const reliability = regraded(publisher, reportedAt(entry), record, names) ?? text(source, 'reliability');
  const party = text(data, 'party');
  return {
    id,
    kind: kindOf(entry),
    data,
    party,
    parties: party === null ? [] : [...new Set([party, ...texts(data, 'jointly')])],
    capacity: text(object(data, 'speaker'), 'capacity'),
    reportedAt: reportedAt(entry),
    happened: happenedOf(data),
    publisher,
    origin: names.source(text(source, 'origin') ?? text(source, 'publisher') ?? ''),
    reliability,
    poor: ['D', 'E'].includes(reliability ?? '') || [4, 5].includes(number(data, 'credibility') ?? 0),
  };
}

/** A correction moves no report in or out: the date as recorded, and amended by us, decides. */
export function publishedBy(record: readonly Entry[], lens: Json, names: Names): Published[] {
  const corrections = publishersChanges(record, lens, 'ReportCorrected');
  return record
    .filter((entry) => isReport(entry) && reportedAt(entry) <= boundOf(lens, 'reportedBy'))
    .map((entry) => publishedOf(corrected(entry, corrections), record, names));
}
