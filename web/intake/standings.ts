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

export const madeBy = (candidate: Pick<CandidateAnswer, 'proposer'>): Mark =>
  isPersons(candidate)
    ? { sign: '✎', word: 'made by a person' }
    : { sign: '⚙', word: `proposed by ${candidate.proposer.name} ${candidate.proposer.version}` };
