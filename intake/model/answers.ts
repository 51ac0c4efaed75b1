/** What the network answers of a passage, each in its place. */
import { KINDS, OUTLOOKS, TOWARD, type Kind, type Outlook } from '../../events/vocabulary.js';

type Toward = (typeof TOWARD)[number];

/** The answers to each question, in their order; `worth` is a question of yes or no. */
export const QUESTIONS = {
  kinds: KINDS,
  worth: ['yes'],
  outlook: OUTLOOKS,
  toward: TOWARD,
} as const;

/** The scores of the answers to each question. */
export interface Answers {
  readonly kinds: readonly (readonly [Kind, number])[];
  readonly worth: number;
  readonly outlook: readonly (readonly [Outlook, number])[];
  readonly toward: readonly (readonly [Toward, number])[];
}

/** Where the answers to each question begin. */
export const PLACES = {
  kinds: 0,
  worth: KINDS.length,
  outlook: KINDS.length + 1,
  toward: KINDS.length + 1 + OUTLOOKS.length,
} as const;

export const ANSWERS = PLACES.toward + TOWARD.length;

const scored = <A>(answers: readonly A[], scores: readonly number[], from: number): (readonly [A, number])[] =>
  answers.map((answer, i) => [answer, scores[from + i] ?? 0]);

export const answersIn = (scores: readonly number[]): Answers => ({
  kinds: scored(QUESTIONS.kinds, scores, PLACES.kinds),
  worth: scores[PLACES.worth] ?? 0,
  outlook: scored(QUESTIONS.outlook, scores, PLACES.outlook),
  toward: scored(QUESTIONS.toward, scores, PLACES.toward),
});
