/** What is read of a speaker's words, and what the rules for it share. */
import type { Reason } from '../../../events/intake/candidate.js';
import type { PartyId } from '../../../events/ids.js';
import { INSTITUTIONS } from '../../parties/institutions.js';
import type { Mention } from '../../parties/mention.js';
import type { Token } from '../../text/tokens.js';
import type { Attribution, Capacity } from '../voice.js';
import { ANONYMOUS, ANONYMOUS_ANYWHERE, OFFICES } from './words.js';

/** A person that the article has presented, or that the record knows. */
export interface Presented {
  readonly name: string;
  readonly capacity: Capacity;
  readonly party?: PartyId;
}

/** The words of a speaker, and what was found in them. */
export interface Heard {
  readonly words: string;
  readonly tokens: readonly Token[];
  /** The nouns that say who it is, without what is told of them. */
  readonly nouns: readonly Token[];
  /** The words before the first relative clause. */
  readonly title: string;
  readonly mention: Mention | undefined;
  /** The first of its own words that the mention has, counted from the speaker's first. */
  readonly mentionAt: number;
  readonly person: Presented | undefined;
  /** The words are for those around a person: “people around her”, “his aides”, “the premier’s advisers”. */
  readonly isOfPerson: boolean;
  /** The whole sentence: “…, asking that he not be identified” may stand anywhere. */
  readonly sentence: string;
  readonly known: KnownHere;
}

/** What of the record the rules need. */
export interface KnownHere {
  /** The name by which people know a party. */
  readonly nameOf: (party: PartyId) => string;
  /** A union bargains in these talks: those who work there may be its members. */
  readonly hasUnion: boolean;
}

export interface RoleRead {
  readonly capacity: Capacity;
  readonly attribution: Attribution;
  readonly party?: PartyId;
  readonly reasons: readonly Reason[];
}

export type Rule = (heard: Heard) => RoleRead | null;

export const found = (tokens: readonly Token[], words: ReadonlySet<string>): string | undefined =>
  tokens.find(({ lower, lemma }) => words.has(lower) || words.has(lemma))?.word;

const isNameWord = (token: Token | undefined): boolean =>
  token !== undefined &&
  !/^(?:DET|PRON|CCONJ|NUM)$/.test(token.pos) &&
  !/^(?:In|At|On|For|By|From|With|As|Of|To)$/.test(token.word) &&
  /^\p{Lu}(?:\p{Ll}|\.?$)/u.test(token.word) &&
  !INSTITUTIONS.has(token.lower);

/** “De la”, in “Humberto de la Calle”. */
const PARTICLE = /^(?:de|del|della|di|da|dos|du|la|le|von|van|der|den|ten|ter|bin|ibn|al|el|af|zu)$/;
const namesOn = (tokens: readonly Token[], at: number): boolean => {
  let next = at + 1;
  while (next < at + 4 && PARTICLE.test(tokens[next]?.word ?? '')) next += 1;
  return isNameWord(tokens[next]);
};

/** Two words with capitals in a row that are no party. */
const isIn = (i: number, mention: Mention | undefined, at: number): boolean =>
  mention !== undefined && mention.by !== 'person' && i >= at && i < at + (mention.to - mention.from);

export const hasName = ({ tokens, nouns, person, mention, mentionAt, isOfPerson }: Heard): boolean => {
  const isSaid = (i: number): boolean => nouns.some((noun) => noun === tokens[i]);
  return (
    person !== undefined ||
    (mention?.by === 'person' &&
      !mention.words.includes("'s") &&
      !isOfPerson &&
      isSaid(mentionAt + mention.to - mention.from - 1)) ||
    tokens.some(
      (token, i) =>
        isNameWord(token) &&
        namesOn(tokens, i) &&
        isSaid(i) &&
        isSaid(i + 1) &&
        !isOfPerson &&
        (token.pos === 'PROPN' || tokens[i + 1]?.pos === 'PROPN' || i > 0) &&
        !isIn(i, mention, mentionAt),
    )
  );
};

export const isAnonymous = ({ words, sentence }: Heard): boolean =>
  ANONYMOUS.test(words) || ANONYMOUS_ANYWHERE.test(sentence);

/** “A minister”, “two officials”: somebody of whom no name is given. */
export const isIndefinite = ({ words }: Heard): boolean =>
  /^(?:an?|one|another|two|three|four|five|several|some|many|other|senior|unnamed)\b/i.test(words);

/** “The head of the delegation, former premier A. B.”: what one is now comes first. */
export const isInOffice = ({ words }: Heard): boolean => {
  const now = /^(?:the|its|their) (?!former|ex|then|late|previous|last|retired)[^,]+(?=,)/i.exec(words)?.[0];
  return now !== undefined && OFFICES.test(now);
};

export const party = (of: PartyId | undefined): { readonly party?: PartyId } => (of ? { party: of } : {});
export const because = (says: string): readonly Reason[] => [{ field: 'speaker', says: says.slice(0, 500) }];
export const partyOf = ({ person, mention }: Heard): PartyId | undefined => person?.party ?? mention?.party;
