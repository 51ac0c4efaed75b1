/** A passage: what one judgement is of. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Voice } from '../voices/voice.js';
import type { Fired } from './fired.js';

/** A sentence’s place in its article: the news comes first, the background late. */
export type Place = 'first' | 'second' | 'third' | 'early' | 'middle' | 'late' | 'last';

/** Some tokens of a sentence, in the voice in which they are said. */
export interface Passage {
  readonly sentence: ReadSentence;
  readonly voice: Voice;
  /** The tokens that it is of. */
  readonly from: number;
  readonly to: number;
  /** The cues within it. */
  readonly fired: readonly Fired[];
  /** Where in the article it stands; none where it is not of one. */
  readonly place?: Place;
  /** The roles of the parties. */
  readonly roles: ReadonlyMap<PartyId, Role>;
}
