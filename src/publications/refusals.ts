/** Refusals of published cards. */
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';

/** 404: the same for a card that was never published, for one that is revoked, and for any other address. */
export const noSuchPublication = (): Refused =>
  new Refused(problem('unknown-publication', 'no published card has this address'));
