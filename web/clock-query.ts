/** The three clocks, and the moment on one of them, in the query of a page. */
import type { Timeline } from '../projections/compare/timeline.js';
import { BOUNDS, lensIn } from './page-context.js';

export type ClockName = Timeline['clock'];

export const CLOCKS: readonly {
  readonly clock: ClockName;
  readonly bound: string;
  readonly name: string;
  readonly says: string;
}[] = [
  { clock: 'reported', bound: 'reportedBy', name: 'as reported', says: 'what had been reported by then' },
  { clock: 'happened', bound: 'happenedBy', name: 'as it happened', says: 'what had happened by then, as we know now' },
  { clock: 'recorded', bound: 'recordedBy', name: 'as this desk knew', says: 'what this desk had recorded by then' },
];

const clockNamed = (name: string | null) => CLOCKS.find(({ clock }) => clock === name);
export const boundOf = (name: ClockName): string => clockNamed(name)?.bound ?? 'reportedBy';

/** The clock of the bound in the query, else the clock that `clock` names. */
export function clockIn(query: URLSearchParams): ClockName {
  const bounded = CLOCKS.find(({ bound }) => query.get(bound));
  return (bounded ?? clockNamed(query.get('clock')))?.clock ?? 'reported';
}

/** The moment in the query, an EDTF date; null: the present. */
export const momentIn = (query: URLSearchParams): string | null => query.get(boundOf(clockIn(query)));

/** The query with another moment on a clock; null: the present. */
export function queryAt(query: URLSearchParams, clock: ClockName, at: string | null): URLSearchParams {
  const next = new URLSearchParams([...query].filter(([name]) => ![...BOUNDS, 'clock', 'at', 'cursor'].includes(name)));
  if (at !== null) next.set(boundOf(clock), at);
  else if (clock !== 'reported') next.set('clock', clock);
  return next;
}

/** A form without script sends `clock` and `at`: they become a bound of the lens. */
export function settled(query: URLSearchParams): URLSearchParams {
  const at = query.get('at');
  return at ? queryAt(query, clockNamed(query.get('clock'))?.clock ?? 'reported', at) : query;
}

/** The lens of a timeline: without its moment. */
export const lensWithoutMoment = (query: URLSearchParams): URLSearchParams => lensIn(query, BOUNDS);
