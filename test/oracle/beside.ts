/** The pressure that goes on, and how fresh the news is: section 4, "Beside the phase". */
import { comparable } from '../../events/text.js';
import { flag, text, texts } from './json.js';
import type { Selection } from './selection.js';
import type { VoicedReport } from './voices.js';

const DAY = 86_400_000;

export interface Pressure {
  readonly party: string | null;
  readonly measure: string;
  readonly against: string | null;
}

const rowsOf = ({ party, data }: VoicedReport): Pressure[] => {
  const against = texts(data, 'to');
  const measure = comparable(text(data, 'measure') ?? '');
  return (against.length ? against : [null]).map((to) => ({ party, measure, against: to }));
};

/** An end against nobody in particular ends it against all. */
const ends = (end: Pressure, row: Pressure): boolean =>
  end.party === row.party && end.measure === row.measure && (end.against === null || end.against === row.against);

const isSame = (one: Pressure, other: Pressure): boolean => JSON.stringify(one) === JSON.stringify(other);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function pressureOf(reports: readonly VoicedReport[]): Pressure[] {
  const goesOn = reports
    .filter(({ kind }) => kind === 'pressure')
    .reduce<Pressure[]>((rows, report) => {
      const named = rowsOf(report);
      if (flag(report.data, 'ends')) return rows.filter((row) => !named.some((end) => ends(end, row)));
      return [...rows.filter((row) => !named.some((other) => isSame(other, row))), ...named];
    }, []);
  const once = goesOn.filter((row, i) => !goesOn.slice(i + 1).some((other) => isSame(row, other)));
  return once.toSorted((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
}

export interface Freshness {
  readonly value: 'active' | 'quiet' | 'stale';
  readonly newestReportAt: string | null;
  readonly ageDays: number | null;
}

/** Of everything heard, former officials, commentators and copies too; but a `no-comment` ends no silence. */
export function freshnessOf({ heard, registry, at }: Selection): Freshness {
  const newest = heard
    .filter(({ kind }) => kind !== 'no-comment')
    .toSorted((a, b) => a.reportedAt - b.reportedAt)
    .at(-1);
  if (!newest) return { value: 'stale', newestReportAt: null, ageDays: null };
  // Under `happenedBy` what was published later counts too.
  const age = Math.max(0, at - newest.reportedAt) / DAY;
  const value = age > registry.staleAfterDays ? 'stale' : age > registry.quietAfterDays ? 'quiet' : 'active';
  return { value, newestReportAt: text(newest.data, 'reportedAt'), ageDays: Math.floor(age) };
}
