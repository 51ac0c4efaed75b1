/** The quantities that reports give, and which of them cannot both hold. */
import { comparable } from '../../events/text.js';
import { number, objects, text, type Json } from './json.js';
import type { VoicedReport } from './voices.js';

interface Quantity {
  /** Its item, unit, `per` and basis. */
  readonly key: string;
  readonly min: number;
  readonly max: number;
}

const name = (term: Json, field: string): string => comparable(text(term, field) ?? '');

const hasQuantity = (term: Json): boolean => ['quantity', 'min', 'max'].some((field) => number(term, field) !== null);

export const quantitiesIn = ({ data }: VoicedReport): Quantity[] =>
  objects(data, 'terms')
    .filter(hasQuantity)
    .map((term) => ({
      key: JSON.stringify(['item', 'unit', 'per', 'basis'].map((field) => name(term, field))),
      min: number(term, 'quantity') ?? number(term, 'min') ?? -Infinity,
      max: number(term, 'quantity') ?? number(term, 'max') ?? Infinity,
    }));

const canBothHold = (one: Quantity, other: Quantity): boolean => one.min <= other.max && other.min <= one.max;

const of = (key: string, report: VoicedReport): Quantity[] => quantitiesIn(report).filter((one) => one.key === key);

/** Whether both give quantities of it, and none of the one can hold with any of the other. */
export const differOn = (key: string, one: VoicedReport, other: VoicedReport): boolean =>
  of(key, one).length > 0 &&
  of(key, other).length > 0 &&
  !of(key, one).some((a) => of(key, other).some((b) => canBothHold(a, b)));

export const differ = (one: VoicedReport, other: VoicedReport): boolean =>
  quantitiesIn(one).some(({ key }) => differOn(key, one, other));
