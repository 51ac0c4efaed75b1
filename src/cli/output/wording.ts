/** Puts values of answers into words. */
import type { Term } from '../../../events/report.js';
import type { JsonValue } from '../../../events/envelope.js';

/** Joined by commas. */
export const listed = (items: readonly string[]): string => items.join(', ');

/** A subject, which is one field: `{ claim: 'talks' }` → `claim talks`. */
export const subjectWords = (subject: object | null): string =>
  Object.entries(subject ?? {})
    .map(([sort, slug]) => `${sort} ${String(slug)}`)
    .join('');

type Amount = Partial<Record<'quantity' | 'min' | 'max', number | undefined>>;

/** `36`, `10 to 20`, `at least 10`, `at most 20`; empty where there is no amount. */
export function amountWords({ quantity, min, max }: Amount): string {
  if (quantity !== undefined) return String(quantity);
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? '' : `at most ${max}`;
}

const termWords = (term: Term): string =>
  [term.item, amountWords(term), term.unit, term.per === undefined ? '' : `per ${term.per}`].filter(Boolean).join(' ');

/** `prisoners 36 person; pause 4 day`. */
export const termsWords = (terms: readonly Term[] | undefined): string => (terms ?? []).map(termWords).join('; ');

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const entryWords = ([name, value]: [string, JsonValue | undefined]): string[] =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    ? []
    : [`${name} ${valueWords(value)}`];

/** Any value of a field of the status. An object's `value` comes first, its other fields in brackets. */
export function valueWords(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map(valueWords).join(', ');
  const { value: main, ...rest } = value;
  const more = Object.entries(rest).flatMap(entryWords).join(', ');
  if (main === undefined) return more;
  return more === '' ? valueWords(main) : `${valueWords(main)} (${more})`;
}

/** The ids of the reports that give a value, or the reason where there is none. */
export const becauseWords = ({
  because,
  reason,
}: {
  because: readonly string[];
  reason?: string | undefined;
}): string => (because.length > 0 ? listed(because) : (reason ?? ''));
