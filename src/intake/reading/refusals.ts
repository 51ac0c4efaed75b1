/** Why a request about articles is refused. */
import { problem, problemOfFields } from '../../../answers/problem.js';
import { nearest } from '../../../decisions/nearest.js';
import type { KnownArticle } from '../log/article.js';
import { Refused } from '../../problems/refused.js';

export const unknownArticle = (): Refused =>
  new Refused(problem('unknown-article', 'no article has been received under this id'));

export function unknownCandidate({ candidates }: KnownArticle, given: string): Refused {
  const meant = nearest(candidates.keys(), given);
  const detail = `${given} is no candidate of this article`;
  return new Refused(
    problemOfFields('unknown-candidate', [
      { parameter: 'candidate', detail, ...(meant === undefined ? {} : { nearest: meant }) },
    ]),
  );
}

export const noTalksYet = (): Refused =>
  new Refused(
    problem('no-talks-yet', 'open talks for the article, or move it to talks that are followed, before accepting'),
  );

export const decidedAlready = (detail: string): Refused => new Refused(problem('decided-already', detail));
