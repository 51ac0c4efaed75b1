/**
 * What the words on the pages mean, each in a sentence or two, with the rule of docs/rules.md that says it in full. The
 * glossary, the explanations beside the words and the table in docs/rules.md are made from it. Plain data.
 */

import { phases, status, things, type GlossaryEntries, type GlossaryEntry } from './glossary-of-talks.js';
import { record, sources, words } from './glossary-of-words.js';

interface GlossarySection {
  readonly title: string;
  readonly entries: GlossaryEntries;
}

export const GLOSSARY = {
  things: { title: 'What is followed', entries: things },
  phases: { title: 'How far the talks have come', entries: phases },
  status: { title: 'Where they stand', entries: status },
  words: { title: 'What is said', entries: words },
  sources: { title: 'Who says it', entries: sources },
  record: { title: 'The record and its clocks', entries: record },
} as const satisfies Readonly<Record<string, GlossarySection>>;

/** The names under which a page asks for a term. */
export type TermName = keyof (typeof things &
  typeof phases &
  typeof status &
  typeof words &
  typeof sources &
  typeof record);

/** Every term, by its name. */
export const TERMS: Readonly<Record<string, GlossaryEntry>> = Object.assign(
  {},
  ...Object.values(GLOSSARY).map(({ entries }) => entries),
) as Record<string, GlossaryEntry>;
