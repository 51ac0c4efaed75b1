/** The terms of a picture as small multiples: a chart for each quantity, on the same axis of time, a line for each party. */
import { max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line, symbol, symbolsFill } from 'd3-shape';
import type { Mark } from './mark.js';
import type { PictureWords, TermChart, TermPoint } from './picture-words.js';
import { fitted, textWidth, wrapped } from './text-width.js';

interface Value extends Mark {
  /** The number, where there is room. */
  readonly label: { readonly text: string; readonly x: number; readonly y: number } | undefined;
  /** From the least to the most, where it is a range. */
  readonly range: readonly [top: number, bottom: number] | undefined;
}

interface LineDrawn {
  readonly name: string;
  readonly agreed: boolean;
  /** Which look it has among the lines of its chart. */
  readonly look: number;
  readonly path: string;
  /** The outline of its marks, around 0, 0. */
  readonly shape: string;
  readonly values: readonly Value[];
  /** Where it is explained. */
  readonly key: { readonly x: number; readonly y: number };
}

export interface TermChartDrawn {
  readonly title: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly levels: readonly { readonly y: number; readonly label: string }[];
  readonly lines: readonly LineDrawn[];
}

interface Frame {
  readonly x: (at: string) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** How wide the labels beside the charts are; 0: they stand above. */
  readonly gutter: number;
}

const LINE = 14;
const HEIGHT = 76;
/** How many marks can be told apart. */
const LOOKS = symbolsFill.length;

const valueOf = ({ quantity, ...range }: TermPoint): number => quantity ?? range.max ?? range.min ?? 0;

type Unlabelled = Omit<Value, 'label'>;
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const touch = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Puts numbers beside the marks of a chart, where they touch neither a mark nor each other: above, else below. */
class Labels {
  readonly #taken: Box[];

  constructor(
    marks: readonly Unlabelled[],
    private readonly within: Box,
  ) {
    this.#taken = marks.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  }

  place({ x, y }: Unlabelled, text: string): Value['label'] {
    const wide = textWidth(text);
    const places = [
      { x: x + 6, y: y - 5 },
      { x: x + 6, y: y + 13 },
      { x: x - 6 - wide, y: y - 5 },
      { x: x - 6 - wide, y: y + 13 },
    ];
    for (const at of places) {
      const box = { left: at.x, right: at.x + wide, top: at.y - 9, bottom: at.y + 2 };
      const { left, right, top, bottom } = this.within;
      const isInside = box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
      if (!isInside || this.#taken.some((other) => touch(box, other))) continue;
      this.#taken.push(box);
      return { text, ...at };
    }
    return undefined;
  }
}

function keysOf(names: readonly string[], { left, right, gutter }: Frame, x: number, y: number) {
  if (gutter) return names.map((_, i) => ({ x: x + 6, y: y + i * LINE }));
  let at = { x: left + 6, y };
  return names.map((name) => {
    const wide = textWidth(name) + 26;
    if (at.x > left + 6 && at.x + wide > right) at = { x: left + 6, y: at.y + LINE };
    const here = at;
    at = { x: at.x + wide, y: at.y };
    return here;
  });
}

function chartOf(chart: TermChart, words: PictureWords, frame: Frame, top: number): [TermChartDrawn, bottom: number] {
  const { x, left, right, gutter } = frame;
  const room = gutter ? gutter - 24 : right - left;
  const title = wrapped(words.term(chart), room).slice(0, 3);
  const names = chart.lines.map((of) => fitted(words.lineName(of), room - 16));
  const keys = keysOf(names, frame, gutter ? 0 : left, top + title.length * LINE + 10);
  const labelsEnd = Math.max(top + title.length * LINE, ...keys.map((key) => key.y + 4));
  const begin = gutter ? top + 6 : labelsEnd + 14;
  const bottom = Math.max(begin + HEIGHT, gutter ? labelsEnd + 8 : 0);
  const numbers = chart.lines.flatMap(({ points }) => points.flatMap((p) => [valueOf(p), p.min ?? 0]));
  const scale = scaleLinear([min([0, ...numbers]) ?? 0, max([1, ...numbers]) ?? 1], [bottom, begin]).nice(3);
  const isWhole = numbers.every(Number.isInteger);
  const ticks = scale.ticks(3).filter((tick) => !isWhole || Number.isInteger(tick));
  const format = scale.tickFormat(3);
  const marks = chart.lines.map((of) =>
    of.points.map((point): Unlabelled => ({
      x: x(point.at),
      y: scale(valueOf(point)),
      says: words.point(chart, of, point),
      report: point.report,
      range:
        point.min !== undefined && point.max !== undefined
          ? ([scale(point.max), scale(point.min)] as const)
          : undefined,
    })),
  );
  const labels = new Labels(marks.flat(), { left, right, top: begin - 12, bottom: bottom + 2 });
  const draw = line<Unlabelled>()
    .x((value) => value.x)
    .y((value) => value.y)
    .curve(curveStepAfter);
  const lines = chart.lines.map((of, i): LineDrawn => {
    const look = words.lookOf(of) % LOOKS;
    const values = marks[i] ?? [];
    return {
      name: names[i] ?? '',
      agreed: of.agreed,
      look,
      path: values.length > 1 ? (draw(values) ?? '') : '',
      shape: symbol(symbolsFill[look], 44)() ?? '',
      values: values.map((value, v) => ({
        ...value,
        label: labels.place(value, words.amount(of.points[v] as TermPoint)),
      })),
      key: keys[i] ?? { x: 0, y: 0 },
    };
  });
  const levels = ticks.map((value) => ({ y: scale(value), label: format(value) }));
  return [{ title, x: gutter ? 0 : left, y: top + 10, top: begin, bottom, levels, lines }, bottom + 22];
}

/** Whether it was told with more than one value. */
function moved({ lines }: TermChart): boolean {
  const values = lines.flatMap(({ points }) => points.map((p) => [p.quantity, p.min, p.max].join()));
  return new Set(values).size > 1;
}

/** The charts below each other; quantities that never moved are counted. */
export function termCharts(
  terms: readonly TermChart[],
  words: PictureWords,
  frame: Frame,
): { readonly charts: TermChartDrawn[]; readonly still: number; readonly bottom: number } {
  let { top } = frame;
  const charts = terms.filter(moved).map((chart) => {
    const [drawn, next] = chartOf(chart, words, frame, top);
    top = next;
    return drawn;
  });
  return { charts, still: terms.length - charts.length, bottom: top };
}
