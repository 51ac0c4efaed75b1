/** Renders layouts as text: columns two spaces apart, fitted to the terminal, right-to-left words kept in their cells. */
import Table from 'cli-table3';
import type { Colours } from './colours.js';
import { safeForTerminal } from './safe-text.js';
import type { Grid, Layout } from './layout.js';

const NO_BORDERS = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-left', '-mid', '-right'].map((corner) => [`${side}${corner}`, '']),
  ),
);

/** A run of right-to-left words. It ends at two spaces, which separate columns. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}](?:[\p{M}\p{P}]*\s?[\p{Script=Arabic}\p{Script=Hebrew}])*/gu;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Without isolates, a terminal that reorders such words would move the cells beside them as well. */
const isolated = (line: string): string =>
  line.replaceAll(RIGHT_TO_LEFT, (run) => `${FIRST_STRONG_ISOLATE}${run}${POP_ISOLATE}`);

const GAP = '  ';

function linesOf({ head, rows }: Grid, widths: readonly (number | null)[]): string[] {
  const table = new Table({
    head: [...head],
    chars: { ...NO_BORDERS, middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: [...widths],
    wordWrap: true,
  });
  table.push(...rows.map((row) => row.map((cell) => safeForTerminal(String(cell ?? '')))));
  return table.toString().split('\n');
}

/** The width of each column, from where the names stand in the line of the head. */
function widthsIn(line: string, head: readonly string[]): number[] {
  let at = 0;
  const starts = head.map((name) => {
    const start = line.indexOf(name, at);
    at = start + name.length + GAP.length;
    return start;
  });
  return starts.map((start, i) => (i + 1 < starts.length ? (starts[i + 1] ?? 0) - GAP.length : line.length) - start);
}

/** Words are not broken, because a broken id cannot be copied. */
const longestWords = ({ head, rows }: Grid): number[] =>
  head.map((name, i) =>
    Math.max(
      name.length,
      ...rows.flatMap((row) => safeForTerminal(String(row[i] ?? '')).split(' ')).map((word) => word.length),
    ),
  );

/** Narrows the widest column that still can be, one by one, until all fit or none can. */
function narrowed(widths: readonly number[], least: readonly number[], width: number): number[] {
  const fitting = [...widths];
  const room = width - GAP.length * (widths.length - 1);
  for (let over = fitting.reduce((a, b) => a + b, 0) - room; over > 0; over -= 1) {
    const giving = fitting.filter((w, i) => w > (least[i] ?? 0));
    if (giving.length === 0) break;
    const widest = Math.max(...giving);
    fitting[fitting.findIndex((w, i) => w === widest && w > (least[i] ?? 0))] = widest - 1;
  }
  return fitting;
}

function fitted(grid: Grid, width: number | undefined): string[] {
  const lines = linesOf(grid, []);
  const [line = ''] = lines;
  if (width === undefined || line.length <= width) return lines;
  return linesOf(grid, narrowed(widthsIn(line, grid.head), longestWords(grid), width));
}

function gridText(grid: Grid, width: number | undefined, colours: Colours): string[] {
  const [head = '', ...body] = fitted(grid, width).map((line) => line.trimEnd());
  return [colours.faint(head), ...body.map(isolated)];
}

function itemText(item: Layout[number], width: number | undefined, colours: Colours): string[] {
  if (typeof item === 'string') return [isolated(safeForTerminal(item))];
  return 'heading' in item
    ? ['', colours.strong(isolated(safeForTerminal(item.heading)))]
    : gridText(item, width, colours);
}

/**
 * The text of a layout.
 * @param width of the terminal in characters; undefined: tables are as wide as their content
 */
export function render(layout: Layout, width: number | undefined, colours: Colours): string {
  const lines = layout.flatMap((item) => itemText(item, width, colours));
  if (lines[0] === '') lines.shift();
  return `${lines.join('\n')}\n`;
}
