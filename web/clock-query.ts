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

/** The moment in the query, an EDTF date; null: the end of the record, which for a frozen link is not the present. */
export const momentIn = (query: URLSearchParams): string | null =>
  clockIn(query) === 'recorded' ? null : query.get(boundOf(clockIn(query)));

/** The lens fields that say up to where the record is read, whatever clock is looked at. */
const RECORD_BOUNDS = ['revision', 'recordedBy'];

/** The record that a page is opened with: all of it, or what a frozen link keeps of it. */
export const recordIn = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...lensIn(query)].filter(([name]) => RECORD_BOUNDS.includes(name)));

/**
 * The query with another moment on a clock.
 * @param at null: the end of the record
 * @param record up to where the record is read, as `recordIn` has it
 */
export function queryAt(
  query: URLSearchParams,
  clock: ClockName,
  at: string | null,
  record: URLSearchParams = recordIn(query),
): URLSearchParams {
  const kept = [...query].filter(([name]) => ![...BOUNDS, 'clock', 'at', 'cursor'].includes(name));
  const next = new URLSearchParams([...kept, ...record]);
  if (at !== null) next.set(boundOf(clock), at);
  else if (clock !== 'reported') next.set('clock', clock);
  return next;
}

/** A form without script sends `clock` and `at`: they become a bound of the lens. */
export function settled(query: URLSearchParams): URLSearchParams {
  const at = query.get('at');
  return at ? queryAt(query, clockNamed(query.get('clock'))?.clock ?? 'reported', at) : query;
}

/** The lens of a timeline: all but the moment that is looked at, and of the record that the page was opened with. */
export const timelineLens = (query: URLSearchParams, record: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...lensIn(query, BOUNDS), ...record]);

/** The query of a picture: its lens, and its clock where it is not the first. */
export function pictureQuery(query: URLSearchParams): URLSearchParams {
  const clock = clockIn(query);
  return new URLSearchParams([...lensIn(query), ...(clock === 'reported' ? [] : [['clock', clock]])]);
}
