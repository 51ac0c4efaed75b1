/** Who speaks in which capacity, and how far the words may be attributed: rules, tried in this order. */
import type { Reason } from '../../events/intake/candidate.js';
import type { PartyId } from '../../events/ids.js';
import { INSTITUTIONS } from '../parties/institutions.js';
import type { Mention } from '../parties/mention.js';
import type { Token } from '../text/tokens.js';
import type { Attribution, Capacity } from './voice.js';
import {
  ANONYMOUS,
  BRIEFED,
  COMMENTATORS,
  DIPLOMATS,
  FORMER,
  INSIDERS,
  NOT_ALLOWED,
  OFFICES,
  OUTLETS,
  UNNAMED,
  WAS_IN_OFFICE,
  WITNESSES,
} from './words.js';

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
  readonly mention: Mention | undefined;
  readonly person: Presented | undefined;
}

export interface RoleRead {
  readonly capacity: Capacity;
  readonly attribution: Attribution;
  readonly party?: PartyId;
  readonly reasons: readonly Reason[];
}

type Rule = (heard: Heard) => RoleRead | null;

const found = (tokens: readonly Token[], words: ReadonlySet<string>): string | undefined =>
  tokens.find(({ lower, lemma }) => words.has(lower) || words.has(lemma))?.word;

const isNameWord = (token: Token | undefined): boolean =>
  token?.pos === 'PROPN' && /^\p{Lu}/u.test(token.word) && !INSTITUTIONS.has(token.lower);

/** Two words with capitals in a row that are no party. */
const hasName = ({ tokens, person, mention }: Heard): boolean =>
  person !== undefined ||
  mention?.by === 'person' ||
  tokens.some((token, i) => isNameWord(token) && isNameWord(tokens[i + 1]) && /^\p{Lu}\p{Ll}+$/u.test(token.word));

const party = (of: PartyId | undefined): { readonly party?: PartyId } => (of ? { party: of } : {});
const because = (says: string): readonly Reason[] => [{ field: 'speaker', says: says.slice(0, 500) }];
const partyOf = ({ person, mention }: Heard): PartyId | undefined => person?.party ?? mention?.party;

const former: Rule = (heard) => {
  const word =
    found(heard.tokens, FORMER) ?? /\bex-\w+/i.exec(heard.words)?.[0] ?? WAS_IN_OFFICE.exec(heard.words)?.[0];
  if (word === undefined && heard.person?.capacity !== 'former-official') return null;
  const attribution = ANONYMOUS.test(heard.words) ? 'on-background' : 'on-the-record';
  return {
    capacity: 'former-official',
    attribution,
    reasons: because(`“${word ?? heard.words}”: in office no longer`),
  };
};

const commentator: Rule = (heard) => {
  const word = found(heard.tokens, COMMENTATORS);
  if (word === undefined && heard.person?.capacity !== 'commentator') return null;
  const attribution = hasName(heard) && !ANONYMOUS.test(heard.words) ? 'on-the-record' : 'on-background';
  return {
    capacity: 'commentator',
    attribution,
    reasons: because(`“${word ?? heard.words}” speaks from outside the talks`),
  };
};

const witness: Rule = ({ tokens }) =>
  found(tokens, WITNESSES) && !found(tokens, INSTITUTIONS)
    ? { capacity: 'reporter', attribution: 'on-background', reasons: because('witnesses, for whom the outlet vouches') }
    : null;

const notAllowed: Rule = (heard) =>
  NOT_ALLOWED.test(heard.words)
    ? {
        capacity: 'insider',
        attribution: 'on-background',
        ...party(partyOf(heard)),
        reasons: because('not authorised to speak for the party'),
      }
    : null;

/** “A Hamas source”, “sources in the ministry”: inside; “close to the talks”: of no side. */
const unnamed: Rule = (heard) => {
  const word = found(heard.tokens, UNNAMED);
  if (word === undefined || hasName(heard)) return null;
  const isBriefed = BRIEFED.test(heard.words);
  if (heard.mention && !isBriefed)
    return {
      capacity: 'insider',
      attribution: 'on-background',
      party: heard.mention.party,
      reasons: because(`“${word}” inside ${heard.mention.words}, not named`),
    };
  return {
    capacity: 'intermediary',
    attribution: 'on-background',
    reasons: because(`“${word}”: knows of the talks, and belongs to no side`),
  };
};

