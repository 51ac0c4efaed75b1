/** Every cue, and the cues by the first words that they can begin with. */
import type { Cue } from '../cue.js';
import { firstWords, type Pattern } from '../../text/pattern.js';
import { ACTS } from './acts.js';
import { ANSWERS } from './answers.js';
import { ASSESSMENTS } from './assessments.js';
import { IDIOMS_OF_ACTS } from './idioms-of-acts.js';
import { IDIOMS_OF_OUTLOOKS } from './idioms-of-outlooks.js';
import { IDIOMS_OF_WORDS } from './idioms-of-words.js';
import { OFFERS } from './offers.js';

export const CUES: readonly Cue[] = [
  ...ANSWERS,
  ...OFFERS,
  ...ACTS,
  ...ASSESSMENTS,
  ...IDIOMS_OF_WORDS,
  ...IDIOMS_OF_ACTS,
  ...IDIOMS_OF_OUTLOOKS,
];

export interface Entry {
  readonly cue: Cue;
  readonly pattern: Pattern;
}

function indexed(): { readonly byWord: ReadonlyMap<string, readonly Entry[]>; readonly anywhere: readonly Entry[] } {
  const byWord = new Map<string, Entry[]>();
  const anywhere: Entry[] = [];
  for (const cue of CUES)
    for (const pattern of cue.patterns) {
      const words = firstWords(pattern);
      if (!words) anywhere.push({ cue, pattern });
      for (const word of words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), { cue, pattern }]);
    }
  return { byWord, anywhere };
}

const { byWord, anywhere } = indexed();

/** The patterns that may begin at a word: only these are tried. */
export const entriesFor = (lower: string, lemma: string): readonly Entry[] => {
  const own = byWord.get(lower) ?? [];
  return lemma === lower ? [...own, ...anywhere] : [...own, ...(byWord.get(lemma) ?? []), ...anywhere];
};
