/**
 * Reported halts and restarts: the talks have stopped, or are on again, as two origins report, while no official declares
 * it.
 */
import type { Kind } from '../../events/vocabulary.js';
import { affirmsTalks, confirmsTalks, deniesTalks, isActInTheTalks } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import { principalsAt } from '../record/registry.js';
import { isRefusalOfAll } from '../record/standing.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { Phase } from './phases.js';
import type { Talks } from './talks.js';

/** A halt or a restart of one development. */
export interface UndeclaredMove {
  readonly value: 'suspended' | 'collapsed' | 'restarted';
  /** The reports of it, in order; by two origins at least. */
  readonly reports: readonly PlacedReport[];
}

/** The halt and the restart that are in force. */
export interface UndeclaredMoves {
  readonly halt: (UndeclaredMove & { readonly value: 'suspended' | 'collapsed' }) | null;
  readonly restart: (UndeclaredMove & { readonly value: 'restarted' }) | null;
}

interface Telling extends UndeclaredMove {
  /** The step at which a second origin told of it. */
  readonly step: number;
}

const HALTING: Readonly<Partial<Record<Kind, 'suspended' | 'collapsed'>>> = {
  suspension: 'suspended',
  breakdown: 'collapsed',
};

/** In these phases a restart would be news. */
const STANDSTILL: ReadonlySet<Phase> = new Set<Phase>(['collapsed', 'suspended', 'deadlocked']);

/** What a report tells of, where it can: it is not poor, has no standing, and is of the talks, not of an agreement. */
function moveIn(t: PlacedReport, { selection }: CountedReports): UndeclaredMove['value'] | undefined {
  const { report, poor, standing } = t;
  if (poor || standing || t.subjects.agreement !== undefined) return undefined;
  const { kind } = report;
  const isRestart = () =>
    confirmsTalks(report) || (kind !== 'assessment' && isActInTheTalks(report, selection.published));
  return HALTING[kind] ?? (isRestart() ? 'restarted' : undefined);
}

/** What two origins tell of, each development once, by when the second origin did. */
function toldByTwo(counted: CountedReports, from: number): Telling[] {
  const soFarByMove = new Map<string, PlacedReport[]>();
  const tellings = new Map<string, Telling>();
  for (let step = from; step < counted.reports.length; step += 1) {
    const t = counted.reports[step] as PlacedReport;
    const value = moveIn(t, counted);
    if (value === undefined) continue;
    const key = `${value}\n${t.development}`;
    const soFar = [...(soFarByMove.get(key) ?? []), t];
    soFarByMove.set(key, soFar);
    if (new Set(soFar.map(({ origin }) => origin)).size < 2) continue;
    tellings.set(key, { value, reports: soFar, step: tellings.get(key)?.step ?? step });
  }
  return [...tellings.values()].toSorted((a, b) => a.step - b.step);
}

const isRestart = ({ value }: UndeclaredMove): boolean => value === 'restarted';

/** The last step after `from` at which a report is as wanted; `from` where there is none. */
function lastStep(reports: readonly PlacedReport[], from: number, isWanted: (t: PlacedReport) => boolean): number {
  for (let step = reports.length - 1; step > from; step -= 1) if (isWanted(reports[step] as PlacedReport)) return step;
  return from;
}

/** The first step at the place of this one. */
function firstAt(reports: readonly PlacedReport[], step: number): number {
  let first = step;
  while (first > 0 && reports[first - 1]?.place.at === reports[step]?.place.at) first -= 1;
  return first;
}

/** Whether a report ends reported restarts: a declared denial of the talks, a refusal of all, a halt. */
const stops = (t: PlacedReport, { registry }: CountedReports): boolean =>
  t.declares &&
  (deniesTalks(t.report) ||
    HALTING[t.report.kind] !== undefined ||
    isRefusalOfAll(t, principalsAt(registry, t.place.at), registry));

/**
 * What is in force. A later declared act in the talks, or confirmation of `talks`, ends a halt; a later declared denial,
 * refusal of all, suspension or breakdown ends a restart; a change of phase ends both, and each ends an earlier one of the
 * other. Of several halts it is the latest that the phase does not already say.
 */
export function undeclaredMovesOf(counted: CountedReports, { run, leading }: Talks): UndeclaredMoves {
  const { reports, selection } = counted;
  const lastMove = run.latestMove();
  const haltsFrom = lastStep(reports, lastMove, (t) => t.declares && affirmsTalks(t.report, selection.published));
  const isNews = STANDSTILL.has(leading.phase);
  const restartsFrom = isNews ? lastStep(reports, lastMove, (t) => stops(t, counted)) : Infinity;
  // Reports at the same place may be of the same development, so they all are looked at.
  const first = Math.min(haltsFrom, restartsFrom);
  const told = toldByTwo(counted, firstAt(reports, first));
  const lastHalt = Math.max(-1, ...told.flatMap((t) => (isRestart(t) ? [] : [t.step])));
  const lastRestart = Math.max(-1, ...told.flatMap((t) => (isRestart(t) ? [t.step] : [])));
  const halt = told.findLast(
    (t) => !isRestart(t) && t.value !== leading.phase && t.step >= haltsFrom && t.step > lastRestart,
  );
  const restart = told.findLast((t) => isRestart(t) && t.step >= restartsFrom && t.step > lastHalt);
  return { halt: (halt as UndeclaredMoves['halt']) ?? null, restart: (restart as UndeclaredMoves['restart']) ?? null };
}
