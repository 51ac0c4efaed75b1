/** Replay: the record moment by moment on one of three clocks, with what came in at each moment and what it changed. */
import { z } from 'zod';
import { firstInstant, isoOf, latestInstant, type Instant } from '../../events/dates.js';
import { typeOfFact, type Logged } from '../../events/event.js';
import { entryId } from '../../events/ids.js';
import { explainedChangeAnswer, explaining, isMilestone, type ExplainedChange } from './explained-changes.js';
import { entryContentOf } from '../history/entry-answer.js';
import { groupBy } from '../support/group-by.js';
import { lensSchema, type Lens } from '../record/lens.js';
import { LensProjections } from '../status/lens-projections.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import { preparing, select, type Log } from '../report-index/selection.js';
import { statusAnswer, type StatusAnswer } from '../status/status-answer.js';
import { CLOCKS, type Clock } from './clocks.js';

/** The lens field that bounds each clock. */
export const BOUND = { recorded: 'recordedBy', reported: 'reportedBy', happened: 'happenedBy' } as const;

const entryAnswer = z.strictObject({ id: entryId, type: z.string(), summary: z.string().nullable() });

const moment = {
  at: z.string(),
  lens: lensSchema.meta({ description: 'The lens that reads the status of this step.' }),
  changes: z.array(explainedChangeAnswer),
  status: statusAnswer.optional(),
} as const;
/** One step of a replay. */
export const stepAnswer = z.strictObject({
  step: z.int().meta({ description: 'From 1; those that are left out are counted.' }),
  clock: z.enum(CLOCKS),
  ...moment,
  entries: z.array(entryAnswer).meta({ description: 'What came in.' }),
});
/** The end of a replay, after all steps. */
export const endAnswer = z.strictObject({ end: z.literal(true), steps: z.int(), ...moment });

/** A moment at which something came in. */
export interface Moment {
  /** In milliseconds since the epoch. */
  readonly at: Instant;
  /** The lens that is bound at this moment. */
  readonly lens: Lens;
  /** The events that came in. */
  readonly entries: readonly Logged[];
}

interface MomentChanges {
  readonly at: string;
  readonly lens: Lens;
  readonly changes: readonly ExplainedChange[];
  readonly status?: StatusAnswer;
}
/** A step, as data. */
export interface ReplayStep extends MomentChanges {
  readonly step: number;
  readonly clock: Clock;
  readonly entries: readonly { readonly id: string; readonly type: string; readonly summary: string | null }[];
}
/** The end, as data. */
export interface ReplayEnd extends MomentChanges {
  readonly end: true;
  readonly steps: number;
}

/** What to replay. */
export interface ReplayOptions {
  readonly lens: Lens;
  readonly clock: Clock;
  /** EDTF dates on the clock for the first and the last moment. A partial date includes all of itself. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Whether to leave out moments at which the status itself does not change. */
  readonly milestones?: boolean | undefined;
  /** The last step that the caller has already; 0 for none. */
  readonly after?: number | undefined;
  /** Whether each step carries the status after it; true unless given. */
  readonly status?: boolean | undefined;
}

/** One moment for each revision under the lens. A source grade comes in with the next revision. */
function recordedMoments(log: Log, lens: Lens): Moment[] {
  const by = lens.recordedBy === undefined ? Infinity : latestInstant(lens.recordedBy);
  const events = log.negotiation.filter((l) => l.revision <= (lens.revision ?? Infinity) && l.recordedAt <= by);
  return events.map((logged, i) => {
    const after = events[i - 1]?.position ?? 0n;
    const graded = log.sources.filter((l) => l.position > after && l.position < logged.position);
    return {
      at: logged.recordedAt,
      lens: { ...lens, revision: logged.revision },
      entries: [...graded, logged],
    };
  });
}

function momentsAt(dated: readonly { readonly at: Instant; readonly logged: Logged }[], clock: Clock, lens: Lens) {
  return [...groupBy(dated, ({ at }) => at)]
    .toSorted(([a], [b]) => a - b)
    .map(([at, of]): Moment => ({
      at,
      lens: { ...lens, [BOUND[clock]]: isoOf(at) },
      entries: of.map(({ logged }) => logged),
    }));
}

