/** Change sentences: each change as one sentence for readers, with names and titles in place of slugs. */
import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import { SUBJECT_SORTS, type SubjectSort } from '../../events/vocabulary.js';
import { changeAnswer, segmentsOf, type Change } from '../status/field-values.js';
import type { ReaderNames } from './reader-names.js';

/** A change, with the sentence that says it. */
export const changeInWordsAnswer = changeAnswer.extend({
  words: z.string().meta({ description: 'The change as a sentence.' }),
});
/** The same, as data. */
export interface ChangeInWords extends Change {
  readonly words: string;
}

type Sentence = (segments: readonly string[], from: JsonValue, to: JsonValue, names: ReaderNames) => string;

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of a value; null where there is none. */
const at = (value: JsonValue, field: string): JsonValue => (isObject(value) ? (value[field] ?? null) : null);
const text = (value: JsonValue): string =>
  value === null ? 'nothing' : typeof value === 'object' ? JSON.stringify(value) : String(value);
const since = (value: JsonValue): string => (at(value, 'since') === null ? '' : ` since ${text(at(value, 'since'))}`);
const until = (value: JsonValue): string => (at(value, 'until') === null ? '' : ` until ${text(at(value, 'until'))}`);
const before = (value: JsonValue): string => (value === null ? '' : `; before: ${text(value)}`);

function phase(from: JsonValue, to: JsonValue, who: string): string {
  const [was, is] = [at(from, 'value'), at(to, 'value')];
  const by = at(to, 'rule') === null ? '' : ` (${text(at(to, 'rule'))})`;
  if (to === null) return `${who} are followed no more`;
  if (was === null) return `${who} are ${text(is)}${since(to)}${by}`;
  if (was !== is) return `${who} went from ${text(was)} to ${text(is)}${since(to)}${by}`;
  return `${who} are still ${text(is)}, but${since(to)}${by}, not${since(from)}`;
}

const agreementNamed = (shown: JsonValue, names: ReaderNames): string => {
  const title = at(shown, 'title');
  return title === null ? names.subject('agreement', text(at(shown, 'agreement'))) : `“${text(title)}”`;
};

const agreementsNamed = (value: JsonValue, names: ReaderNames): string =>
  Array.isArray(value) && value.length > 0
    ? value.map((id) => names.subject('agreement', String(id))).join(', ')
    : 'none';

/** How the fields of an agreement but its state are told, each under its name in words. */
const AGREEMENT_FIELDS: readonly (readonly [
  field: string,
  name: string,
  told: (value: JsonValue, names: ReaderNames) => string,
])[] = [
  ['title', 'title', text],
  ['scope', 'scope', text],
  ['stage', 'stage', text],
  ['until', 'until', (value) => (value === null ? 'no date' : text(value))],
  ['members', 'members', (value, names) => names.parties(value)],
  ['violated', 'violated', text],
  ['inForce', 'agreements in force:', agreementsNamed],
];

/** The other fields of an agreement that differ, each with its earlier value. */
const fieldsThatDiffer = (from: JsonValue, to: JsonValue, names: ReaderNames): string =>
  AGREEMENT_FIELDS.map(([field, name, told]) => [name, told(at(to, field), names), told(at(from, field), names)])
    .filter(([, is, was]) => is !== was)
    .map(([name, is, was]) => `${name} ${is} (before: ${was})`)
    .join(', ');

function agreement(from: JsonValue, to: JsonValue, names: ReaderNames): string {
  if (!isObject(to))
    return isObject(from) ? `No agreement is shown; before: ${agreementNamed(from, names)}` : 'There is no agreement';
  const [is, was] = [text(at(to, 'value')), text(at(from, 'value'))];
  if (!isObject(from)) return `An agreement, ${agreementNamed(to, names)}, is ${is}`;
  if (at(from, 'agreement') !== at(to, 'agreement'))
    return `The agreement shown is ${agreementNamed(to, names)}, ${is}; before: ${agreementNamed(from, names)}, ${was}`;
  if (is !== was) return `The agreement ${agreementNamed(to, names)} went from ${was} to ${is}`;
  return `The agreement ${agreementNamed(to, names)}: ${fieldsThatDiffer(from, to, names)}`;
}

