/** Time axes: to scale, with ticks at round dates of the reader’s zone. */
import { scaleUtc, type ScaleTime } from 'd3-scale';
import { utcFormat } from 'd3-time-format';
import { momentIn } from './moment-words.js';

/** A tick: where it stands, and what is written there. */
export interface Tick {
  readonly x: number;
  readonly label: string;
  /** The larger span that begins with it, such as the year or the day; undefined where it is that of the tick before. */
  readonly under: string | undefined;
}

export interface TimeAxis {
  readonly x: (time: number) => number;
  readonly ticks: readonly Tick[];
}

const DAY = 86_400_000;
const clockIn = new Map<string, Intl.DateTimeFormat>();

function wallClock(tz: string): Intl.DateTimeFormat {
  const known = clockIn.get(tz);
  if (known) return known;
  const [numeric, digits] = ['numeric', '2-digit'] as const;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    year: numeric,
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
    hourCycle: 'h23',
  });
  clockIn.set(tz, made);
  return made;
}

/** What the clocks of a zone show, as if it were UTC: d3 knows UTC and the zone of the machine, and no other. */
function wallTime(time: number, tz: string): number {
  if (tz === 'UTC') return time;
  const { year, month, day, hour, minute, second } = Object.fromEntries(
    wallClock(tz)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant at which the clocks of a zone show a time. */
function instantOf(wall: number, tz: string): number {
  const guess = wall - (wallTime(wall, tz) - wall);
  return wall - (wallTime(guess, tz) - guess);
}

/** How ticks are written that stand so far apart, and what stands under the first of each span. */
function formatsFor(step: number): readonly [label: string, under: string] {
  if (step < DAY) return ['%H:%M', '%-d %b %Y'];
  if (step < 28 * DAY) return ['%-d %b', '%Y'];
  return step < 360 * DAY ? ['%b', '%Y'] : ['%Y', ''];
}

/**
 * @param from and `to`, in milliseconds since the epoch
 * @param range in pixels
 * @param tz an IANA time zone
 * @param room how many pixels a tick takes at least
 */
export function timeAxis(
  from: number,
  to: number,
  range: readonly [left: number, right: number],
  tz: string,
  room = 76,
): TimeAxis {
  const isMoment = to <= from;
  const [first, last] = [from, isMoment ? from + DAY : to];
  const scale = scaleUtc().domain([first, last]).range(range);
  // A story of one moment begins with it, and names it: a day that was told without a time has no hours.
  if (isMoment) {
    const label = Number.isNaN(from) ? '' : momentIn(new Date(from).toISOString(), tz);
    return { x: (time) => scale(time), ticks: [{ x: range[0], label, under: undefined }] };
  }
  const wall: ScaleTime<number, number> = scaleUtc().domain([wallTime(first, tz), wallTime(last, tz)]);
  const times = wall.ticks(Math.max(2, Math.floor((range[1] - range[0]) / room))).map(Number);
  const [label, under] = formatsFor((times[1] ?? Infinity) - (times[0] ?? 0)).map((format) => utcFormat(format));
  let span = '';
  return {
    x: (time) => scale(time),
    ticks: times.map((time) => {
      const name = under?.(new Date(time)) ?? '';
      const isNew = name !== span;
      span = name;
      return {
        x: Math.round(scale(instantOf(time, tz)) * 10) / 10,
        label: label?.(new Date(time)) ?? '',
        under: isNew ? name : undefined,
      };
    }),
  };
}
