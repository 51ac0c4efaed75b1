/** A report in words: each of its fields under a label, with names and titles in place of slugs, dates and amounts as they are said. */
import { z } from 'zod';
import { amountInWords } from '../../events/words/amount-words.js';
import { nameInWords } from '../../events/words/name-words.js';
import { dateInWords } from '../../events/words/date-words.js';
import type { Report, Term } from '../../events/report.js';
import { stageInWords } from '../../events/words/stage-words.js';
import type { SubjectSort } from '../../events/vocabulary.js';
import type { ReaderNames } from '../wording/reader-names.js';

/** One field in words; a list has a text for each item. */
export const fieldInWordsAnswer = z.strictObject({
  field: z.string(),
  label: z.string(),
  words: z.array(z.string()),
});
export type FieldInWords = z.infer<typeof fieldInWordsAnswer>;

type Say = (value: unknown, names: ReaderNames) => readonly string[];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const text: Say = (value) => listOf(value).map(textOf);
const word: Say = (value) => listOf(value).map((one) => textOf(one).replaceAll('-', ' '));
/** A name that somebody wrote in words of their own. */
const named: Say = (value) => listOf(value).map((one) => nameInWords(textOf(one)));
const date: Say = (value) => [dateInWords(textOf(value))];
const parties: Say = (value, names) => listOf(value).map((one) => names.party(textOf(one)));
const titled =
  (sort: SubjectSort): Say =>
  (value, names) =>
    listOf(value).map((one) => names.title(sort, textOf(one)));
const flag =
  (yes: string, no = 'no'): Say =>
  (value) => [value === true ? yes : no];

/** An offer by its slug, or a demand by its report. */
const offer: Say = (value, names) => [names.offer(textOf(value))];
const report: Say = (value, names) => [names.report(textOf(value))];

function termInWords({ item, unit, basis, cumulative, text: said, ...amount }: Term): string {
  const much = amountInWords(amount, unit);
  const more = [
    basis === undefined ? undefined : nameInWords(basis),
    cumulative === true ? 'in all so far' : undefined,
  ].filter(Boolean);
  const counted = `${nameInWords(item)}${much === '' ? '' : `: ${much}`}`;
  const whole = more.length === 0 ? counted : `${counted} (${more.join(', ')})`;
  return said === undefined ? whole : `${whole} – ${said}`;
}

const source: Say = (value) => {
  const { publisher, origin, via, title, url, reliability } = value as Report['source'];
  return [
    publisher,
    ...(origin === undefined ? [] : [`from ${origin}`]),
    ...(via?.length ? [`by way of ${via.join(', ')}`] : []),
    ...(title === undefined ? [] : [`“${title}”`]),
    ...(url === undefined ? [] : [url]),
    ...(reliability === undefined ? [] : [`graded ${reliability}`]),
  ];
};

const speaker: Say = (value, names) => {
  const { name, capacity, party } = value as Report['speaker'];
  const who = `${capacity.replaceAll('-', ' ')}${party === undefined ? '' : ` of ${names.party(party)}`}`;
  return [name === undefined ? who : `${name}, ${who}`];
};

/** Every field of every kind: its label, and how it is said. In the order in which they are told. */
const FIELDS: Readonly<Record<string, readonly [label: string, say: Say]>> = {
  kind: ['Kind', word],
  party: ['Party', parties],
  jointly: ['Jointly with', parties],
  speaker: ['Speaker', speaker],
  to: ['Meant for', parties],
  with: ['With', parties],
  claim: ['Claim', titled('claim')],
  claimText: ['The claim as it is put', text],
  about: ['About', parties],
  issue: ['Issue', titled('issue')],
  issues: ['Issues', titled('issue')],
  issueTitle: ['The issue as it is called', text],
  proposal: ['Proposal', titled('proposal')],
  agreement: ['Agreement', titled('agreement')],
  title: ['As it is called', text],
  report: ['Answers', report],
  counters: ['Counters', offer],
  replaces: ['Replaces', offer],
  of: ['Agrees to the proposal', titled('proposal')],
  extends: ['Extends the agreement', titled('agreement')],
  between: ['Between', parties],
  scope: ['Scope', word],
  stage: ['Stage', (value) => [stageInWords(textOf(value))]],
  subjectTo: ['Still to approve', parties],
  outcome: ['Outcome', word],
  terms: ['Terms', (value) => (value as readonly Term[]).map(termInWords)],
  conditions: ['Conditions', text],
  toward: ['Attitude', word],
  outlook: ['Outlook', word],
  measure: ['Measure', named],
  by: ['Broken by', parties],
  role: ['Role', word],
  ends: ['Ends', flag('yes: it stops with this')],
  final: ['A last word', flag('yes')],
  session: ['A sitting of the talks', flag('yes')],
  channel: ['Channel', word],
  venue: ['Venue', text],
  track: ['Track', text],
  until: ['Until', date],
  deadline: ['Deadline', date],
  summary: ['Summary', text],
  quote: ['In their words', text],
  lang: ['Language', text],
  attribution: ['Attribution', word],
  source: ['Source', source],
  credibility: ['Grade of the information', text],
  occurredAt: ['Happened', date],
  reportedAt: ['Reported', date],
  corroborates: ['Corroborates', report],
  cameo: ['CAMEO code', text],
  tags: ['Tags', text],
  note: ['Note of the desk', text],
};

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** All that a report tells, in words. Its id and its negotiation are no part of what it tells. */
export const reportInWords = (told: Report, names: ReaderNames): FieldInWords[] =>
  Object.entries(FIELDS).flatMap(([field, [label, say]]) => {
    const value = (told as unknown as Readonly<Record<string, unknown>>)[field];
    return isGiven(value) ? [{ field, label, words: [...say(value, names)] }] : [];
  });

/** The fields that have words: a test holds them against the schemas. */
export const FIELDS_IN_WORDS: readonly string[] = Object.keys(FIELDS);