function contested(from: JsonValue, to: JsonValue, names: ReaderNames): string {
  if (!isObject(to)) return isObject(from) ? 'The talks are contested no more' : 'The talks are not contested';
  const by = at(to, 'by');
  const deny = Array.isArray(by) && by.length > 1 ? 'deny' : 'denies';
  return `The talks are contested: ${names.parties(by)} ${deny} them${since(to)}`;
}

function halt(from: JsonValue, to: JsonValue): string {
  if (!isObject(to)) return from === null ? 'No halt is reported' : 'No halt is reported any more';
  return `The talks are reported to be ${text(at(to, 'value'))}${since(to)}, though no official says so`;
}

function restart(from: JsonValue, to: JsonValue): string {
  if (!isObject(to)) return from === null ? 'No restart is reported' : 'No restart is reported any more';
  return `The talks are reported to be on again${since(to)}, though no official says so`;
}

function outlook(from: JsonValue, to: JsonValue): string {
  const both = (value: JsonValue) => `${text(at(value, 'value'))} (on the record: ${text(at(value, 'onTheRecord'))})`;
  return `The outlook is ${both(to)}${from === null ? '' : `; before: ${both(from)}`}`;
}

const ORDER: readonly string[] = ['low', 'moderate', 'high'];

function confidence(from: JsonValue, to: JsonValue): string {
  if (from === null) return `Confidence is ${text(to)}`;
  const verb = ORDER.indexOf(text(to)) > ORDER.indexOf(text(from)) ? 'rose' : 'fell';
  return `Confidence ${verb} from ${text(from)} to ${text(to)}`;
}

const isTitled = (sort: string): sort is SubjectSort => (SUBJECT_SORTS as readonly string[]).includes(sort);

/** A subject in words: `claim:talks` → the talks. */
function about(subject: string | undefined, names: ReaderNames): string {
  if (subject === 'claim:talks') return 'the talks';
  const [sort = '', slug = ''] = (subject ?? '').split(/:(.*)/s, 2);
  return isTitled(sort) ? `${sort} ${names.subject(sort, slug)}` : `${sort} “${slug}”`;
}

/** A refusal towards some alone names them. */
const stance = (value: JsonValue, names: ReaderNames): string =>
  isObject(value)
    ? `${text(at(value, 'stance'))} (towards ${names.parties(at(value, 'to'))})`
    : text(value).replaceAll('-', ' ');

function position(
  [, party, subject, held]: readonly string[],
  from: JsonValue,
  to: JsonValue,
  names: ReaderNames,
): string {
  const who = held === 'declared' ? `${names.party(party)} declares` : `${names.party(party)} is said by others`;
  const was = from === null ? '' : `; before: ${stance(from, names)}`;
  if (to === null) return `${who} nothing any more on ${about(subject, names)}${was}`;
  return `${who}: ${stance(to, names)}, on ${about(subject, names)}${was}`;
}

function quantity(value: JsonValue, names: ReaderNames): string {
  if (value === null) return 'nothing';
  const [exact, min, max, per] = ['quantity', 'min', 'max', 'per'].map((field) => at(value, field));
  const range = [min ?? null, max ?? null].map((end) => (end === null ? '…' : text(end))).join(' to ');
  const amount = exact === null || exact === undefined ? range : text(exact);
  const party = at(value, 'party');
  const who = party === null ? '' : ` of ${names.party(text(party))}`;
  return `${amount}${per === null || per === undefined ? '' : ` per ${text(per)}`} (${text(at(value, 'kind'))}${who})`;
}

const item = (segments: readonly (string | undefined)[]): string => segments.filter(Boolean).join(', ');

