/** Amounts as readers say them: numbers and ranges with their unit in the plural. For the server, the pages and the CLI. */
import { nameInWords } from './name-words.js';

/** A number, a range with one open end or none, or nothing. */
export interface Amount {
  readonly quantity?: number | null | undefined;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
  /** As in “50 trucks per day”. */
  readonly per?: string | null | undefined;
}

/** Units whose plural is a word of its own, or none. */
const PLURALS: Readonly<Record<string, string>> = {
  person: 'people',
  man: 'men',
  woman: 'women',
  child: 'children',
  percent: 'percent',
  'per cent': 'per cent',
  metre: 'metres',
  aircraft: 'aircraft',
};
/** Currencies by their codes (ISO 4217), which stand as they are. */
const CURRENCY =
  /^(?:aed|aud|brl|cad|chf|cny|cop|egp|eur|gbp|ils|inr|iqd|irr|jod|jpy|kes|krw|kwd|lbp|mxn|ngn|nok|pkr|pln|qar|rub|sar|sdg|sek|try|uah|usd|yer|zar)$/i;

function pluralOf(unit: string): string {
  const known = PLURALS[unit.toLowerCase()];
  if (known !== undefined) return known;
  // A unit in another script, an abbreviation, or one that is in the plural already.
  if (!/[a-z]$/.test(unit) || unit.endsWith('s')) return unit;
  if (/(?:ch|sh|x|z)$/.test(unit)) return `${unit}es`;
  return /[^aeiou]y$/.test(unit) ? `${unit.slice(0, -1)}ies` : `${unit}s`;
}

/** `person` of 36 → `people`; a slug in words, any other name as it is. */
export function unitInWords(unit: string, count: number | null = null): string {
  if (CURRENCY.test(unit)) return unit.toUpperCase();
  const words = nameInWords(unit);
  return count === 1 || count === -1 ? words : pluralOf(words);
}

const format: Readonly<Intl.NumberFormat> = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 });
/** `1,250`; a year or a small number as it is. */
export const numberInWords = (value: number): string =>
  Math.abs(value) < 10_000 ? String(value) : format.format(value);

const given = (value: number | null | undefined): value is number => value !== null && value !== undefined;

function numbersIn({ quantity, min, max }: Amount): string {
  if (given(quantity)) return numberInWords(quantity);
  if (given(min) && given(max)) return `${numberInWords(min)} to ${numberInWords(max)}`;
  if (given(min)) return `at least ${numberInWords(min)}`;
  return given(max) ? `at most ${numberInWords(max)}` : '';
}

/** `36 people`, `10 to 20 trucks per day`, `at least 4 days`; empty where there is no amount. */
export function amountInWords(amount: Amount, unit?: string | null): string {
  const numbers = numbersIn(amount);
  if (numbers === '') return '';
  const last = amount.quantity ?? amount.max ?? amount.min ?? null;
  const of = unit ? ` ${unitInWords(unit, last)}` : '';
  return `${numbers}${of}${amount.per ? ` per ${unitInWords(amount.per, 1)}` : ''}`;
}

/** `1 report`, `2 reports`. */
export const countInWords = (count: number, one: string, many = pluralOf(one)): string =>
  `${numberInWords(count)} ${count === 1 ? one : many}`;
