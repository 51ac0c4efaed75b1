/** The passages of an article that are judged: each sentence. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import type { Known } from '../known.js';
import { partOf, passageOf } from '../kinds/features.js';
import type { Passage, Place } from '../kinds/passage.js';
import { isAfterPreposition } from '../parties/actor.js';
import type { Around } from '../parties/around.js';
import type { Heard } from '../read.js';

/** A passage, and what stands around it. */
export interface Placed {
  readonly passage: Passage;
  readonly around: Around;
  /** Where several speak in it: what each says. */
  readonly parts: readonly Passage[];
}

/** Of whom a sentence speaks first. */
const topicOf = ({ sentence, voice }: Heard): PartyId | null =>
  sentence.mentions.find((mention) => mention.as === 'itself' && !isAfterPreposition(sentence, mention))?.party ??
  voice.party ??
  null;

const FIRST = ['first', 'second', 'third'] as const;

/** A sentence by itself has no place. */
function placeOf(at: number, count: number): Place | undefined {
  if (count === 1) return undefined;
  if (at < FIRST.length) return FIRST[at];
  if (at === count - 1) return 'last';
  return at < count / 3 ? 'early' : at < (2 * count) / 3 ? 'middle' : 'late';
}

/** Who has been spoken of, as the sentences go on. */
class Told {
  private before: PartyId | null = null;
  private earlier: PartyId | null = null;
  private spoke: PartyId | null = null;
  private person: PartyId | null = null;
  private seen: readonly PartyId[] = [];
  private readonly times = new Map<PartyId, number>();

  constructor(private readonly roles: Around['roles']) {}

  around(): Around {
    const { roles, before, earlier, spoke, person, seen } = this;
    return { roles, before, earlier, spoke, person, seen, most: this.most() };
  }

  private most(): PartyId | null {
    const [first, second] = [...this.times].toSorted(([, a], [, b]) => b - a);
    return first && first[1] > (second?.[1] ?? 0) ? first[0] : null;
  }

  hear(heard: Heard): void {
    const { sentence, voice } = heard;
    const topic = topicOf(heard) ?? this.before;
    if (topic !== this.before) [this.before, this.earlier] = [topic, this.before];
    const parties = sentence.mentions.map(({ party }) => party);
    for (const party of parties) this.times.set(party, (this.times.get(party) ?? 0) + 1);
    const last = [...(voice.party ? [voice.party] : []), ...parties.toReversed()];
    this.seen = [...new Set([...last, ...this.seen])];
    if (voice.how !== 'outlet') this.spoke = voice.party ?? null;
    this.person =
      (voice.name === undefined ? undefined : voice.party) ??
      sentence.mentions.findLast(({ by }) => by === 'person')?.party ??
      this.person;
  }
}

export function passagesOf(heard: readonly Heard[], { parties }: Known): Placed[] {
  const roles: ReadonlyMap<PartyId, Role> = new Map(parties.map(({ party, role }) => [party, role]));
  const told = new Told(roles);
  return heard.map((one, at) => {
    const around = told.around();
    told.hear(one);
    const passage = passageOf(roles, one.sentence, one.voice, placeOf(at, heard.length));
    const parts = (one.parts ?? []).map(({ from, to, voice }) => partOf({ ...passage, voice }, from, to));
    return { passage, around, parts };
  });
}
