/** Confidence: how many origins report what the phase rests on, and how many of them declare it on the record. */
import { affirmsTalks, saysAgreementWasMade, type ReportsById } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { thoseAfter } from '../report-index/report-sequence.js';
import type { Phase } from './phases.js';
import type { PhaseRun } from './phase-run.js';

/** From the lowest to the highest. */
export const CONFIDENCES = ['low', 'moderate', 'high'] as const;

/** A level, with how it came about. */
export interface Confidence {
  readonly value: (typeof CONFIDENCES)[number];
  /** Sentences for readers: how many origins, and whether it is lower while contested. */
  readonly reasons: readonly string[];
  /** The reports that the phase rests on, without poor ones, in order. */
  readonly basis: readonly PlacedReport[];
}

/** Whether a report is one that the phase rests on. */
function restsOn(phase: Phase, run: PhaseRun, published: ReportsById): (t: PlacedReport) => boolean {
  switch (phase) {
    case 'agreed':
    case 'implementing':
      return ({ report, subjects: { agreement } }) =>
        agreement !== undefined && saysAgreementWasMade(report) && run.agreements.isBinding(agreement);
    case 'suspended':
      return ({ report }) => report.kind === 'suspension';
    case 'collapsed':
      return ({ report }) => report.kind === 'breakdown';
    case 'concluded':
      return ({ report }) => report.kind === 'conclusion';
    case 'unreported':
    case 'rumoured':
    case 'exploratory':
    case 'negotiating':
    case 'deadlocked':
      return ({ report }) => affirmsTalks(report, published);
  }
}

/** The reports after the latest collapse. While talks are collapsed, all from the place of the collapse on. */
function sinceCollapse(phase: Phase, run: PhaseRun): readonly PlacedReport[] {
  const collapse = run.latest('collapsed');
  if (!collapse) return [...run.reports];
  if (phase !== 'collapsed') return thoseAfter(run.reports, (t) => inOrder(t, collapse) <= 0);
  return thoseAfter(run.reports, (t) => t.place.at < collapse.place.at);
}

const declaresIt = (t: PlacedReport): boolean => t.standing && t.report.attribution === 'on-the-record';

/** Of each origin, its last report of the basis; the last on the record where there is one. */
export function oneOfEachOrigin(basis: readonly PlacedReport[]): PlacedReport[] {
  const last = new Map<string, PlacedReport>();
  for (const t of basis) {
    const before = last.get(t.origin);
    if (!before || declaresIt(t) || !declaresIt(before)) last.set(t.origin, t);
  }
  return [...last.values()];
}

const originsOf = (reports: readonly PlacedReport[]): string[] => [...new Set(reports.map(({ origin }) => origin))];

const countOf = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** @param contested whether `talks` is contested, which lowers the level by one */
export function confidenceOf(phase: Phase, run: PhaseRun, contested: boolean, published: ReportsById): Confidence {
  const rests = restsOn(phase, run, published);
  const basis = sinceCollapse(phase, run).filter((t) => !t.poor && rests(t));
  const declaring = originsOf(basis.filter(declaresIt)).length;
  const statement = originsOf(basis).length;
  const level = declaring >= 2 ? 2 : declaring === 1 || statement >= 2 ? 1 : 0;
  return {
    value: CONFIDENCES[Math.max(0, level - (contested ? 1 : 0))] ?? 'low',
    reasons: [
      `${countOf(declaring, 'origin')} on the record and with standing`,
      `${countOf(statement, 'origin')} in any way`,
      ...(contested ? ['one level lower while contested'] : []),
    ],
    basis,
  };
}
