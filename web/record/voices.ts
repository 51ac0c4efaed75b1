/** Who says so: voices that the record knows, and what follows from how a new one is described. */
import type { DescriptionAnswer } from '../../answers/description.js';
import type { VocabularyAnswer } from '../../answers/vocabulary.js';
import { folded } from '../../events/words/folded.js';
import type { Option } from '../forms/matching.js';
import { spaced } from '../words.js';
import type { Draft } from './draft.js';

/** Whoever speaks, for whom, and how far the words may be attributed. Empty: none. */
export interface Voice {
  readonly name: string;
  readonly capacity: string;
  readonly attribution: string;
  readonly party: string;
  /** The party of the speaker, where it is not the report’s. */
  readonly speaksFor: string;
}

export interface VoiceOption extends Option {
  readonly voice: Voice;
}

type Parties = DescriptionAnswer['parties'];

const nameOf = (parties: Parties, party: string): string => parties.find((one) => one.party === party)?.name ?? party;

const ARTICLE: Readonly<Record<string, string>> = { official: 'An', insider: 'An', intermediary: 'An' };

function optionOf(voice: Voice, parties: Parties): VoiceOption {
  const whose = voice.speaksFor || voice.party;
  const of = whose === '' ? '' : ` of ${nameOf(parties, whose)}`;
  const role = `${spaced(voice.capacity)}${of}`;
  const unnamed =
    voice.capacity === 'reporter' ? `The outlet itself${of}` : `${ARTICLE[voice.capacity] ?? 'A'} ${role}`;
  const told = voice.speaksFor !== '' && voice.party !== '' ? `, on ${nameOf(parties, voice.party)}` : '';
  return {
    value: JSON.stringify(Object.values(voice)),
    title: voice.name === '' ? `${unnamed}${told}` : voice.name,
    note: `${voice.name === '' ? '' : `${role}${told}, `}${spaced(voice.attribution)}`,
    voice,
  };
}

/** Those who have spoken, the last first; then somebody of each party who is not named, and the outlet itself. */
export function voiceOptions({ speakers, parties: known }: VocabularyAnswer, parties: Parties): VoiceOption[] {
  const spoken: Voice[] = speakers.map(({ name, capacity, attribution, party, speaksFor }) => ({
    name: name ?? '',
    capacity,
    attribution,
    party: party ?? '',
    speaksFor: speaksFor ?? '',
  }));
  const unnamed: Voice[] = known.map(({ party }) => ({
    name: '',
    capacity: 'official',
    attribution: 'on-background',
    party,
    speaksFor: '',
  }));
  const outlet: Voice = { name: '', capacity: 'reporter', attribution: 'unattributed', party: '', speaksFor: '' };
  const options = [...spoken, ...unnamed, outlet].map((voice) => optionOf(voice, parties));
  return [...new Map(options.toReversed().map((one) => [one.title, one])).values()].toReversed();
}

/** Words that tell the capacity of whoever is described by them; the first that is found. */
const CAPACITY_WORDS: readonly (readonly [words: RegExp, capacity: string])[] = [
  [/\b(?:former|ex-)\b/i, 'former-official'],
  [/\b(?:analyst|expert|professor|columnist|scholar|fellow)s?\b/i, 'commentator'],
  [/\b(?:close to|familiar with|briefed|diplomat|people|mediator)s?\b/i, 'intermediary'],
  [/\b(?:witness|resident|reporter|correspondent|aid worker)(?:es|s)?\b/i, 'reporter'],
  [/\b(?:member|lawmaker|deputy|aide|adviser|insider|executive)s?\b/i, 'insider'],
];

const UNNAMED =
  /^(?:an?|the|one|two|three|several|some|senior|unnamed)\b|\b(?:sources?|officials|people|residents|witnesses)\b/i;

const ATTRIBUTION: Readonly<Record<string, string>> = { reporter: 'unattributed' };

/** The party that a description names: by its name, or by another word that stands for it. */
function partyIn(description: string, parties: Parties): string {
  const text = ` ${folded(description).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const found = parties.find(({ name, names, aliases, people }) =>
    [name, ...Object.values(names), ...aliases, ...people.map((person) => person.name)].some((word) =>
      text.includes(
        ` ${folded(word)
          .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()} `,
      ),
    ),
  );
  return found?.party ?? '';
}

/** What probably follows from how somebody is described: `a Hamas official`, `Ana Ruiz`. Each of it can be changed. */
export function voiceDescribed(name: string, parties: Parties): Voice {
  const party = partyIn(name, parties);
  const person = parties.flatMap(({ people }) => people).find((one) => folded(one.name) === folded(name));
  const told = CAPACITY_WORDS.find(([words]) => words.test(name))?.[1];
  const capacity = person?.capacity ?? told ?? 'official';
  const attribution = ATTRIBUTION[capacity] ?? (UNNAMED.test(name) ? 'on-background' : 'on-the-record');
  return { name, capacity, attribution, party, speaksFor: '' };
}

/** Puts a voice into a draft. The party is kept where the voice has none. */
export function giveVoice({ texts }: Draft, voice: Voice): void {
  texts['speaker.name'] = voice.name;
  texts['speaker.capacity'] = voice.capacity;
  texts['speaker.party'] = voice.speaksFor;
  texts.attribution = voice.attribution;
  if (voice.party !== '' || voice.capacity === 'reporter') texts.party = voice.party;
}
