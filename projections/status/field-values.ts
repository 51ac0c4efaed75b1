/** Field values: all values under a lens, by field, so that those under two lenses can be compared. */
import { z } from 'zod';
import { canonicalJson } from '../../events/canonical.js';
import type { JsonValue } from '../../events/envelope.js';
import { Folds } from '../positions/folds.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { lazy } from '../support/lazy.js';
import {
  partNamed,
  PARTS,
  type DifferingFields,
  type FieldPart,
  type FieldValue,
  type ValuesRead,
} from './part-values.js';
import { isSameState } from '../threads/same-state.js';
import { summaryOf, type Summary } from './summary.js';

export type { FieldPart } from './part-values.js';

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
export interface FieldValues extends Iterable<FieldValue> {
  get(field: string): JsonValue | undefined;
  keys(): Iterable<string>;
  readonly size: number;
}

/** The segments of a field, unescaped. */
export const segmentsOf = (field: string): string[] =>
  field.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const PART_NAMES = Object.keys(PARTS) as readonly FieldPart[];

/** The part that a field belongs to. */
export function partOf(field: string): FieldPart {
  const [first = ''] = field.split('/', 1);
  if (first === 'openProposals' || first === 'openDemands') return 'offers';
  return PART_NAMES.find((name) => name === first) ?? 'status';
}

/**
 * Reads, with pauses, the threads from which the values are read: kept with the index, they are not read
 * again. Of reports that come from no index nothing would be kept.
 */
export function* readingThreads(
  counted: CountedReports,
  parts: readonly FieldPart[] = PART_NAMES,
): Generator<undefined, void> {
  if (counted.indexAsOf === undefined) return;
  const around = new Folds(counted).around();
  for (const reading of new Set(parts.flatMap((name) => partNamed(name).readings ?? []))) {
    yield* reading.reading(around);
    yield;
  }
}

/** The values of some parts. They are listed when they are first asked for: to compare two readings, few of them are. */
class ValuesOfParts implements FieldValues {
  readonly #listed = lazy(() => new Map(this.parts.flatMap((name) => this.#all(name))));
  /** The fields of parts that are compared as a whole: with the values before, then with those after. */
  readonly #ofParts = new Map<FieldPart, readonly FieldValue[]>();

  constructor(
    private readonly read: ValuesRead,
    private readonly parts: readonly FieldPart[],
  ) {
    // What the index keeps is kept from now on, so that a later reading shares it.
    for (const name of parts) for (const reading of partNamed(name).readings ?? []) reading.of(read.folds.around());
  }

  get size(): number {
    return this.#listed().size;
  }

  get(field: string): JsonValue | undefined {
    return this.#listed().get(field);
  }

  keys(): Iterable<string> {
    return this.#listed().keys();
  }

  [Symbol.iterator](): Iterator<FieldValue> {
    return this.#listed()[Symbol.iterator]();
  }

  /** The fields in which it may differ from the values before; undefined where they are not of the same parts. */
  differingFrom(before: ValuesOfParts): DifferingFields | undefined {
    if (before.parts.join() !== this.parts.join()) return undefined;
    const differing = this.parts.map((name): DifferingFields => {
      const part = partNamed(name);
      return part.differing?.(before.read, this.read) ?? [before.#all(name), this.#all(name)];
    });
    return [differing.flatMap(([was]) => was), differing.flatMap(([, is]) => is)];
  }

  #all(name: FieldPart): readonly FieldValue[] {
    const fields = this.#ofParts.get(name) ?? partNamed(name).all(this.read);
    this.#ofParts.set(name, fields);
    return fields;
  }
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
  const known = summary ?? (parts.includes('status') ? summaryOf(counted) : undefined);
  const folds = new Folds(counted, known?.talks.run);
  return new ValuesOfParts({ folds, summary: lazy(() => known ?? summaryOf(counted)) }, parts);
}

const EMPTY: FieldValues = new Map();

const isSimple = (value: JsonValue): boolean => value === null || typeof value !== 'object';

/** Whether two values are the same as JSON. */
export const sameValue = (a: JsonValue, b: JsonValue): boolean =>
  a === b || (!isSimple(a) && !isSimple(b) && (isSameState(a, b) || canonicalJson(a) === canonicalJson(b)));

/** The fields that differ, in the order of the later values, then those that are only in the earlier ones. */
export function changesBetween(before: FieldValues = EMPTY, after: FieldValues = EMPTY): Change[] {
  const differing =
    before instanceof ValuesOfParts && after instanceof ValuesOfParts ? after.differingFrom(before) : undefined;
  return differing ? changesAmong(new Map(differing[0]), new Map(differing[1])) : changesAmong(before, after);
}

function changesAmong(before: FieldValues, after: FieldValues): Change[] {
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