const diplomat: Rule = (heard) => {
  const word = found(heard.tokens, DIPLOMATS);
  if (word === undefined || hasName(heard) || OFFICES.test(heard.words) || /\bchief\b/i.test(heard.words)) return null;
  if (!heard.mention || BRIEFED.test(heard.words))
    return { capacity: 'intermediary', attribution: 'on-background', reasons: because(`“${word}” of no party`) };
  return {
    capacity: 'official',
    attribution: 'on-background',
    party: heard.mention.party,
    reasons: because(`“${word}” of ${heard.mention.words}, not named`),
  };
};

const insider: Rule = (heard) => {
  const word = found(heard.tokens, INSIDERS);
  if (
    word === undefined ||
    (heard.person && heard.person.capacity !== 'insider') ||
    /\b(?:chief executives?|spokes\w+|executive director)\b/i.test(heard.words)
  )
    return null;
  const isQuiet = ANONYMOUS.test(heard.words) || (!hasName(heard) && !/senator|lawmaker|deput|parliament/i.test(word));
  return {
    capacity: 'insider',
    attribution: isQuiet ? 'on-background' : 'on-the-record',
    ...party(partyOf(heard)),
    reasons: because(`“${word}”: inside the party, and does not speak for it`),
  };
};

const outlet: Rule = ({ tokens, mention, person }) => {
  const word = mention || person ? undefined : found(tokens, OUTLETS);
  return word === undefined
    ? null
    : { capacity: 'reporter', attribution: 'unattributed', reasons: because(`“${word}” reports it`) };
};

const isJustAnOfficial = (heard: Heard): boolean =>
  /\b(?:officials?|bureaucrats?)\b/i.test(heard.words) &&
  !hasName(heard) &&
  !OFFICES.test(
    heard.words.replace(
      /\b(?:foreign|defen[cs]e|interior|prime) minist\w+|presidential|government|ministry|office|party|commission/gi,
      '',
    ),
  );

const presented: Rule = ({ person, words }) =>
  person
    ? {
        capacity: person.capacity,
        attribution: ANONYMOUS.test(words) ? 'on-background' : 'on-the-record',
        ...party(person.party),
        reasons: because(`${person.name} was presented before`),
      }
    : null;

const ofAParty: Rule = (heard) => {
  if (!heard.mention) return null;
  const attribution = isJustAnOfficial(heard) || ANONYMOUS.test(heard.words) ? 'on-background' : 'on-the-record';
  return {
    capacity: 'official',
    attribution,
    party: heard.mention.party,
    reasons: because(`“${heard.mention.words}” stands for ${heard.mention.party}`),
  };
};

const ofAnOffice: Rule = (heard) => {
  const word = found(heard.tokens, INSTITUTIONS) ?? OFFICES.exec(heard.words)?.[0];
  if (word === undefined) return null;
  const attribution = isJustAnOfficial(heard) || ANONYMOUS.test(heard.words) ? 'on-background' : 'on-the-record';
  return { capacity: 'official', attribution, reasons: because(`“${word}” speaks by office`) };
};

const aName: Rule = (heard) =>
  hasName(heard)
    ? { capacity: 'commentator', attribution: 'on-the-record', reasons: because('a name, of which nothing is told') }
    : null;

const RULES: readonly Rule[] = [
  former,
  commentator,
  witness,
  notAllowed,
  unnamed,
  diplomat,
  insider,
  outlet,
  presented,
  ofAParty,
  ofAnOffice,
  aName,
];

/** What the first rule says that applies. */
export function roleOfSpeaker(heard: Heard): RoleRead | null {
  for (const rule of RULES) {
    const read = rule(heard);
    if (read) return read;
  }
  return null;
}
