/** What differs between two readings, field by field: what a report changed when it was recorded. */
import { z } from 'zod';
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import type { Contradiction } from '../contradictions/contradiction.js';
import { contradictionsOf } from '../contradictions/contradictions.js';
import { Folds } from '../positions/folds.js';
import { progressByAgreement } from '../positions/fulfilment.js';
import { offersOf } from '../positions/offers.js';
import { positionsOf } from '../positions/positions.js';
import { pressureOf } from '../phase/pressure.js';
import { subjectKey } from '../record/subjects.js';
import { summaryOf, type Summary } from './summary.js';
import { latestTermsOf } from '../positions/terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';

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
export type FieldValues = ReadonlyMap<string, JsonValue>;
type FieldValue = [field: string, value: JsonValue];

/** A name as one segment of a field, escaped as JSON Pointer escapes it. */
const segment = (name: string | null | undefined): string => (name ?? '').replaceAll('~', '~0').replaceAll('/', '~1');

/** The path of a field in its segments, as they were written. */
export const segmentsOf = (field: string): string[] =>
  field.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function statusFields({ phase, contested, agreement, ...summary }: Summary): FieldValue[] {
  return [
    ['phase', { value: phase.value, rule: phase.rule, since: phase.since }],
    ['contested', contested.value ? { by: contested.by, since: contested.since } : false],
    ['reportedHalt', summary.reportedHalt && { ...summary.reportedHalt }],
    ['agreement', agreement.agreement === null ? 'none' : { ...agreement }],
    ['outlook', { value: summary.outlook.all.value, onTheRecord: summary.outlook.onTheRecord.value }],
    ['confidence', summary.confidence.value],
    ['freshness', summary.freshness.value],
    ...summary.tables.flatMap(({ table: { parties }, phase: at, agreement: on }): FieldValue[] => [
      [`tables/${parties.join(',')}/phase`, { ...at }],
      [`tables/${parties.join(',')}/agreement`, on.agreement === null ? 'none' : { ...on }],
    ]),
  ];
}

function offerFields(counted: CountedReports): FieldValue[] {
  const { openProposals, openDemands } = offersOf(counted);
  return [
    ...openProposals.map((p): FieldValue => [`openProposals/${p.proposal}`, true]),
    ...openDemands.map((d): FieldValue => [`openDemands/${d.report}`, true]),
  ];
}

const pressureFields = (counted: CountedReports): FieldValue[] =>
  pressureOf(counted).map((p) => [
    `pressure/${p.party ?? ''}/${segment(p.measure)}/${p.against ?? ''}`,
    { since: p.by.place.text },
  ]);

const positionFields = (folds: Folds): FieldValue[] =>
  positionsOf(folds).flatMap(({ party, subject, declared, attributed }): FieldValue[] => [
    [`positions/${party}/${subjectKey(subject)}/declared`, declared && declared.stance],
    [`positions/${party}/${subjectKey(subject)}/attributed`, attributed && attributed.stance],
  ]);

/** Between whom it is: of accounts of one development, the origins that differ. */
const between = ({ parties, origins }: Contradiction): string => (origins?.map(segment) ?? parties).join(',');

/** How a quantity stands: what was put last, and of how many. */
function latestIn({ value, entries }: ReturnType<typeof latestTermsOf>[number]): JsonObject {
  const given = Object.entries(value).filter(([, v]) => v !== undefined);
  return { ...(Object.fromEntries(given) as JsonObject), entries };
}

const termFields = (counted: CountedReports): FieldValue[] =>
  latestTermsOf(counted).map((row) => [['terms', row.item, row.unit, row.basis].map(segment).join('/'), latestIn(row)]);

const fulfilmentFields = (counted: CountedReports): FieldValue[] =>
  [...progressByAgreement(counted)].flatMap(([agreement, items]) =>
    [...items.values()].map(({ term: { item, unit, basis }, agreed, carriedOut }): FieldValue => [
      ['fulfilment', agreement, item, unit, basis].map(segment).join('/'),
      { agreed: agreed && ({ ...agreed } as JsonObject), carriedOut },
    ]),
  );

/** The parts of a reading, each of which can be compared by itself. */
const PART_FIELDS = {
  status: ({ counted }: Folds, summary = summaryOf(counted)) => statusFields(summary),
  offers: ({ counted }: Folds) => offerFields(counted),
  pressure: ({ counted }: Folds) => pressureFields(counted),
  claims: (folds: Folds) => [...folds.claims().values()].map((c): FieldValue => [`claims/${c.claim}`, c.value]),
  positions: positionFields,
  contradictions: (folds: Folds) =>
    contradictionsOf(folds).map((c): FieldValue => [
      `contradictions/${c.kind}/${subjectKey(c.subject)}/${between(c)}`,
      true,
    ]),
  terms: ({ counted }: Folds) => termFields(counted),
  fulfilment: ({ counted }: Folds) => fulfilmentFields(counted),
} as const satisfies Record<string, (folds: Folds, summary?: Summary) => FieldValue[]>;
export type FieldPart = keyof typeof PART_FIELDS;
const PART_NAMES = Object.keys(PART_FIELDS) as readonly FieldPart[];

/** The part that a field belongs to. */
export function partOf(field: string): FieldPart {
  const [first = ''] = field.split('/', 1);
  if (first === 'openProposals' || first === 'openDemands') return 'offers';
  return PART_NAMES.find((name) => name === first) ?? 'status';
}

/** @param summary where it has been worked out already */
export function fieldValuesOf(
  counted: CountedReports,
  summary?: Summary,
  parts: readonly FieldPart[] = PART_NAMES,
): FieldValues {
  const folds = new Folds(counted, summary?.talks.run);
  return new Map(parts.flatMap((name) => PART_FIELDS[name](folds, summary)));
}

const EMPTY: FieldValues = new Map();

const isSimple = (value: JsonValue): boolean => value === null || typeof value !== 'object';

export const sameValue = (a: JsonValue, b: JsonValue): boolean =>
  a === b || (!isSimple(a) && !isSimple(b) && canonicalJson(a) === canonicalJson(b));

/** In the order of the fields: those of the status first, as the later reading has them. */
export function changesBetween(before: FieldValues = EMPTY, after: FieldValues = EMPTY): Change[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((field) => {
    const [from, to] = [before.get(field) ?? null, after.get(field) ?? null];
    return sameValue(from, to) ? [] : [{ field, from, to }];
  });
}

/** The facets with these changes made: where there is nothing any more, the field goes. */
export function applyChanges(fieldValues: FieldValues, changes: readonly Change[]): FieldValues {
  const next = new Map(fieldValues);
  for (const { field, to } of changes) {
    if (to === null) next.delete(field);
    else next.set(field, to);
  }
  return next;
}
