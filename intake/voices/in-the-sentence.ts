/** Whom “he”, “it” and “they” stand for, where the sentence itself names somebody. */
import { actorOf } from '../parties/actor.js';
import { INSTITUTIONS } from '../parties/institutions.js';
import type { ReadSentence } from '../text/read-sentence.js';
import { subjectOf } from './antecedents.js';
import { actsIn } from './frames/acts.js';
import type { Range } from './frames/speaker-range.js';
import { descriptionOf } from './speakers/described.js';
import { isOfPersons } from './speakers/persons.js';
import type { KnownHere, Presented } from './speakers/role.js';
import { speakerIn, type Speaker, type SpeakerRead } from './speakers/speaker.js';

type People = ReadonlyMap<string, Presented>;

const readOf = (read: SpeakerRead): Speaker | null => (read === 'who spoke before' ? null : read);

/** “He”, after an act of saying: who did it. */
function whoActed(s: ReadSentence, { from }: Range, people: People, known: KnownHere): Speaker | null {
  const act = /^s?he$/.test(s.tokens[from]?.lower ?? '') ? actsIn(s).find(({ verb }) => verb < from) : undefined;
  return act ? readOf(speakerIn(s, act.actor, people, known)) : null;
}

/** “I asked A. B., and he said”. */
function namedBefore(s: ReadSentence, before: number, people: People, known: KnownHere): Speaker | null {
  const person = s.mentions.findLast(({ by, to }) => by === 'person' && to <= before);
  return person ? readOf(speakerIn(s, person, people, known)) : null;
}

/** Whom the sentence is about: “diplomats recall it otherwise: it was money, they say”, “X, whose party …, wants it; he says …”. */
function subject(s: ReadSentence, { from }: Range, people: People, known: KnownHere): Speaker | null {
  const pronoun = s.tokens[from]?.lower ?? '';
  const range = /^(?:s?he|they|his|her)$/.test(pronoun) ? subjectOf(s) : null;
  if (!range || range.to > from) return null;
  if (/^(?:i|we)$/.test(s.tokens[range.from]?.lower ?? '')) return namedBefore(s, from, people, known);
  const { nouns } = descriptionOf(s.tokens.slice(range.from, range.to));
  const isSeveral = /(?:[^s]s|people)$/.test(nouns[0]?.lower ?? '') && !/^\p{Lu}/u.test(nouns[1]?.word ?? '');
  if (isSeveral !== (pronoun === 'they') || !isOfPersons(s, range, people)) return null;
  return readOf(speakerIn(s, range, people, known));
}

const SOME_OF_THEM = /^(?:one|two|three|four|several|some|both|many|most|all)$/;

/** “Commanders were not told, one of them said”: of whom the sentence speaks first. */
function someOfThem(s: ReadSentence, { from }: Range, people: People, known: KnownHere): Speaker | null {
  const isSome =
    SOME_OF_THEM.test(s.tokens[from]?.lower ?? '') &&
    s.tokens[from + 1]?.lower === 'of' &&
    s.tokens[from + 2]?.lower === 'them';
  const range = isSome ? subjectOf(s) : null;
  if (!range || range.to > from) return null;
  const { nouns } = descriptionOf(s.tokens.slice(range.from, range.to));
  const isSeveral = nouns.some(({ lower }) => /(?:[^s]s|people)$/.test(lower));
  return isSeveral && isOfPersons(s, range, people) ? readOf(speakerIn(s, range, people, known)) : null;
}

/** The party that acts: “the Red Cross has visited them, it confirmed”. */
function actingParty(s: ReadSentence, { from, to }: Range, known: KnownHere): Speaker | null {
  const actor = from < 2 ? undefined : actorOf(s, { from, to });
  if (!actor || actor.as !== 'itself' || actor.by === 'pronoun') return null;
  const isIt = /^(?:it|they)$/.test(s.tokens[from]?.lower ?? '');
  const isPerson = s.tokens.slice(actor.from, actor.to).some(({ lower }) => INSTITUTIONS.has(lower));
  if (!isIt && !isPerson) return null;
  const name = actor.words.slice(0, 200);
  return {
    capacity: 'official',
    attribution: 'on-the-record',
    name,
    party: actor.party,
    reasons: [{ field: 'speaker', says: `“${name}” stands for ${known.nameOf(actor.party)}` }],
  };
}

/** Whom a pronoun stands for; null where the sentence does not tell. */
export const meantInSentence = (s: ReadSentence, speaker: Range, people: People, known: KnownHere): Speaker | null =>
  whoActed(s, speaker, people, known) ??
  someOfThem(s, speaker, people, known) ??
  subject(s, speaker, people, known) ??
  actingParty(s, speaker, known);

/** The person named last: “we asked A. B., the minister, what was different”. */
export function lastNamed({ tokens, quoted }: ReadSentence, people: People): Range | null {
  const at = tokens.findLastIndex(({ word }, i) => people.has(word) && !quoted.has(i));
  return at < 0 ? null : { from: at, to: at + 1 };
}
