/** Field values: all values under a lens, by field, so that those under two lenses can be compared. */
import { z } from 'zod';
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import type { Contradiction } from '../contradictions/contradiction.js';
import { contradictionsOf } from '../contradictions/contradictions.js';
import { Folds } from '../positions/folds.js';
import { progressByAgreement } from '../positions/fulfilment.js';
import { offersOf } from '../positions/offers.js';
import { positionsOf } from '../positions/positions.js';
import type { HeldStance } from '../positions/held-stances.js';
import { pressureOf } from '../phase/pressure.js';
import { subjectKey } from '../record/subjects.js';
import { summaryOf, type AgreementValues, type Summary } from './summary.js';
import { latestTermsOf } from '../positions/terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** One field that has another value. */
export const changeAnswer = z.strictObject({
  field: z.string().meta({ description: 'phase, contested, claims/talks, positions/israel/claim:talks/declared, …' }),
  from: z.json().meta({ description: 'Null where there was nothing.' }),
  to: z.json().meta({ description: 'Null where there is nothing any more.' }),
});
/** The same, as data. Null: there is no such field. */
export interface Change {
  readonly field: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
}

/**
 * Values by field. A field is a path of segments, escaped as in a JSON Pointer.
 * @example 'positions/israel/claim:talks/declared' → 'confirms'
 */
export type FieldValues = ReadonlyMap<string, JsonValue>;
type FieldValue = [field: string, value: JsonValue];

/** A name as one segment of a field. */
const segment = (name: string | null | undefined): string => (name ?? '').replaceAll('~', '~0').replaceAll('/', '~1');

/** The segments of a field, unescaped. */
export const segmentsOf = (field: string): string[] =>
  field.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The order in which reports name the members is no value. */
const agreementField = (shown: AgreementValues): JsonValue =>
  shown.agreement === null ? 'none' : { ...shown, members: shown.members.toSorted() };

function statusFields({ phase, contested, agreement, ...summary }: Summary): FieldValue[] {
  return [
    ['phase', { value: phase.value, rule: phase.rule, since: phase.since }],
    ['contested', contested.value ? { by: contested.by, since: contested.since } : false],
    ['reportedHalt', summary.reportedHalt && { ...summary.reportedHalt }],
    ['reportedRestart', summary.reportedRestart && { ...summary.reportedRestart }],
    ['agreement', agreementField(agreement)],
    ['outlook', { value: summary.outlook.all.value, onTheRecord: summary.outlook.onTheRecord.value }],
    ['confidence', summary.confidence.value],
    ['freshness', summary.freshness.value],
    ...summary.tables.flatMap(({ table: { parties }, phase: at, agreement: on }): FieldValue[] => [
      [`tables/${parties.join(',')}/phase`, { ...at }],
      [`tables/${parties.join(',')}/agreement`, agreementField(on)],
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

const pressureFields = ({ counted, phaseRun }: Folds): FieldValue[] =>
  pressureOf(counted, phaseRun).map((p) => [
    `pressure/${p.party ?? ''}/${segment(p.measure)}/${p.against ?? ''}`,
    { since: p.by.place.text, ...(p.until === null ? {} : { until: p.until }) },
  ]);

const positionFields = (folds: Folds): FieldValue[] =>
  positionsOf(folds).flatMap(({ party, subject, declared, attributed }): FieldValue[] => [
    [`positions/${party}/${subjectKey(subject)}/declared`, declared && stanceValue(declared)],
    [`positions/${party}/${subjectKey(subject)}/attributed`, attributed && stanceValue(attributed)],
  ]);

/** A refusal towards some alone is another stance than one towards others. */
const stanceValue = ({ stance, given: { to } }: HeldStance): JsonValue =>
  to.length ? { stance, to: [...to] } : stance;

/** The two origins, where it is between origins; else the parties. */
const between = ({ parties, origins }: Contradiction): string => (origins?.map(segment) ?? parties).join(',');

/** The latest value of a quantity, and the number of entries. */
function latestIn({ value, entries }: ReturnType<typeof latestTermsOf>[number]): JsonObject {
  const given = Object.entries(value).filter(([, v]) => v !== undefined);
  return { ...(Object.fromEntries(given) as JsonObject), entries };
}

const termFields = (counted: CountedReports): FieldValue[] =>
  latestTermsOf(counted).map((row) => [
    ['terms', row.item, row.unit, row.basis, ...(row.of === null ? [] : [row.of])].map(segment).join('/'),
    latestIn(row),
  ]);

const fulfilmentFields = (counted: CountedReports): FieldValue[] =>
  [...progressByAgreement(counted)].flatMap(([agreement, items]) =>
    [...items.values()].map(({ term: { item, unit, basis }, agreed, carriedOut, reported }): FieldValue => [
      ['fulfilment', agreement, item, unit, basis].map(segment).join('/'),
      {
        agreed: agreed && ({ ...agreed } as JsonObject),
        carriedOut,
        ...(reported && carriedOut === null && { reported }),
      },
    ]),
  );

/** The parts of the field values, each of which can be computed by itself. */
const PART_FIELDS = {
  status: ({ counted }: Folds, summary = summaryOf(counted)) => statusFields(summary),
  offers: ({ counted }: Folds) => offerFields(counted),
  pressure: pressureFields,
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
/** The name of a part. */
export type FieldPart = keyof typeof PART_FIELDS;
const PART_NAMES = Object.keys(PART_FIELDS) as readonly FieldPart[];

/** The part that a field belongs to. */
export function partOf(field: string): FieldPart {
  const [first = ''] = field.split('/', 1);
  if (first === 'openProposals' || first === 'openDemands') return 'offers';
  return PART_NAMES.find((name) => name === first) ?? 'status';
}

/**
 * The values of the given parts, of all unless given.
 * @param summary that of the same reports, if there is one already
 */
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

/** Whether two values are the same as JSON. */
export const sameValue = (a: JsonValue, b: JsonValue): boolean =>
  a === b || (!isSimple(a) && !isSimple(b) && canonicalJson(a) === canonicalJson(b));

/** The fields that differ, in the order of the later values, then those that are only in the earlier ones. */
export function changesBetween(before: FieldValues = EMPTY, after: FieldValues = EMPTY): Change[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((field) => {
    const [from, to] = [before.get(field) ?? null, after.get(field) ?? null];
    return sameValue(from, to) ? [] : [{ field, from, to }];
  });
}

/** The values with these changes applied; a field that changes to null is removed. */
export function applyChanges(fieldValues: FieldValues, changes: readonly Change[]): FieldValues {
  const next = new Map(fieldValues);
  for (const { field, to } of changes) {
    if (to === null) next.delete(field);
    else next.set(field, to);
  }
  return next;
}
