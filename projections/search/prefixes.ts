/** Words that are written with prefixes: which words are read as a word of the query with a prefix before it. */
import { ARABIC } from './arabic.js';
import { HEBREW } from './hebrew.js';
import type { Prefixing } from './prefixing.js';

const SCRIPTS: readonly Prefixing[] = [ARABIC, HEBREW];

/** What would be left of a word without its prefixes, for each way to read it; the word itself first. */
function stemsOf(word: string, { prefixes, whole }: Prefixing): string[] {
  if (whole.has(word)) return [word];
  const bare = [...prefixes].flatMap(([prefix, least]) =>
    word.startsWith(prefix) && word.length - prefix.length >= least ? [word.slice(prefix.length)] : [],
  );
  // Of وبالمفاوضات the rest without the longest prefix: بالمفاوضات is no word to look for.
  const shortest = bare.toSorted((a, b) => a.length - b.length)[0];
  return shortest === undefined ? [word] : [word, shortest];
}

/** The word with each prefix that it may take. */
const prefixed = (word: string, { prefixes, whole }: Prefixing): string[] =>
  [...prefixes]
    .filter(([prefix, least]) => word.length >= least && !whole.has(prefix + word))
    .map(([prefix]) => prefix + word);

/** Of لجنة, للجنة: before an article ل stands for itself and for the first letter of the word. */
const swallowed = (word: string): string[] =>
  word.startsWith('ل') && word.length >= 4 ? [`ل${word}`, `ول${word}`] : [];

/**
 * All words of a text that a word of a query finds, the word itself first.
 * @param word as folded
 * @example formsOf('مفاوضات').includes('والمفاوضات') // true
 */
export function formsOf(word: string): string[] {
  const prefixing = SCRIPTS.find(({ script }) => script.test(word));
  if (!prefixing) return [word];
  const stems = stemsOf(word, prefixing);
  return [...new Set(stems.flatMap((stem) => [stem, ...prefixed(stem, prefixing), ...swallowed(stem)]))];
}
