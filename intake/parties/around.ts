/** What is known of the parties, and of whom an article has spoken so far. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';

export interface Around {
  readonly roles: ReadonlyMap<PartyId, Role>;
  /** Whose act the sentence before told of. */
  readonly before: PartyId | null;
  /** And of whom it spoke before that. */
  readonly earlier: PartyId | null;
  /** For whom the last voice that was not the outlet's spoke. */
  readonly spoke: PartyId | null;
  /** Whose person was named last: “he” and “she” stand for one. */
  readonly person: PartyId | null;
  /** All that were spoken of, the last first. */
  readonly seen: readonly PartyId[];
  /** Of whom it spoke most often; none where two are named as often. */
  readonly most: PartyId | null;
}
