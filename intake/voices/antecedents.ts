/** Whom “he”, “the official” and “two of them” stand for: one of those who spoke, or were presented, before. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Range } from './frames/speaker-range.js';
import type { Capacity, Voice } from './voice.js';
import { PAPERS, PERSONS } from './speakers/words.js';

/** How many voices back a word for a person may reach. */
const BACK = 6;

/** “The official”, “the two diplomats”, “the agency’s interlocutor”: the noun by which a person is taken up again. */
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

const SEVERAL =
  /^(?:two|three|four|five|six|several|some|many|both|others?)\b|\b(?:people|sources|officials|diplomats|aides|negotiators|executives|lawmakers|residents|analysts|economists|ministers|members|insiders|advisers|mps|nurses|contacts)$/i;
/** Without what is told of them: “two people who were in the room”. */
const headOf = (name: string): string =>
  name.split(/,| (?:who|of|in|at|with|on|from|close|familiar|briefed|around) /)[0] ?? name;

export const isOfSeveral = ({ name = '' }: Voice): boolean => SEVERAL.test(headOf(name).trim());

/** What those are whom a noun may stand for, where none is called so. */
const SORTS: readonly (readonly [RegExp, readonly Capacity[]])[] = [
  [/^(?:expert|analyst|economist|researcher|scholar|professor)$/, ['commentator']],
  [/^(?:interlocutor|source|person|insider)$/, ['intermediary', 'insider']],
];

/** The voices of an article, the last first. */
export class Antecedents {
  private readonly voices: Voice[] = [];
  private readonly bySurname = new Map<string, Voice>();

  add(voice: Voice): void {
    this.voices.unshift(voice);
    this.voices.length = Math.min(this.voices.length, BACK);
    const words = (voice.name ?? '').split(/[\s,]+/).filter((word) => /^\p{Lu}\p{Ll}/u.test(word));
    if (words.length > 1) for (const word of words.slice(1)) this.bySurname.set(word, voice);
  }

  get last(): Voice | null {
    return this.voices[0] ?? null;
  }

  /** The last who is one person: of “he” and “she”. */
  get lastPerson(): Voice | null {
    return this.voices.find((voice) => !isOfSeveral(voice)) ?? this.last;
  }

  /** The last who are several: of “they” and “one of the two”. */
  get lastSeveral(): Voice | null {
    return this.voices.find(isOfSeveral) ?? this.last;
  }

  /** One who spoke under a longer name: “Holt”, after “Admiral Per Holt, a retired commander”. */
  surnamed(word: string): Voice | null {
    return this.bySurname.get(word) ?? null;
  }

  /** The last whose own words have the noun; else the last of its sort. */
  named(noun: string): Voice | null {
    const sought = stem(noun);
    const sort = SORTS.find(([nouns]) => nouns.test(noun.replace(/s$/, '')))?.[1] ?? [];
    return (
      this.voices.find(({ name = '' }) =>
        name
          .toLowerCase()
          .split(/[^\p{L}-]+/u)
          .some((word) => stem(word) === sought),
      ) ??
      this.voices.find(({ capacity }) => sort.includes(capacity)) ??
      null
    );
  }
}

/** “In a statement”, “in his view”, “in it”. */
export function isOfWhoSpoke({ tokens }: ReadSentence): boolean {
  if (tokens[0]?.lower === 'in' && tokens[1]?.lower === 'it') return true;
  return tokens.some(({ lower }, i) => {
    const [article, preposition] = [tokens[i - 1]?.lower ?? '', tokens[i - 2]?.lower ?? ''];
    return (
      (PAPERS.has(lower) || /^(?:view|words|opinion|account|telling)$/.test(lower)) &&
      /^(?:a|an|its|his|her|their)$/.test(article) &&
      /^(?:in|by|with)$/.test(preposition)
    );
  });
}

/** “- deplore the fighting”, “(a) that …”: an item of what the sentence before began to say. */
export const isItem = (s: ReadSentence, before: ReadSentence | undefined): boolean =>
  /^\s*(?:[-–•*]|\(?[a-z0-9]{1,3}\))\s/i.test(s.text) && before !== undefined && /[:;,]$/.test(before.text.trimEnd());

/** Who a sentence is about: the words before its first verb, with a relative clause that they have; “asked about it, the envoy …”. */
export function subjectOf(s: ReadSentence): Range | null {
  const isFronted = /^(?:asked|pressed|questioned|approached|reached|speaking|quizzed)$/.test(s.tokens[0]?.lower ?? '');
  const start = isFronted ? s.tokens.findIndex(({ word }, i) => i > 0 && word === ',' && !s.quoted.has(i)) + 1 : 0;
  if (isFronted && start < 2) return null;
  const verb = s.tokens.findIndex(({ pos }, i) => i > start && (pos === 'VERB' || pos === 'AUX'));
  if (verb < 1) return null;
  const comma = s.tokens.findIndex(({ word }, i) => i > verb && word === ',');
  const isRelative = /^(?:who|which)$/.test(s.tokens[verb - 1]?.lower ?? '');
  return { from: start, to: isRelative && comma > 0 ? comma : verb };
}

/** Somebody without a name of whom it speaks, and who may be heard next: “going by what an envoy told the board”. */
export function somebodyIn(s: ReadSentence): Range | null {
  const noun = s.tokens.findLastIndex(
    ({ lower, pos }, i) => pos === 'NOUN' && PERSONS.has(lower) && !s.quoted.has(i) && s.tokens[i + 1]?.pos === 'VERB',
  );
  const article = s.tokens.findLastIndex(({ lower }, i) => i < noun && i >= noun - 5 && /^(?:an?|one)$/.test(lower));
  return article < 0 ? null : { from: article, to: noun + 1 };
}
