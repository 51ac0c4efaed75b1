/** Words of the glossary on what is said, by whom, and how it is recorded. */
import type { GlossaryEntries } from './glossary-of-talks.js';

export const words = {
  standing: {
    term: 'standing',
    line: 'A word has it where an official speaks for a principal, or for a third party in the talks. Only such words move the status.',
    rule: '4.2',
  },
  declared: { term: 'declared', line: 'A party’s own official says so.', rule: '4.1' },
  attributed: {
    term: 'attributed',
    line: 'Others say so of a party. It is shown beside what the party declares, never in its place.',
    rule: '4.1',
  },
  confirmed: {
    term: 'confirmed',
    line: 'Those whose word counts confirm it, and none of them denies it.',
    rule: '4.5',
  },
  denied: { term: 'denied', line: 'Those whose word counts deny it, and none of them confirms it.', rule: '4.5' },
  unconfirmed: {
    term: 'unconfirmed',
    line: 'It is told, and nobody whose word counts has confirmed or denied it.',
    rule: '4.5',
  },
  alleged: { term: 'alleged', line: 'Others confirm it of a party that has said nothing itself.', rule: '4.7' },
  position: {
    term: 'position',
    line: 'What a party said last on a claim, an issue, an offer or an agreement.',
    rule: '4.58',
  },
  reversal: { term: 'reversal', line: 'A change from one stance to another on the same subject.', rule: '4.62' },
  open: {
    term: 'open',
    line: 'Of an offer: put, and not yet answered, countered, withdrawn, replaced or lapsed.',
    rule: '4.54',
  },
  lapsed: { term: 'lapsed', line: 'Of an offer: its time has run out.', rule: '4.54' },
  terms: {
    term: 'terms',
    line: 'The numbers that are offered, demanded and agreed, and how they moved.',
    rule: '4.74',
  },
} as const satisfies GlossaryEntries;

export const sources = {
  publisher: { term: 'publisher', line: 'Where it was read.', rule: '2.4' },
  origin: {
    term: 'origin',
    line: 'Where the news comes from, when a publisher carries somebody else’s. Forty papers with one wire story are one origin.',
    rule: '2.4',
  },
  grade: {
    term: 'grade',
    line: 'A letter for the source, a figure for the information (Admiralty code): B2 is a usually reliable source with information that is probably true.',
    rule: '2.6',
  },
  'source-a': { term: 'A', line: 'A completely reliable source.', rule: '2.6' },
  'source-b': { term: 'B', line: 'A usually reliable source.', rule: '2.6' },
  'source-c': { term: 'C', line: 'A fairly reliable source.', rule: '2.6' },
  'source-d': {
    term: 'D',
    line: 'A source that is not usually reliable. Its reports do not count where independent origins are asked for.',
    rule: '2.6',
  },
  'source-e': { term: 'E', line: 'An unreliable source.', rule: '2.6' },
  'source-f': { term: 'F', line: 'A source whose reliability cannot be judged.', rule: '2.6' },
  'information-1': { term: '1', line: 'Information that other sources confirm.', rule: '2.6' },
  'information-2': { term: '2', line: 'Information that is probably true.', rule: '2.6' },
  'information-3': { term: '3', line: 'Information that is possibly true.', rule: '2.6' },
  'information-4': { term: '4', line: 'Information that is doubtful.', rule: '2.6' },
  'information-5': { term: '5', line: 'Information that is improbable.', rule: '2.6' },
  'information-6': { term: '6', line: 'Information whose truth cannot be judged.', rule: '2.6' },
  poor: { term: 'poor', line: 'A report from a source graded D or E, or with information graded 4 or 5.', rule: '2.6' },
  copy: { term: 'copy', line: 'The same report carried by another publisher. It corroborates nothing.', rule: '2.13' },
  fragility: {
    term: 'fragility',
    line: 'What the status rests on: the sources, origins and reports without which it would read otherwise.',
    rule: '5.15',
  },
} as const satisfies GlossaryEntries;

export const record = {
  reported: { term: 'as reported', line: 'The clock of publication: what the public could know by then.', rule: '2.7' },
  happened: {
    term: 'as it happened',
    line: 'The clock of events: what had happened by then, with hindsight.',
    rule: '2.7',
  },
  recorded: {
    term: 'as this desk knew',
    line: 'The clock of our record: what this desk had entered by then.',
    rule: '2.7',
  },
  lens: {
    term: 'lens',
    line: 'Which reports count: up to a moment, without a source, of a grade. Everything on a page is read through it.',
    rule: '5.10',
  },
  retracted: {
    term: 'retracted',
    line: 'The publisher has taken the report back. Earlier views still show it.',
    rule: '3.2',
  },
  corrected: {
    term: 'corrected',
    line: 'The publisher has changed the report. From then on it counts as changed.',
    rule: '3.4',
  },
  voided: {
    term: 'voided',
    line: 'Our desk had entered it wrongly. It counts nowhere, and stays in the record.',
    rule: '3.6',
  },
  amended: { term: 'amended', line: 'Our desk has mended its own entry.', rule: '3.6' },
  archived: { term: 'archived', line: 'These talks are followed no more. It changes no value.', rule: '3.11' },
} as const satisfies GlossaryEntries;
