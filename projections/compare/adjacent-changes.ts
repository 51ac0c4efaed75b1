/** Adjacent changes: from any moment, the nearest change before it or after it. */
import { latestInstant, type Instant } from '../../events/dates.js';
import { explaining, isMilestone, type ExplainedChange } from './explained-changes.js';
import { changesBetween } from '../status/field-values.js';
import { atOnce } from '../support/at-once.js';
import type { Lens } from '../record/lens.js';
import { LensProjections } from '../status/lens-projections.js';
import { BOUND, momentsOf, type Moment } from './replay.js';
import type { Clock } from './clocks.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import { preparing, type Log } from '../report-index/selection.js';

/** On the clock. */
export const DIRECTIONS = ['previous', 'next'] as const;
/** Where to look. */
export type Direction = (typeof DIRECTIONS)[number];

/** The moment of a change, and what changed. */
export interface AdjacentChange {
  readonly moment: Moment;
  readonly changes: readonly ExplainedChange[];
}

/** The clock that a lens bounds; without a bound, the clock of publication. */
export function clockOf({ recordedBy, revision, reportedBy, happenedBy }: Lens): Clock {
  if (reportedBy !== undefined) return 'reported';
  if (happenedBy !== undefined) return 'happened';
  return recordedBy !== undefined || revision !== undefined ? 'recorded' : 'reported';
}

/** The lens without its bound on the clock. */
function unbound(lens: Lens, clock: Clock): Lens {
  const { [BOUND[clock]]: _, ...others } = lens;
  if (clock !== 'recorded') return others;
  const { revision: __, ...rest } = others as Lens;
  return rest;
}

/** Whether a moment is before the lens's bound (-1), at it (0) or after it (1). Without a bound, all are before it. */
function sideOf({ revision, ...lens }: Lens, clock: Clock): (moment: Moment) => number {
  if (clock === 'recorded' && revision !== undefined)
    return (moment) => Math.sign((moment.lens.revision ?? 0) - revision);
  const bound = lens[BOUND[clock]];
  const at = bound === undefined ? Infinity : latestInstant(bound);
  return (moment) => Math.sign(moment.at - at);
}

/** What is looked for. */
interface Asked {
  readonly lens: Lens;
  readonly clock: Clock;
  readonly direction: Direction;
  /** Only changes of the status itself. */
  readonly milestones?: boolean | undefined;
}

/**
 * The nearest moment on the clock at which anything changed; null where there is none.
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached
 */
export const adjacentChangeOf = (
  log: Log,
  asked: Asked,
  now: Instant,
  indexes = new ReportIndexCache(),
): AdjacentChange | null => atOnce(findingAdjacentChange(log, asked, now, indexes));

/** The same step by step, so that a caller can let others work in between, or stop. The log must not grow meanwhile. */
export function* findingAdjacentChange(
  log: Log,
  { lens, clock, direction, milestones }: Asked,
  now: Instant,
  indexes: ReportIndexCache,
): Generator<undefined, AdjacentChange | null> {
  yield* preparing(log, unbound(lens, clock), indexes);
  const moments = momentsOf(log, unbound(lens, clock), clock, now, indexes);
  const side = sideOf(lens, clock);
  const wanted = direction === 'previous' ? -1 : 1;
  const candidates = [...moments.entries()].filter(([, moment]) => side(moment) === wanted);
  const hasChanged = (before: LensProjections | null, after: LensProjections): boolean =>
    milestones ? isMilestone(before, after) : changesBetween(before?.fieldValues(), after.fieldValues()).length > 0;
  const at = (i: number) => readingAt(log, moments[i], now, indexes);
  for (const run of runsOf(candidates, direction)) {
    // From the first to the last, in either direction: a reading follows from the one before it, and not the other way.
    let before = yield* at((run[0]?.[0] ?? 0) - 1);
    let found: [Moment, LensProjections | null, LensProjections] | undefined;
    for (const [i, moment] of run) {
      yield;
      const after = yield* at(i);
      if (after && hasChanged(before, after)) found = [moment, before, after];
      if (found && direction === 'next') break;
      before = after;
    }
    if (found) return { moment: found[0], changes: yield* explaining(found[1], found[2]) };
  }
  return null;
}

function* readingAt(
  log: Log,
  moment: Moment | undefined,
  now: Instant,
  indexes: ReportIndexCache,
): Generator<undefined, LensProjections | null> {
  const reading = moment ? yield* LensProjections.making(log, moment.lens, now, indexes) : null;
  if (reading) yield* reading.readingValues();
  return reading;
}

/** The longest run, in moments. */
const LONGEST_RUN = 256;

/** Runs of moments, those that are nearest first, ever longer ones. Within each they are in their order. */
function* runsOf<T>(moments: readonly T[], direction: Direction): Generator<readonly T[]> {
  if (direction === 'next') return yield moments;
  for (let end = moments.length, length = 1; end > 0; end -= length, length = Math.min(length * 4, LONGEST_RUN))
    yield moments.slice(Math.max(0, end - length), end);
  return undefined;
}
