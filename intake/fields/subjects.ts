/** Which claims, issues, proposals and agreements of the record a passage may be about: by the words that it shares with their titles. */
import { TALKS } from '../../events/ids.js';
import type { Candidate } from '../../events/intake/candidate.js';
import type { Kind } from '../../events/vocabulary.js';
import type { Known } from '../known.js';
import { tokensOf, type Token } from '../text/tokens.js';

export type Subject = NonNullable<Candidate['subjects']>[number];

interface Titled {
  readonly subject: Subject;
  readonly sort: Sort;
  readonly words: ReadonlySet<string>;
}

type Sort = 'claim' | 'issue' | 'proposal' | 'agreement';
const MOST = 6;

/** The sorts that a kind names first. */
const SORTS: Readonly<Partial<Record<Kind, readonly Sort[]>>> = {
  confirmation: ['claim', 'agreement', 'proposal'],
  denial: ['claim', 'agreement', 'proposal'],
  proposal: ['proposal', 'issue'],
  acceptance: ['proposal', 'agreement'],
  rejection: ['proposal', 'agreement'],
  withdrawal: ['proposal', 'claim', 'agreement'],
  demand: ['issue'],
  concession: ['issue'],
  stance: ['issue'],
  endorsement: ['proposal'],
  assessment: ['issue'],
  agreement: ['agreement'],
  ratification: ['agreement'],
  implementation: ['agreement'],
  violation: ['agreement'],
  suspension: ['agreement'],
  resumption: ['agreement'],
  breakdown: ['agreement'],
  'no-comment': ['claim', 'proposal', 'issue', 'agreement'],
};

const EMPTY: ReadonlySet<string> = new Set(
  'the of and for from with between that this into its their talk talks end whether how long who what which be have new'.split(
    ' ',
  ),
);

/** Roughly: prisoners and prisoner, negotiating and negotiation, are one word. */
const stemOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/(?:ations?|ings?|ments?|ies|es|ed|s|e|y|al)$/, '')
    .slice(0, 9);

const wordsOf = (tokens: readonly Token[]): Set<string> =>
  new Set(
    tokens
      .filter(({ lower, pos }) => lower.length > 2 && !EMPTY.has(lower) && pos !== 'PUNCT')
      .map(({ lemma }) => stemOf(lemma)),
  );

const titleWords = (...texts: (string | undefined)[]): Set<string> =>
  wordsOf(texts.flatMap((text) => tokensOf((text ?? '').replaceAll('-', ' ').slice(0, 500), 0)));

/** The subjects of the record with the words of their titles and slugs, made once for an article. */
export function titledIn({ claims, issues, proposals, agreements }: Known): Titled[] {
  return [
    ...claims.map(({ claim, title }) => ({
      subject: { claim },
      sort: 'claim' as const,
      words: titleWords(title, claim),
    })),
    ...issues.map(({ issue, title }) => ({
      subject: { issue },
      sort: 'issue' as const,
      words: titleWords(title, issue),
    })),
    ...proposals.map(({ proposal, title }) => ({
      subject: { proposal },
      sort: 'proposal' as const,
      words: titleWords(title, proposal),
    })),
    ...agreements.map(({ agreement, title }) => ({
      subject: { agreement },
      sort: 'agreement' as const,
      words: titleWords(title, agreement),
    })),
  ];
}

const TALKS_WORDS = /\b(?:talks?|negotiat\w+|discussions?|bargain\w*|contacts?|dialogue)\b/i;

/** How much a passage shares with a title: the share of the title’s words, and some for each word. */
function sharedWith(words: ReadonlySet<string>, title: ReadonlySet<string>): number {
  const shared = [...title].filter((word) => words.has(word)).length;
  return shared === 0 ? 0 : shared / Math.sqrt(title.size);
}

/** The subjects of the sorts that a kind takes, the likeliest first; of a claim of talks, `talks` where nothing fits better. */
export function subjectsOf(kind: Kind, text: string, tokens: readonly Token[], titled: readonly Titled[]): Subject[] {
  const sorts = SORTS[kind];
  if (!sorts) return [];
  const words = wordsOf(tokens);
  const ranked = titled
    .filter(({ sort }) => sorts.includes(sort) || sort === 'issue')
    .map(({ subject, sort, words: title }) => ({
      subject,
      score: sharedWith(words, title) * (sorts.includes(sort) ? 1 : 0.5),
    }))
    .filter(({ score }) => score > 0.3)
    .toSorted((a, b) => b.score - a.score)
    .map(({ subject }) => subject);
  const isOfTalks = sorts[0] === 'claim' && kind !== 'no-comment' && TALKS_WORDS.test(text);
  const others = ranked.filter((subject) => !('claim' in subject && subject.claim === TALKS));
  return [...(isOfTalks ? [{ claim: TALKS }] : []), ...others].slice(0, MOST);
}
