/** Cues: frames of words by which news says a kind. What weight each has is learned (`npm run intake:train`). */
import type { Outlook, Role, TOWARD } from '../../events/vocabulary.js';
import type { Kind } from '../../events/vocabulary.js';
import { patternOf, type Pattern } from '../text/pattern.js';

/** What a cue says besides the kind. */
export interface CueFields {
  readonly outlook?: Outlook;
  readonly toward?: (typeof TOWARD)[number];
  readonly role?: Role;
  readonly measure?: string;
  /** What it says when it is negated; else a negated cue says nothing. */
  readonly negated?: Kind;
  /** The outlook of a negated cue. */
  readonly negatedOutlook?: Outlook;
  /** The act of one who is named after it: “was freed by …”. */
  readonly by?: 'object';
}

export interface Cue extends CueFields {
  readonly kind: Kind;
  /** Read aloud in reasons: “denies”, “no talks”. */
  readonly name: string;
  readonly patterns: readonly Pattern[];
}

/** A cue of a kind: its name, its patterns, one a line, and what it says besides. */
export const cue = (kind: Kind, name: string, patterns: string, fields: CueFields = {}): Cue => ({
  ...fields,
  kind,
  name,
  patterns: patterns
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(patternOf),
});
