/** Whether the talks are contested, by whom, and since which report without a break. */
import { deniers, valueOf, type Reading } from './claims.js';
import type { Run } from './talks/phase.js';

export interface Contested {
  readonly value: boolean;
  readonly by: readonly string[];
  readonly since: string | null;
}

/** What may be read of the claims after so many reports: words up to the latest collapse or conclusion are past. */
export function readingAt({ talks, firings }: Run, read: number): Reading {
  const last = firings.findLast(({ rule, step }) => step < read && ['collapsed', 'concluded'].includes(rule));
  return { reports: talks.reports.slice(0, read), talksFrom: (last?.step ?? -1) + 1 };
}

export function contestedOf(run: Run): Contested {
  const { reports } = run.talks;
  const isContested = (step: number) => valueOf('talks', readingAt(run, step + 1)) === 'contested';
  const steps = reports.map((_, step) => isContested(step));
  if (!steps.at(-1)) return { value: false, by: [], since: null };
  const began = steps.lastIndexOf(false) + 1;
  return { value: true, by: deniers(readingAt(run, reports.length)), since: reports[began]?.place.text ?? null };
}
