/**
 * What a busy desk records: many negotiations, a few of them long and most of them short (Zipf), reports of the size that
 * real ones have, one in a hundred published late. The same for a seed, on every run.
 */
import { eventId } from '../dist/events/identity.js';
import { ownIdOf } from '../dist/events/event-types.js';
import { longLines, random } from './long-story.mjs';

/** How many reports each of the negotiations has: in proportion to 1 / rank, and at least one. */
function zipf(reports, negotiations) {
  const weights = Array.from({ length: negotiations }, (_, i) => 1 / (i + 1));
  const whole = weights.reduce((sum, w) => sum + w, 0);
  const sizes = weights.map((w) => Math.max(1, Math.floor((w / whole) * reports)));
  sizes[0] += reports - sizes.reduce((sum, n) => sum + n, 0);
  return sizes;
}

const renamed = ({ type, data }, negotiation) => ({ type, data: { ...data, negotiation } });

/** A line as an event to append. */
export function eventOf({ type, data }, i) {
  const stream = `negotiation-${data.negotiation}`;
  const named = ownIdOf(type, data) === undefined ? { ...data, changeId: `change-${i}` } : data;
  const correlationId = '0190a000-0000-7000-8000-000000000000';
  const id = eventId(stream, type, ownIdOf(type, named));
  return { id, type, data: named, recorder: 'desk', schemaVersion: 1, correlationId, causationId: correlationId };
}

/**
 * Runs of lines of one negotiation each, as they come to a desk: each negotiation's in order, mixed with the others'.
 * @yields {{ stream: string, events: object[] }}
 */
export function* workload(reports, negotiations, seed = 1) {
  const chance = random(seed);
  const open = zipf(reports, Math.min(negotiations, reports)).map((size, rank) => {
    const negotiation = `talks-${rank + 1}`;
    return { size, stream: `negotiation-${negotiation}`, negotiation, lines: undefined, next: 0 };
  });
  // Drawn by what is left of each, so that all of them go on until the end.
  const draw = open.flatMap((one, i) => Array.from({ length: Math.ceil(one.size / 50) }, () => i));
  for (let i = draw.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1));
    [draw[i], draw[j]] = [draw[j], draw[i]];
  }
  const turns = new Map();
  for (const i of draw) turns.set(i, (turns.get(i) ?? 0) + 1);
  for (const i of draw) {
    const one = open[i];
    one.lines ??= longLines(one.size, 'days', i + 1).lines.map((line) => renamed(line, one.negotiation));
    const left = turns.get(i);
    turns.set(i, left - 1);
    const count = Math.ceil((one.lines.length - one.next) / left);
    const events = one.lines.slice(one.next, one.next + count).map((line, at) => eventOf(line, one.next + at));
    one.next += count;
    if (left === 1) one.lines = [];
    if (events.length > 0) yield { stream: one.stream, events };
  }
}
