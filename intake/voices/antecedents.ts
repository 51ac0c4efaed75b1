/** Whom “he”, “the official” and “two of them” stand for: one of those who spoke, or were presented, before. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Range } from './speaker-range.js';
import type { Voice } from './voice.js';
import { PERSONS } from './words.js';

/** How many voices back a word for a person may reach. */
const BACK = 6;

/** “The official”, “the two diplomats”: the noun by which a person is taken up again. */
export function takenUpBy(s: ReadSentence, { from, to }: Range): string | null {
  if (to - from > 4 || !/^(?:the|that|this|these|those|same)$/.test(s.tokens[from]?.lower ?? '')) return null;
  const last = s.tokens[to - 1]?.lower ?? '';
  return PERSONS.has(last) ? last : null;
}

const stem = (noun: string): string =>
  noun
    .replace(/(?:people|persons?)$/, 'person')
    .replace(/s$/, '')
    .replace(/(?:man|woman|person)$/, '');

/** The voices of an article, the last first. */
export class Antecedents {
  private readonly voices: Voice[] = [];

  add(voice: Voice): void {
    this.voices.unshift(voice);
    this.voices.length = Math.min(this.voices.length, BACK);
  }

  get last(): Voice | null {
    return this.voices[0] ?? null;
  }

  /** The last whose own words have the noun. */
  named(noun: string): Voice | null {
    const sought = stem(noun);
    return (
      this.voices.find(({ name = '' }) =>
        name
          .toLowerCase()
          .split(/[^\p{L}-]+/u)
          .some((word) => stem(word) === sought),
      ) ?? null
    );
  }
}
