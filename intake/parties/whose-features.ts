/** By what is told whose a passage is: the features of each party that it may be. */
import type { PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { mainVerb } from '../kinds/clause.js';
import type { Passage } from '../kinds/passage.js';
import { actorOf, isAfterPreposition } from './actor.js';
import type { Around } from './around.js';
import type { Mention } from './mention.js';

const SAYS_WE = /\b(?:we|our|us)\b/i;
const OF_A_PERSON = /^(?:he|she|his|her|him)$/;
const OF_A_BODY = /^(?:it|its|they|their|both|those)$/;
/** So far from the beginning a pronoun is what a sentence is about. */
const AT_FIRST = 5;

/** Just after “accused” or “blamed”, and whom that is joined to by “and”. */
function isAccused({ sentence: { tokens } }: Passage, at: number): boolean {
  const verb = tokens.findLastIndex(({ lemma }, i) => i < at && /^(?:accuse|blame)$/.test(lemma));
  return verb >= 0 && !tokens.slice(verb, at).some(({ lower }) => lower === 'of' || lower === 'for');
}

/** What a passage begins with that stands for somebody: “he”, “it”, nothing. */
function pronounOf({ sentence: { tokens, quoted }, from, to }: Passage): 'a person' | 'a body' | 'no pronoun' {
  for (let at = from; at < Math.min(to, from + AT_FIRST); at += 1) {
    const { lower } = tokens[at] ?? { lower: '' };
    if (quoted.has(at)) continue;
    if (OF_A_PERSON.test(lower)) return 'a person';
    if (OF_A_BODY.test(lower)) return 'a body';
  }
  return 'no pronoun';
}

/** What is the same for all parties that a passage may be of. */
interface Setting {
  readonly passage: Passage;
  readonly kind: Kind;
  readonly around: Around;
  readonly mentions: readonly Mention[];
  /** How many parties are named. */
  readonly named: number;
  readonly pronoun: ReturnType<typeof pronounOf>;
  readonly verb: number | null;
}

function settingOf(passage: Passage, kind: Kind, around: Around): Setting {
  const mentions = passage.sentence.mentions.filter(({ from }) => from >= passage.from && from < passage.to);
  const named = new Set(mentions.map(({ party }) => party)).size;
  return { passage, kind, around, mentions, named, pronoun: pronounOf(passage), verb: mainVerb(passage) };
}

function* ofNone({ passage: { voice }, kind, named, pronoun }: Setting): Generator<string> {
  yield 'none';
  yield `none of ${kind}`;
  yield `none by ${voice.capacity}`;
  yield `none of ${kind} by ${voice.capacity}`;
  yield `none: ${voice.how}`;
  yield `none, after ${pronoun}`;
  yield `none of ${Math.min(named, 3)} named`;
  yield `none of ${Math.min(named, 2)} named: ${kind}`;
  if (voice.party) yield 'none, though a party speaks';
  if (named === 0) yield 'none is named';
}

function* ofMention({ passage, kind, mentions, verb }: Setting, mention: Mention): Generator<string> {
  const { sentence, voice } = passage;
  yield `as ${mention.as}`;
  yield `by ${mention.by}`;
  yield mentions.indexOf(mention) === 0 ? 'named first' : 'named later';
  if (mentions.at(-1) === mention) yield 'named last';
  const inFrame = voice.frame !== undefined && mention.from >= voice.frame.from && mention.from < voice.frame.to;
  if (inFrame) yield 'in the frame';
  const after = isAfterPreposition(sentence, mention);
  if (after) yield `after ${sentence.tokens[mention.from - 1]?.lower ?? ''}`;
  if (after) yield 'after a preposition';
  if (mention.as === 'itself' && !after && !inFrame) yield 'a subject';
  if (mention.as === 'itself' && !after && !inFrame) yield `a subject of ${kind}`;
  if (sentence.quoted.has(mention.from)) yield 'in quotation marks';
  if (verb !== null && !inFrame) {
    const place = mention.to <= verb ? 'before the verb' : 'after the verb';
    yield place;
    yield `${place}: ${kind}`;
    if (!after && mention.as === 'itself') yield `${place}, ${voice.how}`;
  }
}

/** Of a party that the passage does not name. */
function* ofUnnamed({ passage: { voice }, around, named, pronoun }: Setting, option: PartyId): Generator<string> {
  const speaks = option === voice.party;
  yield speaks ? 'speaks, not named' : 'not named';
  const others = named === 0 ? 'nobody named' : 'others named';
  const places = [
    ['spoken of before', around.before],
    ['spoken of earlier', around.earlier],
    ['spoke before', around.spoke],
    ['of a person before', around.person],
    ['named most', around.most],
  ] as const;
  if (speaks) yield `speaks, ${others}`;
  for (const [place, party] of places)
    if (party === option) {
      yield `${place}, ${others}`;
      yield `${place}, after ${pronoun}`;
      yield `${place}, ${voice.how}${voice.party ? ', a party speaks' : ''}`;
    }
  yield `seen as number ${Math.min(around.seen.indexOf(option), 4)}`;
}

function* ofVoice({ passage: { sentence, voice }, kind }: Setting, option: PartyId): Generator<string> {
  if (option === voice.party) {
    yield 'speaks';
    yield `speaks: ${voice.how}`;
    yield `speaks: ${kind}`;
    yield `speaks: ${kind}, ${voice.how}`;
    yield `speaks as ${voice.capacity}`;
    if (SAYS_WE.test(sentence.text)) yield 'speaks of itself as we';
  } else if (voice.party) {
    yield 'another speaks';
    yield `another speaks: ${kind}`;
  }
}

function* ofActs({ passage, kind, verb }: Setting, option: PartyId): Generator<string> {
  const { sentence, voice, fired } = passage;
  const main = fired.find(({ cue }) => cue.kind === kind && !(voice.frame && cue.kind !== kind)) ?? fired[0];
  if (main && actorOf(sentence, main.at)?.party === option) {
    yield 'acts';
    yield `acts: ${kind}`;
    yield `acts, ${voice.how}`;
  }
  if (verb !== null && actorOf(sentence, { from: verb, to: verb + 1 })?.party === option) {
    yield 'does the main verb';
    yield `does the main verb: ${kind}`;
    yield `does the main verb, ${voice.how}`;
  }
}

/** The features of each party that it may be. */
export function whoseFeatures(
  passage: Passage,
  kind: Kind,
  around: Around,
): (option: PartyId | null) => ReadonlySet<string> {
  const setting = settingOf(passage, kind, around);
  return (option) => (option === null ? new Set(ofNone(setting)) : ofParty(setting, option));
}

function ofParty(setting: Setting, option: PartyId): Set<string> {
  const { passage, kind, around } = setting;
  const own = setting.mentions.filter(({ party }) => party === option);
  const found = new Set([...ofVoice(setting, option), ...ofActs(setting, option)]);
  if (option !== passage.voice.party && own.some(({ from }) => isAccused(passage, from))) found.add('accused');
  for (const mention of own) for (const name of ofMention(setting, mention)) found.add(name);
  if (own.length === 0) for (const name of ofUnnamed(setting, option)) found.add(name);
  if (own.length > 0 && setting.named === 1) found.add('named alone').add(`named alone: ${kind}`);
  if (option === around.before) found.add('acted before');
  if (option === around.earlier) found.add('acted earlier');
  const role = around.roles.get(option);
  if (role) {
    const side = role === 'principal' ? role : 'third';
    found.add(`role ${side}`).add(`${side}: ${kind}`).add(`${role}: ${kind}`);
  }
  return found;
}
