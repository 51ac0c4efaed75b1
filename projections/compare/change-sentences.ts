/** Change sentences: each change as one sentence for readers, with names and titles in place of slugs. */
import { z } from 'zod';
import type { JsonValue } from '../../events/envelope.js';
import { SUBJECT_SORTS, type SubjectSort } from '../../events/vocabulary.js';
import { changeAnswer, segmentsOf, type Change } from '../status/field-values.js';
import type { ReaderNames } from '../wording/reader-names.js';
import {
  AGREEMENT_FIELDS,
  agreementNamed,
  at,
  byRule,
  carriedOut,
  isObject,
  item,
  outlookNamed,
  quantity,
  since,
  stance,
  until,
  word,
} from './value-words.js';

/** A change, with the sentence that says it. */
export const changeInWordsAnswer = changeAnswer.extend({
  words: z.string().meta({ description: 'The change as a sentence.' }),
});
/** The same, as data. */
export interface ChangeInWords extends Change {
  readonly words: string;
}

type Sentence = (segments: readonly string[], from: JsonValue, to: JsonValue, names: ReaderNames) => string;

const before = (value: JsonValue): string => (value === null ? '' : `; before: ${word(value)}`);

function phase(from: JsonValue, to: JsonValue, who: string): string {
  const [was, is] = [at(from, 'value'), at(to, 'value')];
  const by = byRule(to);
  if (to === null) return `${who} are followed no more`;
  if (was === null) return `${who} are ${word(is)}${since(to)}${by}`;
  if (was !== is) return `${who} went from ${word(was)} to ${word(is)}${since(to)}${by}`;
  return `${who} are still ${word(is)}, but${since(to)}${by}, not${since(from)}`;
}

/** The other fields of an agreement that differ, each with its earlier value. */
const fieldsThatDiffer = (from: JsonValue, to: JsonValue, names: ReaderNames): string =>
  AGREEMENT_FIELDS.map(([field, name, told]) => [name, told(at(to, field), names), told(at(from, field), names)])
    .filter(([, is, was]) => is !== was)
    .map(([name, is, was]) => `${name} ${is} (before: ${was})`)
    .join(', ');

function agreement(from: JsonValue, to: JsonValue, names: ReaderNames): string {
  if (!isObject(to))
    return isObject(from) ? `No agreement is shown; before: ${agreementNamed(from, names)}` : 'There is no agreement';
  const [is, was] = [word(at(to, 'value')), word(at(from, 'value'))];
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
  return `The talks are reported to be ${word(at(to, 'value'))}${since(to)}, though no official says so`;
}

function restart(from: JsonValue, to: JsonValue): string {
  if (!isObject(to)) return from === null ? 'No restart is reported' : 'No restart is reported any more';
  return `The talks are reported to be on again${since(to)}, though no official says so`;
}

function outlook(from: JsonValue, to: JsonValue): string {
  return `The outlook is ${outlookNamed(to)}${from === null ? '' : `; before: ${outlookNamed(from)}`}`;
}

const ORDER: readonly string[] = ['low', 'moderate', 'high'];

function confidence(from: JsonValue, to: JsonValue): string {
  if (from === null) return `Confidence is ${word(to)}`;
  const verb = ORDER.indexOf(word(to)) > ORDER.indexOf(word(from)) ? 'rose' : 'fell';
  return `Confidence ${verb} from ${word(from)} to ${word(to)}`;
}

const isTitled = (sort: string): sort is SubjectSort => (SUBJECT_SORTS as readonly string[]).includes(sort);

/** A subject in words: `claim:talks` → the talks. */
function about(subject: string | undefined, names: ReaderNames): string {
  if (subject === 'claim:talks') return 'the talks';
  const [sort = '', slug = ''] = (subject ?? '').split(/:(.*)/s, 2);
  return isTitled(sort) ? `${sort} ${names.subject(sort, slug)}` : names.report(slug);
}

function position(
  [, party, subject, held]: readonly string[],
  from: JsonValue,
  to: JsonValue,
  names: ReaderNames,
): string {
  const who = names.party(party);
  const was = from === null ? '' : `; before: ${stance(from, names)}`;
  const isDeclared = held === 'declared';
  if (to === null) {
    const silent = isDeclared ? `${who} declares nothing` : `Others say nothing of ${who}`;
    return `${silent} any more on ${about(subject, names)}${was}`;
  }
  return `${who} ${isDeclared ? 'declares' : 'is said by others'}: ${stance(to, names)}, on ${about(subject, names)}${was}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const open = (what: string, to: JsonValue): string => `${what} is ${to === null ? 'open no more' : 'open'}`;

function pressure([, party, measure, against]: readonly string[], to: JsonValue, names: ReaderNames): string {
  const by = party ? ` by ${names.party(party)}` : '';
  const whom = against ? ` against ${names.party(against)}` : '';
  return `Pressure (${word(measure ?? '')})${by}${whom} ${to === null ? 'has ended' : `goes on${since(to)}${until(to)}`}`;
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
  freshness: (_, from, to) => `The story is ${word(to)}${before(from)}`,
  tables: table,
  openProposals: ([, id], _, to, names) => open(`Proposal ${names.subject('proposal', id)}`, to),
  openDemands: ([, id], _, to, names) => open(names.demand(id), to),
  pressure: (segments, _, to, names) => pressure(segments, to, names),
  claims: ([, id], from, to, names) => `Claim ${names.subject('claim', id)} is ${word(to)}${before(from)}`,
  positions: position,
  contradictions: (segments, _, to, names) => contradiction(segments, to, names),
  terms: ([, name, unit, basis, of], from, to, names) =>
    `${capital(item([name, basis]))}${of ? `, by agreement ${names.subject('agreement', of)} and those that extend it` : ''}: ${quantity(to, unit, names)}${from === null ? '' : `; before: ${quantity(from, unit, names)}`}`,
  fulfilment: ([, id, name, unit, basis], from, to, names) =>
    `Of agreement ${names.subject('agreement', id)}, ${item([name, basis])}, carried out: ${carriedOut(to, unit)}${from === null ? '' : `; before: ${carriedOut(from, unit)}`}`,
};

function sentenceOf({ field, from, to }: Change, names: ReaderNames): string {
  const segments = segmentsOf(field);
  const [first = ''] = segments;
  const sentence = SENTENCES[first]?.(segments, from, to, names) ?? `${field}: ${word(to)}${before(from)}`;
  // A name may end with a full stop of its own.
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

/** Changes with their sentences. @param names of what is changed to, then of what is changed from: it may be gone */
export const inWords = (changes: readonly Change[], names: ReaderNames): ChangeInWords[] =>
  changes.map((change) => ({ ...change, words: sentenceOf(change, names) }));
