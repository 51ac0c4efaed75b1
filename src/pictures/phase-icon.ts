/** The sign of each phase, drawn: the fonts of pictures have no signs. */
import type { Phase } from '../../projections/phase/phases.js';

/** What fills the circle: a part of it from the bottom up, or a sign in it. */
const FILLED: Readonly<Record<Phase, number | 'bars' | 'cross' | 'block'>> = {
  unreported: 0,
  rumoured: 0.12,
  exploratory: 0.3,
  negotiating: 0.5,
  deadlocked: 'block',
  suspended: 'bars',
  agreed: 0.75,
  implementing: 0.88,
  collapsed: 'cross',
  concluded: 1,
};

/** A segment of a circle, filled to a part of its height. */
function segment(part: number, cx: number, cy: number, r: number): string {
  if (part <= 0) return '';
  if (part >= 1) return `<circle cx="${cx}" cy="${cy}" r="${r}"/>`;
  const y = cy + r - 2 * r * part;
  const half = Math.sqrt(Math.max(0, r * r - (cy - y) ** 2));
  const large = part > 0.5 ? 1 : 0;
  return `<path d="M ${(cx - half).toFixed(1)} ${y.toFixed(1)} A ${r} ${r} 0 ${large} 0 ${(cx + half).toFixed(1)} ${y.toFixed(1)} Z"/>`;
}

function inside(phase: Phase, cx: number, cy: number, r: number): string {
  const filled = FILLED[phase];
  const a = r * 0.45;
  if (filled === 'bars')
    return [cx - a, cx + a / 4]
      .map((x) => `<rect x="${x}" y="${cy - a}" width="${a * 0.75}" height="${2 * a}"/>`)
      .join('');
  if (filled === 'block') return `<rect x="${cx - a}" y="${cy - a / 2}" width="${2 * a}" height="${a}"/>`;
  if (filled === 'cross')
    return `<path d="M ${cx - a} ${cy - a} L ${cx + a} ${cy + a} M ${cx + a} ${cy - a} L ${cx - a} ${cy + a}" stroke-width="5"/>`;
  return segment(filled, cx, cy, r - 5);
}

/** The sign in a square whose top left corner is at x, y. */
export function phaseIcon(phase: Phase, x: number, y: number, size: number, colour: string): string {
  const r = size / 2;
  const [cx, cy] = [x + r, y + r];
  return (
    `<g fill="${colour}" stroke="${colour}" stroke-width="0"><circle cx="${cx}" cy="${cy}" r="${r - 2}" fill="none" stroke-width="4"/>` +
    `${inside(phase, cx, cy, r)}</g>`
  );
}
