/** The candidates of a text about the talks of the tests. */
import type { Candidate } from '../../events/intake/candidate.js';
import { propose } from '../../intake/propose.js';
import { TRUCE } from './talks-for-tests.js';

export const proposed = (text: string, published = '2023-11-11'): readonly Candidate[] =>
  propose({ text, published, language: 'en' }, TRUCE).candidates;
