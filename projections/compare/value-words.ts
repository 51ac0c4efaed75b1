/** Values in words: what a field of the status holds, with names and titles in place of slugs, dates and amounts as they are said. */
import { amountInWords } from '../../events/words/amount-words.js';
import { dateInWords } from '../../events/words/date-words.js';
import { titleAsName } from '../../events/words/title-words.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { stageInWords } from '../../events/words/stage-words.js';
import { segmentsOf } from '../status/field-values.js';
import type { ReaderNames } from '../wording/reader-names.js';

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of a value; null where there is none. */
export const at = (value: JsonValue, field: string): JsonValue => (isObject(value) ? (value[field] ?? null) : null);

/** A word of a vocabulary, or a name of ours: `accepts-with-conditions` → `accepts with conditions`. */
export const word = (value: JsonValue): string => {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? '' : String(value).replaceAll('-', ' ');
};

/** A title, a date or a name as it is given. */
const given = (value: JsonValue): string => (typeof value === 'string' ? value : word(value));

export const since = (value: JsonValue): string => {
  const from = at(value, 'since');
  return typeof from === 'string' ? ` since ${dateInWords(from)}` : '';
};
export const until = (value: JsonValue): string => {
  const to = at(value, 'until');
  return typeof to === 'string' ? ` until ${dateInWords(to)}` : '';
};

/** The rule by which the phase holds, in brackets. */
/** Nothing where the rule is called like the phase: “collapsed (collapsed)” tells nobody more. */
export function byRule(value: JsonValue): string {
  const rule = at(value, 'rule');
  return rule === null || rule === at(value, 'value') ? '' : ` (${word(rule)})`;
}

export const agreementNamed = (shown: JsonValue, names: ReaderNames): string => {
  const title = at(shown, 'title');
  return typeof title === 'string'
    ? `“${titleAsName(title)}”`
    : names.subject('agreement', given(at(shown, 'agreement')));
};

const agreementsNamed = (value: JsonValue, names: ReaderNames): string =>
  Array.isArray(value) && value.length > 0
    ? value.map((id) => names.subject('agreement', given(id))).join(', ')
    : 'none';

const dateOr = (nothing: string) => (value: JsonValue) => (value === null ? nothing : dateInWords(given(value)));

/** How the fields of an agreement but its state are told, each under its name in words. */
export const AGREEMENT_FIELDS: readonly (readonly [
  field: string,
  name: string,
  told: (value: JsonValue, names: ReaderNames) => string,
])[] = [
  ['title', 'title', (value) => (value === null ? 'not told' : `“${given(value)}”`)],
  ['scope', 'scope', (value) => (value === null ? 'not told' : word(value))],
  ['stage', 'stage', (value) => (value === null ? 'not told' : stageInWords(given(value)))],
  ['until', 'until', dateOr('no date')],
  ['members', 'members', (value, names) => names.parties(value)],
  ['violated', 'violated', word],
  ['inForce', 'agreements in force:', agreementsNamed],
];

const agreement = (value: JsonValue, names: ReaderNames): string => {
  if (!isObject(value)) return 'no agreement';
  const told = AGREEMENT_FIELDS.filter(
    ([field]) => field !== 'title' && field !== 'inForce' && at(value, field) !== null && at(value, field) !== false,
  ).map(([field, name, say]) => (field === 'violated' ? name : `${name} ${say(at(value, field), names)}`));
  return [`${agreementNamed(value, names)}, ${word(at(value, 'value'))}`, ...told].join(', ');
};

/** A refusal towards some alone names them. */
export const stance = (value: JsonValue, names: ReaderNames): string =>
  isObject(value) ? `${word(at(value, 'stance'))} (towards ${names.parties(at(value, 'to'))})` : word(value);

const numbersOf = (value: JsonValue): Record<'quantity' | 'min' | 'max', number | null> & { per: string | null } => ({
  quantity: at(value, 'quantity') as number | null,
  min: at(value, 'min') as number | null,
  max: at(value, 'max') as number | null,
  per: at(value, 'per') as string | null,
});

/** `36 people (proposal of Qatar)`. */
export function quantity(value: JsonValue, unit: string | undefined, names: ReaderNames): string {
  if (value === null) return 'nothing';
  const party = at(value, 'party');
  const who = party === null ? '' : ` of ${names.party(given(party))}`;
  return `${amountInWords(numbersOf(value), unit)} (${word(at(value, 'kind'))}${who})`;
}

/** `13 of 50 people`. */
export function carriedOut(value: JsonValue, unit: string | undefined): string {
  if (value === null) return 'nothing';
  const agreed = at(value, 'agreed');
  const done = at(value, 'carriedOut');
  const whole = agreed === null ? '' : amountInWords(numbersOf(agreed), unit);
  if (typeof done !== 'number') {
    const told = at(value, 'reported') === true ? 'reported without a number' : 'nothing reported';
    return whole === '' ? told : `${told} of ${whole} agreed`;
  }
  return whole === '' ? amountInWords({ quantity: done }, unit) : `${amountInWords({ quantity: done })} of ${whole}`;
}

/** The item of a term with its basis: `general wage increase, compounded`. */
export const item = (segments: readonly (string | undefined)[]): string =>
  segments
    .filter(Boolean)
    .map((part) => word(part ?? ''))
    .join(', ');

/** The outlook, with that of what is on the record where it is another. */
export function outlookNamed(value: JsonValue): string {
  const [all, onTheRecord] = [word(at(value, 'value')), word(at(value, 'onTheRecord'))];
  return all === onTheRecord ? all : `${all} (on the record: ${onTheRecord})`;
}

const phase = (value: JsonValue): string => `${word(at(value, 'value'))}${since(value)}${byRule(value)}`;

type Value = (segments: readonly string[], value: JsonValue, names: ReaderNames) => string;

/** The values, by the first segment of the field. */
const VALUES: Readonly<Record<string, Value>> = {
  phase: (_, value) => phase(value),
  contested: (_, value, names) =>
    isObject(value) ? `contested by ${names.parties(at(value, 'by'))}${since(value)}` : 'not contested',
  reportedHalt: (_, value) => `${word(at(value, 'value'))}${since(value)}`,
  reportedRestart: (_, value) => `on again${since(value)}`,
  agreement: (_, value, names) => agreement(value, names),
  outlook: (_, value) => outlookNamed(value),
  tables: ([, , part], value, names) => (part === 'phase' ? phase(value) : agreement(value, names)),
  openProposals: () => 'open',
  openDemands: () => 'open',
  pressure: (_, value) => `going on${since(value)}${until(value)}`,
  positions: (_, value, names) => stance(value, names),
  contradictions: () => 'a contradiction',
  terms: ([, , unit], value, names) => quantity(value, unit, names),
  fulfilment: ([, , , unit], value) => carriedOut(value, unit),
};

/** What a field holds, in words. */
export function valueInWords(field: string, value: JsonValue, names: ReaderNames): string {
  if (value === null) return 'nothing';
  const segments = segmentsOf(field);
  return (VALUES[segments[0] ?? '']?.(segments, value, names) ?? word(value)).trim();
}
