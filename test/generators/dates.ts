/** Dates on a coarse clock of half-days, so that many coincide; written in every form that EDTF level 0 has. */
import type { Draw, Weighted } from './draw.js';

/** Half-days since 20 September 2023, 09:00 UTC. */
export type Tick = number;

const START = Date.UTC(2023, 8, 20, 9);
const HALF_DAY = 43_200_000;

/** The days on which things happen; what is told late is told up to sixteen days after. */
export const DAYS = 32;

type Form = 'instant' | 'offset' | 'day' | 'month' | 'year' | 'interval';

const iso = (at: number): string => new Date(at).toISOString();

export function dateText(tick: Tick, form: Form): string {
  const at = START + tick * HALF_DAY;
  switch (form) {
    case 'instant':
      return iso(at).replace('.000Z', 'Z');
    case 'offset':
      return iso(at + 5 * 3_600_000).replace('.000Z', '+05:00');
    case 'day':
      return iso(at).slice(0, 10);
    case 'month':
      return iso(at).slice(0, 7);
    case 'year':
      return iso(at).slice(0, 4);
    case 'interval':
      return `${dateText(tick - 3, 'day')}/${dateText(tick, tick % 2 === 0 ? 'day' : 'instant')}`;
  }
}

const PUBLISHED: Weighted<Form> = [
  [58, 'instant'],
  [32, 'day'],
  [5, 'offset'],
  [4, 'month'],
  [1, 'year'],
  [1, 'interval'],
];
const HAPPENED: Weighted<Form> = [
  [48, 'day'],
  [32, 'instant'],
  [4, 'offset'],
  [12, 'month'],
  [4, 'year'],
  [7, 'interval'],
];

export const publishedOn = (d: Draw, tick: Tick): string => dateText(tick, d.weighted(PUBLISHED));
export const happenedOn = (d: Draw, tick: Tick): string => dateText(tick, d.weighted(HAPPENED));

/** Nearly always a day: a role's `since`, a grade's `from`, an agreement's `until`. */
export const boundary = (d: Draw, tick: Tick): string =>
  dateText(
    tick,
    d.weighted([
      [75, 'day'],
      [15, 'instant'],
      [10, 'month'],
      [4, 'interval'],
    ]),
  );

/** By how much a report is published after what it tells. */
const LATENESS: Weighted<number> = [
  [66, 0],
  [10, 1],
  [10, 3],
  [6, 9],
  [5, 20],
  [3, 32],
];

export interface Clock {
  readonly occurredAt: string | undefined;
  readonly reportedAt: string;
  /** The moment of publication: no date of what happened may begin after it. */
  readonly published: Tick;
}

/** When something happened at `tick` and was told then or later. A date of any form begins by its own tick. */
export function clockOf(d: Draw, tick: Tick): Clock {
  const late = d.weighted(LATENESS);
  const reportedAt = publishedOn(d, tick + late);
  const dated = d.chance(50) || late > 0;
  const occurredAt = happenedOn(d, tick);
  return { occurredAt: dated ? occurredAt : undefined, reportedAt, published: tick + late };
}
