/** The results as a table of Markdown, which docs/performance.md shows. */
import { median } from '../measure.mjs';

const short = (n) => (n >= 100 ? Math.round(n).toLocaleString('en') : n.toPrecision(3));

/** A median, with the least and the most where there are several. */
export function spread(values, unit) {
  const range = values.length > 1 ? ` (${short(Math.min(...values))} to ${short(Math.max(...values))})` : '';
  return `${short(median(values))}${unit}${range}`;
}

export const barOf = ({ least, most }) => (least === undefined ? `≤ ${most}` : `≥ ${least}`);

export function markdownOf(results) {
  const rows = results.map((row) => [
    row.work,
    row.beside,
    spread(row.ours, row.unit),
    spread(row.theirs, row.unit),
    row.ratio.toFixed(2),
    barOf(row),
    row.met ? 'met' : 'missed',
  ]);
  const head = ['work', 'beside', 'Parley', 'the other', 'ratio', 'bar', ''];
  const under = ['---', '---', '---:', '---:', '---:', '---:', '---'];
  return `${[head, under, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
