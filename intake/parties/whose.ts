/** Whose act or words a passage tells of: weighs each party that it may be, and no party at all. */
import type { PartyId } from '../../events/ids.js';
import type { Kind, Role } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/passage.js';
import { scoreOf, softmax, featuresFrom, type Weights } from '../model/linear.js';
import { actorOf, isAfterPreposition } from './actor.js';
import type { Mention } from './mention.js';

export interface Whose {
  /** None: of no party. */
  readonly party: PartyId | null;
  readonly likelihood: number;
  /** The words that stand for it. */
  readonly mention?: Mention;
}

/** What is known of the parties, and of whom the article has just spoken. */
export interface Around {
  readonly roles: ReadonlyMap<PartyId, Role>;
  /** Whose act the sentence before told of. */
  readonly before: PartyId | null;
  /** And of whom it spoke before that. */
  readonly earlier: PartyId | null;
}

/** The parties that it may be, in the order in which they are named; last, none. */
export function optionsOf({ sentence, voice, from, to }: Passage, { before, earlier }: Around): (PartyId | null)[] {
  const named = sentence.mentions
    .filter((mention) => mention.from >= from && mention.from < to)
    .map(({ party }) => party);
  const others = [voice.party, before, earlier].flatMap((party) => party ?? []);
  return [...new Set([...named, ...others]), null];
}

function* ofMention(passage: Passage, kind: Kind, mention: Mention, place: number): Generator<string> {
  const { sentence, voice } = passage;
  yield `as ${mention.as}`;
  yield `by ${mention.by}`;
  yield place === 0 ? 'named first' : 'named later';
  const inFrame = voice.frame !== undefined && mention.from >= voice.frame.from && mention.from < voice.frame.to;
  if (inFrame) yield 'in the frame';
  const after = isAfterPreposition(sentence, mention);
  if (after) yield 'after a preposition';
  if (mention.as === 'itself' && !after && !inFrame) yield 'a subject';
  if (mention.as === 'itself' && !after && !inFrame) yield `a subject of ${kind}`;
}

const SAYS_WE = /\b(?:we|our|us)\b/i;

/** Just after “accused” or “blamed”, and whom that is joined to by “and”. */
function isAccused({ sentence: { tokens } }: Passage, at: number): boolean {
  const verb = tokens.findLastIndex(({ lemma }, i) => i < at && /^(?:accuse|blame)$/.test(lemma));
  return verb >= 0 && !tokens.slice(verb, at).some(({ lower }) => lower === 'of' || lower === 'for');
}

/** The features of one option. */
export function whoseFeatures(passage: Passage, kind: Kind, option: PartyId | null, around: Around): Set<string> {
  const found = new Set<string>();
  const { sentence, voice, fired, from, to } = passage;
  const mentions = sentence.mentions.filter((mention) => mention.from >= from && mention.from < to);
  if (option === null) {
    for (const name of ['none', `none of ${kind}`, `none by ${voice.capacity}`, `none of ${kind} by ${voice.capacity}`])
      found.add(name);
    if (mentions.length === 0) found.add('none is named');
    return found;
  }
  const own = mentions.filter(({ party }) => party === option);
  if (option === voice.party)
    for (const name of ['speaks', `speaks: ${voice.how}`, `speaks: ${kind}`, `speaks as ${voice.capacity}`])
      found.add(name);
  if (option === voice.party && SAYS_WE.test(sentence.text)) found.add('speaks of itself as we');
  if (option !== voice.party && own.some(({ from: at }) => isAccused(passage, at))) found.add('accused');
  if (option !== voice.party && voice.party) found.add('another speaks').add(`another speaks: ${kind}`);
  const main = fired.find(({ cue }) => cue.kind === kind && !(voice.frame && cue.kind !== kind)) ?? fired[0];
  const actor = main && actorOf(sentence, main.at);
  if (actor?.party === option) found.add('acts').add(`acts: ${kind}`).add(`acts, ${voice.how}`);
  for (const mention of own)
    for (const name of ofMention(passage, kind, mention, mentions.indexOf(mention))) found.add(name);
  if (own.length === 0) found.add(option === voice.party ? 'speaks, not named' : 'not named');
  if (option === around.before) found.add('acted before');
  if (option === around.earlier) found.add('acted earlier');
  const role = around.roles.get(option);
  if (role)
    found.add(`role ${role === 'principal' ? role : 'third'}`).add(`${role === 'principal' ? role : 'third'}: ${kind}`);
  return found;
}

/** The parties by how likely it is theirs. */
export function whoseIs(passage: Passage, kind: Kind, around: Around, weights: Weights): Whose[] {
  const options = optionsOf(passage, around);
  const scored = options.map(
    (option) => [option, scoreOf(weights, featuresFrom(whoseFeatures(passage, kind, option, around)))] as const,
  );
  return softmax(scored).map(({ answer, likelihood }) => {
    const mention = passage.sentence.mentions.find(({ party }) => party === answer);
    return { party: answer, likelihood, ...(mention ? { mention } : {}) };
  });
}
