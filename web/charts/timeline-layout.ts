/** Where everything stands in the picture of a timeline: how much came in, changes of phase, corrections. */
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Timeline } from '../../projections/compare/timeline.js';
import { phaseChangesIn } from '../timeline-stops.js';
import { typeInWords } from '../words.js';
import { momentIn } from './moment-words.js';
import { timeAxis, type Tick } from './time-axis.js';

/** A mark on the axis, with what it says. */
interface Note {
  readonly x: number;
  readonly says: string;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Where the bars stand. */
  readonly foot: number;
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  readonly levels: readonly { readonly y: number; readonly label: string }[];
  readonly phases: readonly Note[];
  readonly corrections: readonly Note[];
  readonly ticks: readonly Tick[];
  /** Where an instant stands, in milliseconds since the epoch. */
  readonly xOf: (time: number) => number;
}

const [TOP, FOOT, AXIS] = [18, 60, 34];
/** Room for half a mark at either end; the thumb of the slider below has as much. */
const EDGE = 8;
/** How wide the one column of a story of one moment is. */
const ONE_COLUMN = 6;

interface Asked {
  /** In pixels. */
  readonly width: number;
  readonly tz: string;
  /** The instant at the right end, in milliseconds since the epoch: that of the last moment, or later. */
  readonly end: number;
}

export function timelineLayout(timeline: Timeline, { width, tz, end }: Asked): TimelineLayout {
  const { density, stops, corrections } = timeline;
  const [first, last] = [Date.parse(timeline.from ?? ''), Date.parse(timeline.to ?? '')];
  const isMoment = first === last;
  const { x, ticks } = timeAxis(first, isMoment ? first : end, [EDGE, width - EDGE], tz);
  const columns = scaleLinear([0, density.length], [x(first), x(last)]);
  const scale = scaleLinear([0, max([1, ...density]) ?? 1], [FOOT, TOP]);
  const noted = <T extends { readonly at: string }>(of: readonly T[], says: (one: T) => string): Note[] =>
    of.map((one) => ({ x: x(Date.parse(one.at)), says: `${says(one)}: ${momentIn(one.at, tz)}` }));
  return {
    width,
    height: FOOT + AXIS,
    left: 0,
    right: width,
    foot: FOOT,
    bars: density.flatMap((count, i) =>
      count
        ? [
            {
              x: isMoment ? x(first) - ONE_COLUMN / 2 : columns(i),
              y: scale(count),
              width: isMoment ? ONE_COLUMN : Math.max(1, columns(i + 1) - columns(i) - 1),
              height: FOOT - scale(count),
            },
          ]
        : [],
    ),
    levels: scale
      .ticks(2)
      .filter((value) => value > 0 && Number.isInteger(value))
      .map((value) => ({ y: scale(value), label: value.toLocaleString('en-GB') })),
    phases: noted(phaseChangesIn(stops), ({ phase }) => phase),
    corrections: noted(corrections, ({ type }) => typeInWords(type)),
    ticks: ticks.filter((tick) => tick.x <= x(last) + 1),
    xOf: x,
  };
}

/**
 * The marks up to a moment: nothing after it is drawn. A slider asks at every step, and nothing is laid out anew for it.
 * @param now where the moment stands; undefined: all of them
 */
export const marksUntil = <Mark extends { readonly x: number }>(
  marks: readonly Mark[],
  now: number | undefined,
): readonly Mark[] => (now === undefined ? marks : marks.filter(({ x }) => x <= now));

/** How the picture of a timeline is read. */
export const TIMELINE_LEGEND =
  'Bars: how much came in, in columns of equal width. Diamonds: changes of phase. Stems with a bar: corrections of the record.';
