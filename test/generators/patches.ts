/**
 * Merge patches that leave a report valid whatever other patches it gets, in whatever order: a patch either touches
 * only fields that every kind may have, or gives a kind with all of that kind's own fields, and removes all others or
 * at least what else it may speak of.
 */
import { happenedOn, publishedOn } from './dates.js';
import type { Draw } from './draw.js';
import { fieldsOf, OWN_FIELDS } from './fields.js';
import { someKind } from './kinds.js';
import { isReport, type Fields, type Line } from './line.js';
import type { Report } from './reports.js';
import { termsOf } from './terms.js';
import { attribution, capacity, credibility, sourceOf } from './voices.js';
import { idOf, otherReport, type World } from './world.js';

const indexOf = ({ sketches }: World, { id }: Report): number => sketches.findIndex((_, index) => idOf(index) === id);

/** Of these a report may have but one. */
const SPOKEN_OF = ['claim', 'proposal', 'agreement', 'report'] as const;

/** Everything a report of another kind might leave behind goes, or is left to go; what its kind must have stays, or comes. */
function recast(d: Draw, world: World, report: Report): Fields {
  const self = indexOf(world, report);
  const kind = d.weighted([
    [35, report.kind],
    [65, someKind(d)],
  ]);
  const fields = d.chance(50) ? OWN_FIELDS : SPOKEN_OF;
  const removed = Object.fromEntries(fields.map((field) => [field, null]));
  return { kind, ...removed, ...fieldsOf(kind, d, world, self) };
}

/** Fields that every kind may have, with values that no other patch can make invalid; also fit to patch a patch with. */
export const plainPatch = (d: Draw): Fields =>
  d.weighted<Fields>([
    [42, { terms: termsOf(d) }],
    [14, { summary: 'It was less than that.' }],
    [22, { attribution: attribution(d) }],
    [22, { speaker: { capacity: capacity(d) } }],
  ]);

function grades(d: Draw): Fields {
  const { reliability = null, origin = null } = sourceOf(d);
  return d.weighted<Fields>([
    [40, { credibility: credibility(d) ?? null }],
    [30, { source: { reliability } }],
    [30, { source: { origin } }],
  ]);
}

/** Nobody's words are nobody's jointly. */
function whose(d: Draw, { cast }: World): Fields {
  const [first, second] = cast.principals;
  return d.weighted<Fields>([
    [60, { party: d.pick(cast.principals) }],
    [20, { party: null, jointly: null }],
    [20, { party: first, jointly: [second] }],
  ]);
}

/** What the publisher may change. A date of what happened is one that precedes the first publication. */
export function correction(d: Draw, world: World, report: Report): Fields {
  return d.weighted<Fields>([
    [40, recast(d, world, report)],
    [30, plainPatch(d)],
    [12, grades(d)],
    [10, { occurredAt: d.chance(25) ? null : happenedOn(d, report.published - d.upTo(20)) }],
    [8, whose(d, world)],
  ]);
}

/** What our desk may have entered wrongly: besides, the link to another report and a publication that was later. */
export function amendment(d: Draw, world: World, report: Report): Fields {
  const self = indexOf(world, report);
  const link = d.chance(40) ? null : (otherReport(d, world, self) ?? null);
  const dated = happenedOn(d, report.published - d.upTo(20));
  const published = publishedOn(d, report.published + d.upTo(12));
  return d.weighted<Fields>([
    [70, correction(d, world, report)],
    [12, { corroborates: link }],
    [10, { reportedAt: published }],
    [8, { occurredAt: dated, reportedAt: published }],
  ]);
}

/** A patch's removals of fields that neither the report nor any other patch of it has are left out: they do nothing. */
export function withoutIdleRemovals(lines: readonly Line[]): Line[] {
  const reportOf = ({ data }: Line): unknown => data['reportId'] ?? data['entry'];
  const patchOf = ({ data }: Line): Fields => (data['changes'] ?? {}) as Fields;
  const given = new Map<unknown, Set<string>>();
  for (const line of lines) {
    const set = Object.entries(isReport(line) ? line.data : patchOf(line)).filter(([, value]) => value !== null);
    given.set(reportOf(line), new Set([...(given.get(reportOf(line)) ?? []), ...set.map(([field]) => field)]));
  }
  return lines.map((line) => {
    if (!('kind' in patchOf(line))) return line;
    const had = given.get(reportOf(line));
    const kept = Object.entries(patchOf(line)).filter(([field, value]) => value !== null || had?.has(field));
    return { type: line.type, data: { ...line.data, changes: Object.fromEntries(kept) } };
  });
}