function carriedOut(value: JsonValue): string {
  if (value === null) return 'nothing';
  const agreed = at(value, 'agreed');
  const [exact, min, max] = ['quantity', 'min', 'max'].map((field) => at(agreed, field));
  const whole = exact ?? max ?? min ?? null;
  const done = at(value, 'carriedOut');
  if (done === null) return at(value, 'reported') === true ? 'reported without a number' : 'nothing reported';
  return `${text(done)}${whole === null ? '' : ` of ${text(whole)}`}`;
}

const open = (what: string, to: JsonValue): string => `${what} is ${to === null ? 'open no more' : 'open'}`;

function pressure([, party, measure, against]: readonly string[], to: JsonValue, names: ReaderNames): string {
  const by = party ? ` by ${names.party(party)}` : '';
  const whom = against ? ` against ${names.party(against)}` : '';
  return `Pressure (${measure})${by}${whom} ${to === null ? 'has ended' : `goes on${since(to)}${until(to)}`}`;
}

function contradiction([, kind, subject, between]: readonly string[], to: JsonValue, names: ReaderNames): string {
  const who = (between ?? '').split(',').map((name) => names.party(name));
  const sides = who.length > 1 ? ` between ${who.join(' and ')}` : ` in what is told of ${who.join('')}`;
  return `${to === null ? 'No contradiction any more' : 'A contradiction'} (${kind}) on ${about(subject, names)}${sides}`;
}

function table([, parties, part]: readonly string[], from: JsonValue, to: JsonValue, names: ReaderNames): string {
  const where = `At the table of ${names.parties((parties ?? '').split(','))}: `;
  return where + (part === 'phase' ? phase(from, to, 'the talks') : agreement(from, to, names));
}

/** The sentences, by the first segment of the field. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  phase: (_, from, to) => phase(from, to, 'The talks'),
  contested: (_, from, to, names) => contested(from, to, names),
  reportedHalt: (_, from, to) => halt(from, to),
  reportedRestart: (_, from, to) => restart(from, to),
  agreement: (_, from, to, names) => agreement(from, to, names),
  outlook: (_, from, to) => outlook(from, to),
  confidence: (_, from, to) => confidence(from, to),
  freshness: (_, from, to) => `The story is ${text(to)}${before(from)}`,
  tables: table,
  openProposals: ([, id], _, to, names) => open(`Proposal ${names.subject('proposal', id)}`, to),
  openDemands: ([, id], _, to, names) => open(names.demand(id), to),
  pressure: (segments, _, to, names) => pressure(segments, to, names),
  claims: ([, id], from, to, names) => `Claim ${names.subject('claim', id)} is ${text(to)}${before(from)}`,
  positions: position,
  contradictions: (segments, _, to, names) => contradiction(segments, to, names),
  terms: ([, name, unit, basis, of], from, to, names) =>
    `${item([name, unit, basis])}${of ? `, by agreement ${names.subject('agreement', of)} and those that extend it` : ''}: ${quantity(to, names)}${from === null ? '' : `; before: ${quantity(from, names)}`}`,
  fulfilment: ([, id, ...of], from, to, names) =>
    `Of agreement ${names.subject('agreement', id)}, ${item(of)}, carried out: ${carriedOut(to)}${from === null ? '' : `; before: ${carriedOut(from)}`}`,
};

function sentenceOf({ field, from, to }: Change, names: ReaderNames): string {
  const segments = segmentsOf(field);
  const [first = ''] = segments;
  const sentence = SENTENCES[first]?.(segments, from, to, names) ?? `${field}: ${text(to)}${before(from)}`;
  return `${sentence}.`;
}

/** Changes with their sentences. @param names of what is changed to, then of what is changed from: it may be gone */
export const inWords = (changes: readonly Change[], names: ReaderNames): ChangeInWords[] =>
  changes.map((change) => ({ ...change, words: sentenceOf(change, names) }));
