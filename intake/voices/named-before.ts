/** Which parties were named before: one who speaks by an office alone is of one of these. */
import type { PartyId } from '../../events/ids.js';
import { isAfterPreposition } from '../parties/actor.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Range } from './frames/speaker-range.js';

/** Who speaks by office, of a party that was named just before: “And for the union? The president, A. B., said …”. */
export const lastParty = ({ mentions }: ReadSentence): PartyId | null => mentions.at(-1)?.party ?? null;

/** Who acts in the sentence itself: “The rebels accepted the invitation, a spokesman said.” */
export const actingBefore = (s: ReadSentence, { from }: Range): PartyId | null =>
  s.mentions.find((mention) => mention.to <= from && mention.as === 'itself' && !isAfterPreposition(s, mention))
    ?.party ?? null;

/** The parties by when they were named, the last first. */
export const withNamed = (named: readonly PartyId[], party: PartyId | null): readonly PartyId[] =>
  party ? [party, ...named.filter((one) => one !== party)] : named;
