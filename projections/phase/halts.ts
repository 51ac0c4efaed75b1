/** Halts that nobody declares: two origins tell of one, and no official speaks. */
import type { Kind } from '../../events/vocabulary.js';
import { affirmsTalks, subjectFieldsOf } from '../record/kinds.js';
import type { Phase } from './phases.js';
import type { Talks } from './talks.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

export interface ReportedHalt {
  readonly value: 'suspended' | 'collapsed';
  readonly reports: readonly PlacedReport[];
}

const HALTING: Readonly<Partial<Record<Kind, 'suspended' | 'collapsed'>>> = {
  suspension: 'suspended',
  breakdown: 'collapsed',
};

const tells = (t: PlacedReport): boolean =>
  HALTING[t.report.kind] !== undefined && !t.poor && !t.standing && subjectFieldsOf(t.report).agreement === undefined;

/** Each halt that came to be told by a second origin, latest last, with the step at which it was. */
function toldByTwo(reports: readonly PlacedReport[], from: number): (ReportedHalt & { readonly step: number })[] {
  const tellings = new Map<string, PlacedReport[]>();
  const halts = new Map<string, ReportedHalt & { readonly step: number }>();
  reports.slice(from).forEach((t, i) => {
    const step = from + i;
    const value = HALTING[t.report.kind];
    if (value === undefined || !tells(t)) return;
    const key = `${value}\n${t.development}`;
    const told = [...(tellings.get(key) ?? []), t];
    tellings.set(key, told);
    if (new Set(told.map(({ origin }) => origin)).size < 2) return;
    halts.set(key, { value, reports: told, step: halts.get(key)?.step ?? step });
  });
  return [...halts.values()];
}

/**
 * In force until a later declared act in the talks, confirmation of `talks`, or change of phase; of several, the
 * latest. One that the phase says already hides none that it does not say.
 */
export function reportedHaltOf(counted: CountedReports, { run, leading }: Talks): ReportedHalt | null {
  const lastSign = counted.reports.findLastIndex((t) => t.declares && affirmsTalks(t.report));
  const lastMove = run.firings.findLast(({ from, to }) => from !== to)?.step ?? -1;
  const current = Math.max(lastSign, lastMove, 0);
  // All reports of a development have one place.
  const place = counted.reports[current]?.place.at ?? 0;
  const from = counted.reports.findLastIndex((t, step) => step < current && t.place.at < place) + 1;
  const isNews = ({ value }: ReportedHalt) => value !== (leading.phase satisfies Phase);
  const inForce = toldByTwo(counted.reports, from).filter(({ step }) => step >= current);
  return inForce.findLast(isNews) ?? null;
}
