/** The refusal of a source that nothing names. */
import { problem } from '../../../answers/problem.js';
import { nearest } from '../../../decisions/nearest.js';
import { Refused } from '../../problems/refused.js';
import type { OverallSource } from './all-sources.js';

export function unknownSource(given: string, known: Iterable<OverallSource>): Refused {
  const near = nearest(
    [...known].map(({ answer }) => answer.name),
    given,
  );
  const detail = `${given} is in no talks, and our desk has said nothing of it`;
  return new Refused(problem('unknown-source', near === undefined ? detail : `${detail}; did you mean ${near}?`));
}
