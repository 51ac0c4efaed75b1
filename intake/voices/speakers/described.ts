/**
 * How a speaker is described: the nouns that say who it is, without what is told of them. In “the employers, which had
 * briefed their members” the employers speak and no members; in “a source close to the minister” a source does.
 */
import type { Token } from '../../text/tokens.js';

const RELATIVE = /^(?:who|which|whose|whom|where|that)$/;
/** What begins a phrase that tells something of a noun, and is not its name. */
const TELLS = /^(?:ADP|SCONJ|PART|PUNCT)$/;
/** “One of its members”, “87 per cent of the members”: the noun comes after “of”. */
const PARTITIVE =
  /^(?:one|two|three|four|five|six|some|several|most|many|all|both|none|each|half|either|another|others?|number|group|handful|couple|majority|minority|dozens?|scores?|cent|percent|pair|trio)$/;

export interface Description {
  /** The nouns that say who it is: the heads of the words and of their appositions, with the titles before a name. */
  readonly nouns: readonly Token[];
  /** How many tokens stand before the first relative clause. */
  readonly before: number;
}

/** A name that the tagger takes for something else has a capital: “Karim Doss”. */
const isNoun = (token: Token): boolean =>
  token.pos === 'NOUN' || token.pos === 'PROPN' || (isCapital(token) && /^(?:VERB|ADJ|ADV|INTJ|X)$/.test(token.pos));
const isCapital = ({ word }: Token): boolean => /^\p{Lu}/u.test(word);

/** The stretches between commas, without those that are relative clauses. */
function stretchesOf(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  let isRelative = false;
  for (const token of tokens) {
    if (token.word === ',') {
      isRelative = false;
      found.push([]);
    } else if (RELATIVE.test(token.lower) && found.some((stretch) => stretch.length > 0)) isRelative = true;
    if (!isRelative && token.word !== ',') found.at(-1)?.push(token);
  }
  return found.filter((stretch) => stretch.length > 0);
}

/** “As she left”, “speaking on the phone”: tells something, and names nobody. */
const isNaming = ([first]: readonly Token[]): boolean =>
  first !== undefined && !/^(?:ADP|SCONJ|CCONJ|VERB|AUX|PART)$/.test(first.pos);

/** The noun phrase that a stretch begins with, up to what is told of it. */
function phraseOf(stretch: readonly Token[]): readonly Token[] {
  const end = stretch.findIndex((token, i) => i > 0 && TELLS.test(token.pos) && !/^(?:['’]s?|-|per)$/.test(token.word));
  const phrase = end < 0 ? stretch : stretch.slice(0, end);
  const isPart = end > 0 && stretch[end]?.lower === 'of' && PARTITIVE.test(phrase.at(-1)?.lower ?? '');
  return isPart && end + 1 < stretch.length ? phraseOf(stretch.slice(end + 1)) : phrase;
}

/** The head of a phrase, with the titles before a name: of “Councillor Una Breslin” all three. */
function nounsIn(phrase: readonly Token[]): readonly Token[] {
  const last = phrase.findLastIndex(isNoun);
  const head = phrase[last] ?? phrase.at(-1);
  if (!head) return [];
  // “Ryu Young-ho” too.
  const isJoined = phrase[last - 1]?.word === '-' && last > 1 && isCapital(phrase[last - 2] as Token);
  const isName = last > 0 && (isJoined || (isCapital(head) && !/^['’]s?$/.test(phrase[last - 1]?.word ?? '')));
  return isName ? phrase.slice(0, last + 1).filter((_, i) => !/^['’]s?$/.test(phrase[i + 1]?.word ?? '')) : [head];
}

export function descriptionOf(tokens: readonly Token[]): Description {
  const stretches = stretchesOf(tokens);
  const relative = tokens.findIndex(({ lower }, i) => i > 0 && /^(?:who|which|whose|whom)$/.test(lower));
  return {
    nouns: stretches
      .filter((stretch, i) => i === 0 || isNaming(stretch))
      .flatMap((stretch) => nounsIn(phraseOf(stretch))),
    before: relative < 0 ? tokens.length : relative,
  };
}
