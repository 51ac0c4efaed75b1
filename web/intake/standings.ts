/** How the state of a candidate, and who made it, are marked: a sign and a word, never a colour alone. */
import type { CandidateAnswer } from '../../answers/intake/article.js';

interface Mark {
  readonly sign: string;
  readonly word: string;
}

export const STANDING: Readonly<Record<CandidateAnswer['standing'], Mark>> = {
  waiting: { sign: '○', word: 'waits' },
  accepted: { sign: '✓', word: 'accepted' },
  rejected: { sign: '✗', word: 'rejected' },
};

export const isPersons = ({ proposer }: Pick<CandidateAnswer, 'proposer'>): boolean => proposer.name === 'person';

export function madeBy({ proposer: { name, version } }: Pick<CandidateAnswer, 'proposer'>): Mark {
  if (name === 'person') return { sign: '✎', word: 'made by a person' };
  if (name === 'assistant') return { sign: '✦', word: 'drafted by an assistant' };
  return { sign: '⚙', word: `proposed by ${name} ${version}` };
}
