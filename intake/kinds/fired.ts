/** The cues that a sentence has, each with its mood. */
import { matchAt, type Match } from '../text/pattern.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Cue } from './cue.js';
import { cuePatternsAt } from './cues/all.js';
import { moodOf, type Mood } from './mood.js';

export interface Fired {
  readonly cue: Cue;
  readonly at: Match;
  readonly mood: Mood;
}

/** The longest match of each cue at each place, from the first token on. */
export function cuesIn(s: ReadSentence): Fired[] {
  const found: Fired[] = [];
  s.tokens.forEach((token, i) => {
    const here = new Map<Cue, Fired>();
    for (const { cue, pattern } of cuePatternsAt(token)) {
      const at = matchAt(pattern, s, i);
      if (!at || (here.get(cue)?.at.to ?? 0) >= at.to) continue;
      here.set(cue, { cue, at, mood: moodOf(s.tokens, at, pattern.isNegative) });
    }
    found.push(...here.values());
  });
  return found;
}
