/**
 * Reported halts and restarts: the talks have stopped, or are on again, as two origins report, while no official declares
 * it.
 */
import type { Kind } from '../../events/vocabulary.js';
import { affirmsTalks, confirmsTalks, deniesTalks, isActInTheTalks } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { principalsAt } from '../record/registry.js';
import { isRefusalOfAll } from '../record/standing.js';
import { sequenceIn, type CountedReports } from '../report-index/counted-reports.js';
import { latestOf, thoseAfter, type ReportSequence } from '../record/report-sequence.js';
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
  /** The report with which a second origin told of it. */
  readonly by: PlacedReport;
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
function toldByTwo(counted: CountedReports, reports: readonly PlacedReport[]): Telling[] {
  const soFarByMove = new Map<string, PlacedReport[]>();
  const tellings = new Map<string, Telling>();
  for (const t of reports) {
    const value = moveIn(t, counted);
    if (value === undefined) continue;
    const key = `${value}\n${t.development}`;
    const soFar = [...(soFarByMove.get(key) ?? []), t];
    soFarByMove.set(key, soFar);
    if (new Set(soFar.map(({ origin }) => origin)).size < 2) continue;
    tellings.set(key, { value, reports: soFar, by: tellings.get(key)?.by ?? t });
  }
  return [...tellings.values()].toSorted((a, b) => inOrder(a.by, b.by));
}

const isRestart = ({ value }: UndeclaredMove): boolean => value === 'restarted';

/** Whether a report comes after another, or there is none. */
const isAfter = (t: PlacedReport, other: PlacedReport | undefined): boolean => !other || inOrder(t, other) > 0;

/** The last report after another that is as wanted; that other one where there is none. */
const lastAfter = (
  reports: ReportSequence,
  from: PlacedReport | undefined,
  isWanted: (t: PlacedReport) => boolean,
): PlacedReport | undefined => latestOf(reports, (t) => !isAfter(t, from) || isWanted(t)) ?? from;

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
  const { published } = counted.selection;
  const reports = sequenceIn(counted);
  const lastMove = run.latestMove();
  const haltsFrom = lastAfter(reports, lastMove, (t) => t.declares && affirmsTalks(t.report, published));
  const isNews = STANDSTILL.has(leading.phase);
  const restartsFrom = isNews ? lastAfter(reports, lastMove, (t) => stops(t, counted)) : undefined;
  // Reports at the same place may be of the same development, so they all are looked at.
  const places = (isNews ? [haltsFrom, restartsFrom] : [haltsFrom]).map((t) => t?.place.at ?? -Infinity);
  const told = toldByTwo(
    counted,
    thoseAfter(reports, (t) => t.place.at < Math.min(...places)),
  );
  const lastHalt = told.findLast((t) => !isRestart(t))?.by;
  const lastRestart = told.findLast(isRestart)?.by;
  const isSince = ({ by }: Telling, from: PlacedReport | undefined) => !from || inOrder(by, from) >= 0;
  const halt = told.findLast(
    (t) => !isRestart(t) && t.value !== leading.phase && isSince(t, haltsFrom) && isAfter(t.by, lastRestart),
  );
  const restart = isNews && told.findLast((t) => isRestart(t) && isSince(t, restartsFrom) && isAfter(t.by, lastHalt));
  return { halt: (halt as UndeclaredMoves['halt']) ?? null, restart: (restart || null) as UndeclaredMoves['restart'] };
}
