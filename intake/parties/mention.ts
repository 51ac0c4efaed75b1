/** Where a sentence speaks of a party. */
import type { PartyId } from '../../events/ids.js';
import type { NamedBy } from './names.js';

export interface Mention {
  readonly party: PartyId;
  /** The tokens of the sentence: from the first, up to and without the last. */
  readonly from: number;
  readonly to: number;
  readonly by: NamedBy | 'description' | 'pronoun';
  /**
   * What the words are in the sentence: the party itself or its people; an attribute of something else (“Israeli
   * hostages”); or its owner (“Qatar’s mediation”).
   */
  readonly as: 'itself' | 'attribute' | 'owner';
  /** The words. */
  readonly words: string;
}
