/** The passages of an article that are judged: each sentence. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import type { Known } from '../known.js';
import { passageOf } from '../kinds/features.js';
import type { Passage } from '../kinds/passage.js';
import { isAfterPreposition } from '../parties/actor.js';
import type { Around } from '../parties/whose.js';
import type { Heard } from '../read.js';

/** A passage, and what stands around it. */
export interface Placed {
  readonly passage: Passage;
  readonly around: Around;
}

/** Of whom a sentence speaks first. */
const topicOf = ({ sentence, voice }: Heard): PartyId | null =>
  sentence.mentions.find((mention) => mention.as === 'itself' && !isAfterPreposition(sentence, mention))?.party ??
  voice.party ??
  null;

export function passagesOf(heard: readonly Heard[], { parties }: Known): Placed[] {
  const roles: ReadonlyMap<PartyId, Role> = new Map(parties.map(({ party, role }) => [party, role]));
  let before: PartyId | null = null;
  let earlier: PartyId | null = null;
  return heard.map((one) => {
    const around = { roles, before, earlier };
    const topic = topicOf(one) ?? before;
    if (topic !== before) [before, earlier] = [topic, before];
    return { passage: passageOf(roles, one.sentence, one.voice), around };
  });
}
