/** What differs between two readings, field by field: what a report changed when it was recorded. */
import { z } from 'zod';
import { canonicalJson } from '../events/canonical.js';
import type { JsonValue } from '../events/envelope.js';
import { claimsOf } from './claims.js';
import { contradictionsOf } from './contradictions.js';
import { offersOf } from './offers.js';
import { positionsOf } from './positions.js';
import { pressureOf } from './pressure.js';
import type { Summary } from './summary.js';
import type { View } from './view.js';

export const changeAnswer = z.strictObject({
  field: z.string().meta({ description: 'phase, contested, claims/talks, positions/israel/claim:talks/declared, …' }),
  from: z.json().meta({ description: 'Null where there was nothing.' }),
  to: z.json().meta({ description: 'Null where there is nothing any more.' }),
});
export interface Change {
  readonly field: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
}

/** Every value of a reading that can be compared with another reading's, by its field. */
export type Facets = ReadonlyMap<string, JsonValue>;

function statusFacets({ phase, contested, agreement, ...summary }: Summary): [string, JsonValue][] {
  return [
    ['phase', { value: phase.value, rule: phase.rule, since: phase.since }],
    ['contested', contested.value ? { by: contested.by, since: contested.since } : false],
    ['reportedHalt', summary.reportedHalt && { ...summary.reportedHalt }],
    ['agreement', agreement.agreement === null ? 'none' : { ...agreement }],
    ['outlook', { value: summary.outlook.all.value, onTheRecord: summary.outlook.onTheRecord.value }],
    ['confidence', summary.confidence.value],
    ['freshness', summary.freshness.value],
    ...summary.tables.flatMap(({ table: { parties }, phase: at, agreement: on }): [string, JsonValue][] => [
      [`tables/${parties.join(',')}/phase`, { ...at }],
      [`tables/${parties.join(',')}/agreement`, on.agreement === null ? 'none' : { ...on }],
    ]),
  ];
}

function subjectText(subject: object): string {
  const [[kind, slug] = []] = Object.entries(subject);
  return `${kind ?? ''}:${String(slug)}`;
}

function partFacets(view: View, { talks: { walk } }: Summary): [string, JsonValue][] {
  const { openProposals, openDemands } = offersOf(view);
  return [
    ...openProposals.map((p): [string, JsonValue] => [`openProposals/${p.proposal}`, true]),
    ...openDemands.map((d): [string, JsonValue] => [`openDemands/${d.report}`, true]),
    ...pressureOf(view).map((p): [string, JsonValue] => [
      `pressure/${p.party ?? ''}/${p.measure}/${p.against ?? ''}`,
      { since: p.by.place.text },
    ]),
    ...[...claimsOf(view, walk).values()].map((c): [string, JsonValue] => [`claims/${c.claim}`, c.value]),
    ...positionsOf(view).flatMap(({ party, subject, declared, attributed }): [string, JsonValue][] => [
      [`positions/${party}/${subjectText(subject)}/declared`, declared && declared.stance],
      [`positions/${party}/${subjectText(subject)}/attributed`, attributed && attributed.stance],
    ]),
    ...contradictionsOf(view, walk).map((c): [string, JsonValue] => [
      `contradictions/${c.kind}/${subjectText(c.subject)}/${c.parties.join(',')}`,
      true,
    ]),
  ];
}

export const facetsOf = (view: View, summary: Summary): Facets =>
  new Map([...statusFacets(summary), ...partFacets(view, summary)]);

const EMPTY: Facets = new Map();

/** In the order of the fields: those of the status first, as the later reading has them. */
export function changesBetween(before: Facets = EMPTY, after: Facets = EMPTY): Change[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((field) => {
    const [from, to] = [before.get(field) ?? null, after.get(field) ?? null];
    return canonicalJson(from) === canonicalJson(to) ? [] : [{ field, from, to }];
  });
}
