/** Every cue, and the cues by the first words that they can begin with. */
import type { Cue } from '../cue.js';
import { patternIndex } from '../../text/pattern.js';
import { ACTS } from './acts.js';
import { ANSWERS } from './answers.js';
import { ASSESSMENTS } from './assessments.js';
import { IDIOMS_OF_ACTS } from './idioms-of-acts.js';
import { IDIOMS_OF_OUTLOOKS } from './idioms-of-outlooks.js';
import { IDIOMS_OF_WORDS } from './idioms-of-words.js';
import { OFFERS } from './offers.js';

export const CUES: readonly Cue[] = [
  ...ANSWERS,
  ...OFFERS,
  ...ACTS,
  ...ASSESSMENTS,
  ...IDIOMS_OF_WORDS,
  ...IDIOMS_OF_ACTS,
  ...IDIOMS_OF_OUTLOOKS,
];

/** The patterns of cues that may begin at a token. */
export const cuePatternsAt = patternIndex(CUES.flatMap((cue) => cue.patterns.map((pattern) => ({ cue, pattern }))));
