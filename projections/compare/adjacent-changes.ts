/** Adjacent changes: from any moment, the nearest change before it or after it. */
import { latestInstant, type Instant } from '../../events/dates.js';
import { explainedChangesBetween, isOfStatus, type ExplainedChange } from './explained-changes.js';
import type { Lens } from '../record/lens.js';
import { LensProjections } from '../status/lens-projections.js';
import { BOUND, momentsOf, type Moment } from './replay.js';
import type { Clock } from './clocks.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import type { Log } from '../report-index/selection.js';

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

/**
 * The nearest moment on the clock at which anything changed; null where there is none.
 * @param asked `milestones`: only changes of the status itself
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached
 */
export function adjacentChangeOf(
  log: Log,
  asked: {
    readonly lens: Lens;
    readonly clock: Clock;
    readonly direction: Direction;
    readonly milestones?: boolean | undefined;
  },
  now: Instant,
  indexes = new ReportIndexCache(),
): AdjacentChange | null {
  const { lens, clock, direction, milestones } = asked;
  const moments = momentsOf(log, unbound(lens, clock), clock, now, indexes);
  const side = sideOf(lens, clock);
  const wanted = direction === 'previous' ? -1 : 1;
  const candidates = [...moments.entries()].filter(([, moment]) => side(moment) === wanted);
  // Two adjacent moments are compared with the one between them: its projections are kept.
  const projectionsByMoment = new Map<number, LensProjections | null>();
  const projectionsAt = (i: number): LensProjections | null => {
    const moment = moments[i];
    const projections = projectionsByMoment.has(i)
      ? projectionsByMoment.get(i)
      : moment && LensProjections.of(log, moment.lens, now, indexes);
    projectionsByMoment.set(i, projections ?? null);
    projectionsByMoment.delete(i + 2 * wanted * -1);
    return projections ?? null;
  };
  for (const [i, moment] of wanted < 0 ? candidates.toReversed() : candidates) {
    const [before, after] = [projectionsAt(i - 1), projectionsAt(i)];
    const changes = after ? explainedChangesBetween(before, after) : [];
    if (milestones ? changes.some(isOfStatus) : changes.length > 0) return { moment, changes };
  }
  return null;
}
