/** Replay: the story moment by moment, on one of its three clocks; each with what came in and what that changed. */
import { z } from 'zod';
import { firstInstant, isoOf, latestInstant, type Instant } from '../../events/dates.js';
import { typeOfFact, type Logged } from '../../events/event.js';
import { entryId } from '../../events/ids.js';
import {
  explainedChangeAnswer,
  explainedChangesBetween,
  isOfStatus,
  type ExplainedChange,
} from './explained-changes.js';
import { entryContentOf } from '../history/entry-answer.js';
import { groupBy } from '../support/group-by.js';
import { lensSchema, type Lens } from '../record/lens.js';
import { LensProjections } from '../status/lens-projections.js';
import { ReportIndexCache } from '../report-index/report-index-cache.js';
import { select, type Log } from '../report-index/selection.js';
import { statusAnswer, type StatusAnswer } from '../status/status-answer.js';

export const CLOCKS = ['recorded', 'reported', 'happened'] as const;
export type Clock = (typeof CLOCKS)[number];

/** The lens field by which each clock is read. */
export const BOUND = { recorded: 'recordedBy', reported: 'reportedBy', happened: 'happenedBy' } as const;

const entryAnswer = z.strictObject({ id: entryId, type: z.string(), summary: z.string().nullable() });

const moment = {
  at: z.string(),
  lens: lensSchema.meta({ description: 'The lens that reads the status of this step.' }),
  changes: z.array(explainedChangeAnswer),
  status: statusAnswer.optional(),
} as const;
export const stepAnswer = z.strictObject({
  step: z.int().meta({ description: 'From 1; those that are left out are counted.' }),
  clock: z.enum(CLOCKS),
  ...moment,
  entries: z.array(entryAnswer).meta({ description: 'What came in.' }),
});
export const endAnswer = z.strictObject({ end: z.literal(true), steps: z.int(), ...moment });

/** A moment at which something came in. */
export interface Moment {
  readonly at: Instant;
  readonly lens: Lens;
  readonly entries: readonly Logged[];
}

interface MomentChanges {
  readonly at: string;
  readonly lens: Lens;
  readonly changes: readonly ExplainedChange[];
  readonly status?: StatusAnswer;
}
export interface ReplayStep extends MomentChanges {
  readonly step: number;
  readonly clock: Clock;
  readonly entries: readonly { readonly id: string; readonly type: string; readonly summary: string | null }[];
}
export interface ReplayEnd extends MomentChanges {
  readonly end: true;
  readonly steps: number;
}

export interface ReplayOptions {
  readonly lens: Lens;
  readonly clock: Clock;
  /** EDTF dates on the clock: the first and the last moment, their whole spans included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only moments at which the status itself changes. */
  readonly milestones?: boolean | undefined;
  /** Steps up to this one are left out: they were told before. */
  readonly after?: number | undefined;
  /** Whether each step carries the status after it. */
  readonly status?: boolean | undefined;
}

/** One moment for each revision that the lens sees; what was recorded of sources comes with the next of them. */
function recordedMoments(log: Log, lens: Lens): Moment[] {
  const by = lens.recordedBy === undefined ? Infinity : latestInstant(lens.recordedBy);
  const seen = log.negotiation.filter((l) => l.revision <= (lens.revision ?? Infinity) && l.recordedAt <= by);
  return seen.map((logged, i) => {
    const after = seen[i - 1]?.position ?? 0n;
    const graded = log.sources.filter((l) => l.position > after && l.position < logged.position);
    return {
      at: logged.recordedAt,
      lens: { ...lens, revision: logged.revision },
      entries: [...graded, logged],
    };
  });
}

function momentsAt(told: readonly { readonly at: Instant; readonly logged: Logged }[], clock: Clock, lens: Lens) {
  return [...groupBy(told, ({ at }) => at)]
    .toSorted(([a], [b]) => a - b)
    .map(([at, of]): Moment => ({
      at,
      lens: { ...lens, [BOUND[clock]]: isoOf(at) },
      entries: of.map(({ logged }) => logged),
    }));
}

/** Every moment of publication: of reports, and of retractions and corrections. */
function reportedMoments(log: Log, lens: Lens, now: Instant, indexes: ReportIndexCache): Moment[] {
  const by = lens.reportedBy === undefined ? Infinity : latestInstant(lens.reportedBy);
  const told = (select(log, lens, now, indexes)?.entries ?? []).flatMap(({ logged, fact, voidedBy }) => {
    const { reportedAt } = entryContentOf(fact);
    return reportedAt === null || voidedBy !== undefined ? [] : [{ at: latestInstant(reportedAt), logged }];
  });
  return momentsAt(
    told.filter(({ at }) => at <= by),
    'reported',
    lens,
  );
}

/** Every moment at which something happened that counts under the lens. */
function happenedMoments(log: Log, lens: Lens, now: Instant, indexes: ReportIndexCache): Moment[] {
  const kept = select(log, lens, now, indexes)?.kept ?? [];
  return momentsAt(
    kept.map(({ happenedAt, entry }) => ({ at: happenedAt, logged: entry.logged })),
    'happened',
    lens,
  );
}

/** In order of time. */
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

const briefly = ({ id, fact }: Logged): ReplayStep['entries'][number] => ({
  id,
  type: typeOfFact(fact),
  summary: entryContentOf(fact).summary,
});

const momentChangesOf = (
  projections: LensProjections,
  at: Instant,
  lens: Lens,
  changes: readonly ExplainedChange[],
  whole?: boolean,
): MomentChanges => ({
  at: isoOf(at),
  lens,
  changes,
  ...(whole === false ? {} : { status: projections.status() }),
});

/**
 * The steps one by one: only the one before is held, however long the story is. Each tells what changed since the last
 * one told, so that the changes applied in turn lead to the end, which is the reading under the lens itself.
 */
export function* replay(
  log: Log,
  options: ReplayOptions,
  now: Instant,
  indexes = new ReportIndexCache(),
): Generator<ReplayStep | ReplayEnd> {
  const { lens, clock, from, to, milestones, after = 0, status } = options;
  const [first, last] = [from ? firstInstant(from) : -Infinity, to ? latestInstant(to) : Infinity];
  const moments = momentsOf(log, lens, clock, now, indexes);
  const start = moments.findIndex(({ at }, i) => at >= first && i >= after);
  const told = start < 0 ? moments.length : start;
  const base = moments[told - 1];
  let before = base ? LensProjections.of(log, base.lens, now, indexes) : null;
  for (const [i, { at, lens: upTo, entries }] of moments.slice(told).entries()) {
    if (at > last) break;
    const projections = LensProjections.of(log, upTo, now, indexes);
    if (!projections) continue;
    const changes = explainedChangesBetween(before, projections);
    if (milestones && !changes.some(isOfStatus)) continue;
    const step = told + i + 1;
    yield { step, clock, entries: entries.map(briefly), ...momentChangesOf(projections, at, upTo, changes, status) };
    before = projections;
  }
  const endLens: Lens = to === undefined ? lens : { ...lens, [BOUND[clock]]: to };
  const end = LensProjections.of(log, endLens, now, indexes);
  if (!end) return;
  const changes = explainedChangesBetween(before, end);
  yield { end: true, steps: moments.length, ...momentChangesOf(end, end.counted.at, endLens, changes, status) };
}