/** One moment for each instant at which a report, a retraction or a correction was published. */
function reportedMoments(log: Log, lens: Lens, now: Instant, indexes: ReportIndexCache): Moment[] {
  const by = lens.reportedBy === undefined ? Infinity : latestInstant(lens.reportedBy);
  const published = (select(log, lens, now, indexes)?.entries ?? []).flatMap(({ logged, fact, voidedBy }) => {
    const { reportedAt } = entryContentOf(fact);
    return reportedAt === null || voidedBy !== undefined ? [] : [{ at: latestInstant(reportedAt), logged }];
  });
  return momentsAt(
    published.filter(({ at }) => at <= by),
    'reported',
    lens,
  );
}

/** One moment for each instant at which a report that counts under the lens happened. */
function happenedMoments(log: Log, lens: Lens, now: Instant, indexes: ReportIndexCache): Moment[] {
  const kept = select(log, lens, now, indexes)?.kept ?? [];
  return momentsAt(
    kept.map(({ happenedAt, entry }) => ({ at: happenedAt, logged: entry.logged })),
    'happened',
    lens,
  );
}

/**
 * All moments on a clock, in order of time.
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached
 */
export function momentsOf(
  log: Log,
  lens: Lens,
  clock: Clock,
  now: Instant,
  indexes = new ReportIndexCache(),
): Moment[] {
  switch (clock) {
    case 'recorded':
      return recordedMoments(log, lens);
    case 'reported':
      return reportedMoments(log, lens, now, indexes);
    case 'happened':
      return happenedMoments(log, lens, now, indexes);
  }
}

const briefOf = ({ id, fact }: Logged): ReplayStep['entries'][number] => ({
  id,
  type: typeOfFact(fact),
  summary: entryContentOf(fact).summary,
});

const momentChangesOf = (
  projections: LensProjections,
  at: Instant,
  lens: Lens,
  changes: readonly ExplainedChange[],
  withStatus?: boolean,
): MomentChanges => ({
  at: isoOf(at),
  lens,
  changes,
  ...(withStatus === false ? {} : { status: projections.status() }),
});

/**
 * Yields the steps one by one, then the end. Each carries the changes since the step that was yielded before it, so that
 * all changes applied in turn lead to the end, which is as the lens itself has it. Only one step is held in memory.
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached
 */
export function* replay(
  log: Log,
  options: ReplayOptions,
  now: Instant,
  indexes = new ReportIndexCache(),
): Generator<ReplayStep | ReplayEnd> {
  for (const step of replaying(log, options, now, indexes)) if (step) yield step;
}

/**
 * The same with pauses, which are undefined: a caller can let others work in between. A moment that is left out takes as
 * long as one that is told.
 */
export function* replaying(
  log: Log,
  options: ReplayOptions,
  now: Instant,
  indexes: ReportIndexCache,
): Generator<ReplayStep | ReplayEnd | undefined, undefined> {
  const { lens, clock, from, to, milestones, after = 0, status } = options;
  const [first, last] = [from ? firstInstant(from) : -Infinity, to ? latestInstant(to) : Infinity];
  yield* preparing(log, lens, indexes);
  const moments = momentsOf(log, lens, clock, now, indexes);
  const start = moments.findIndex(({ at }, i) => at >= first && i >= after);
  const skipped = start < 0 ? moments.length : start;
  const base = moments[skipped - 1];
  let before = base ? yield* LensProjections.making(log, base.lens, now, indexes) : null;
  for (const [i, { at, lens: upTo, entries }] of moments.slice(skipped).entries()) {
    if (at > last) break;
    yield undefined;
    const projections = yield* LensProjections.making(log, upTo, now, indexes);
    if (!projections || (milestones && !isMilestone(before, projections))) continue;
    const changes = yield* explaining(before, projections);
    const step = skipped + i + 1;
    yield { step, clock, entries: entries.map(briefOf), ...momentChangesOf(projections, at, upTo, changes, status) };
    before = projections;
  }
  const endLens: Lens = to === undefined ? lens : { ...lens, [BOUND[clock]]: to };
  const end = yield* LensProjections.making(log, endLens, now, indexes);
  if (!end) return undefined;
  const changes = yield* explaining(before, end);
  yield { end: true, steps: moments.length, ...momentChangesOf(end, end.counted.at, endLens, changes, status) };
  return undefined;
}
