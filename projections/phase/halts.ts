/** Reported halts: the talks have stopped as two origins report, while no official declares it. */
import type { Kind } from '../../events/vocabulary.js';
import { affirmsTalks, subjectFieldsOf } from '../record/kinds.js';
import type { Phase } from './phases.js';
import type { Talks } from './talks.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** A halt of one development. */
export interface ReportedHalt {
  readonly value: 'suspended' | 'collapsed';
  /** The reports of it, in order; by two origins at least. */
  readonly reports: readonly PlacedReport[];
}

const HALTING: Readonly<Partial<Record<Kind, 'suspended' | 'collapsed'>>> = {
  suspension: 'suspended',
  breakdown: 'collapsed',
};

const reportsHalt = (t: PlacedReport): boolean =>
  HALTING[t.report.kind] !== undefined && !t.poor && !t.standing && subjectFieldsOf(t.report).agreement === undefined;

/** The halts that two origins report, by when the second did, each with the step at which it did. */
function reportedByTwo(reports: readonly PlacedReport[], from: number): (ReportedHalt & { readonly step: number })[] {
  const reportsByHalt = new Map<string, PlacedReport[]>();
  const halts = new Map<string, ReportedHalt & { readonly step: number }>();
  reports.slice(from).forEach((t, i) => {
    const step = from + i;
    const value = HALTING[t.report.kind];
    if (value === undefined || !reportsHalt(t)) return;
    const key = `${value}\n${t.development}`;
    const soFar = [...(reportsByHalt.get(key) ?? []), t];
    reportsByHalt.set(key, soFar);
    if (new Set(soFar.map(({ origin }) => origin)).size < 2) return;
    halts.set(key, { value, reports: soFar, step: halts.get(key)?.step ?? step });
  });
  return [...halts.values()];
}

/**
 * The halt that is in force, if any. A later declared act in the talks, confirmation of `talks` or change of phase ends
 * it. Of several it is the latest that the phase does not already say.
 */
export function reportedHaltOf(counted: CountedReports, { run, leading }: Talks): ReportedHalt | null {
  const lastSign = counted.reports.findLastIndex(
    (t) => t.declares && affirmsTalks(t.report, counted.selection.published),
  );
  const lastMove = run.firings.findLast(({ from, to }) => from !== to)?.step ?? -1;
  const current = Math.max(lastSign, lastMove, 0);
  // Reports at the same place may be of the same development, so they all are looked at.
  const place = counted.reports[current]?.place.at ?? 0;
  const from = counted.reports.findLastIndex((t, step) => step < current && t.place.at < place) + 1;
  const isNews = ({ value }: ReportedHalt) => value !== (leading.phase satisfies Phase);
  const inForce = reportedByTwo(counted.reports, from).filter(({ step }) => step >= current);
  return inForce.findLast(isNews) ?? null;
}
