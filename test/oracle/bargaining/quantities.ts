/** The quantities that reports give, and which of them cannot both hold. */
import { comparable } from '../../../events/text.js';
import { number, objects, text, type Json } from '../json.js';
import type { VoicedReport } from '../voices.js';

export interface Quantity {
  /** Its item, unit, `per` and basis. */
  readonly key: string;
  readonly min: number;
  readonly max: number;
}

const name = (term: Json, field: string): string => comparable(text(term, field) ?? '');

const hasQuantity = (term: Json): boolean => ['quantity', 'min', 'max'].some((field) => number(term, field) !== null);

const keyOf = (term: Json): string =>
  JSON.stringify(['item', 'unit', 'per', 'basis'].map((field) => name(term, field)));

export const quantitiesIn = ({ data }: VoicedReport): Quantity[] =>
  objects(data, 'terms')
    .filter(hasQuantity)
    .map((term) => ({
      key: keyOf(term),
      min: number(term, 'quantity') ?? number(term, 'min') ?? -Infinity,
      max: number(term, 'quantity') ?? number(term, 'max') ?? Infinity,
    }));

const canBothHold = (one: Quantity, other: Quantity): boolean => one.min <= other.max && other.min <= one.max;

/** Whether any of the one can hold with any of the other. */
export const figuresCanHold = (one: readonly Quantity[], other: readonly Quantity[]): boolean =>
  one.some((a) => other.some((b) => canBothHold(a, b)));

export const isSameFigure = (one: readonly Quantity[], other: readonly Quantity[]): boolean =>
  JSON.stringify(one.map(({ min, max }) => [min, max])) === JSON.stringify(other.map(({ min, max }) => [min, max]));
