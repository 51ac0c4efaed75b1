/** Rules for those who do not speak for a party: in office no longer, looking on, or briefed on the talks. */
import { INSTITUTIONS } from '../../parties/institutions.js';
import { isPersonal } from './ordinary.js';
import {
  because,
  found,
  hasName,
  isAnonymous,
  isIndefinite,
  isInOffice,
  party,
  type Heard,
  type Rule,
} from './role.js';
import {
  BRIEFED,
  COMMENTATORS,
  DIPLOMATS,
  FORMER,
  IN_PUBLIC,
  INSIDE,
  OF_ADVICE,
  OFFICES,
  OUTLETS,
  STUDIES,
  UNNAMED,
  WAS_IN_OFFICE,
  WITH_OTHERS,
  WITNESSES,
} from './words.js';

export const former: Rule = (heard) => {
  const own = heard.words.replace(WITH_OTHERS, '');
  const end = (heard.tokens[0]?.start ?? 0) + own.length;
  const tokens = heard.tokens.filter(({ start }) => start < end);
  const word = found(tokens, FORMER) ?? /\bex-\w+/i.exec(own)?.[0] ?? WAS_IN_OFFICE.exec(own)?.[0];
  if ((word === undefined && heard.person?.capacity !== 'former-official') || isInOffice(heard)) return null;
  const isNamed = hasName(heard) || IN_PUBLIC.test(heard.sentence);
  return {
    capacity: 'former-official',
    attribution: isNamed && !isAnonymous(heard) ? 'on-the-record' : 'on-background',
    reasons: because(`“${word ?? heard.words}”: in office no longer`),
  };
};

/** “A studio lawyer”, “the union’s economist”: of a party, and no commentator. */
const isOfAParty = ({ mention, mentionAt, words }: Heard, word: string): boolean => {
  const at = words.toLowerCase().indexOf(word.toLowerCase());
  const isOwner = mention !== undefined && (mention.as !== 'itself' || mentionAt === 0) && mention.by !== 'person';
  const isBefore = mention !== undefined && words.indexOf(mention.words.slice(0, 4)) < at;
  return isOwner && isBefore && /^(?:lawyer|attorney|economist|specialist|expert|strategist|consultant)s?$/i.test(word);
};

/** “The Institute of Maritime Economics”, and not “Economists at the institute”. */
const isInstitute = ({ words, nouns }: Heard): boolean =>
  /^(?:The )?\p{Lu}\p{L}+.* ?\p{Lu}/u.test(words) && !COMMENTATORS.has(nouns[0]?.lower ?? '');

export const commentator: Rule = (heard) => {
  const word =
    OF_ADVICE.exec(heard.title)?.[0] ??
    found(heard.nouns, COMMENTATORS) ??
    heard.nouns.find(({ lower }) => /ologists?$/.test(lower))?.word ??
    STUDIES.exec(heard.words)?.[0];
  const isKnown = heard.person !== undefined && heard.person.capacity !== 'commentator';
  if (isKnown || (word === undefined && heard.person?.capacity !== 'commentator')) return null;
  if (
    word !== undefined &&
    (isOfAParty(heard, word) || /\b(?:diplomat|official|negotiator|minister|source)s?\b/i.test(heard.words))
  )
    return null;
  return {
    capacity: 'commentator',
    attribution: (hasName(heard) || isInstitute(heard)) && !isAnonymous(heard) ? 'on-the-record' : 'on-background',
    reasons: because(`“${word ?? heard.words}” speaks from outside the talks`),
  };
};

const ORGANISED = /\b(?:groups?|associations?|unions?|council|committee|organi[sz]ations?|federation)\b/i;

export const witness: Rule = (heard) =>
  (found(heard.nouns, WITNESSES) || AID.test(heard.words)) &&
  !found(heard.nouns, INSTITUTIONS) &&
  !ORGANISED.test(heard.words)
    ? {
        capacity: 'reporter',
        attribution: hasName(heard) && !isAnonymous(heard) ? 'on-the-record' : 'on-background',
        reasons: because('witnesses, for whom the outlet vouches'),
      }
    : null;
const AID = /\b(?:aid|relief|humanitarian|rescue|charity) workers?\b/i;

/** Only how many there are, and nothing of who. */
const WITHOUT_A_WORD =
  /^(?:(?:a|the|our|one|two|three|four|several|multiple|some|other|various|many|well-placed|unnamed) )*sources?$/i;

/** “A diplomat in Doha” is not Qatar’s. */
const isPlaceIn = ({ mention, tokens, mentionAt }: Pick<Heard, 'mention' | 'tokens' | 'mentionAt'>): boolean =>
  mention?.as === 'itself' && /^(?:in|from)$/.test(tokens[mentionAt - 1]?.lower ?? '');

/** Of a body: “a Hamas source”, “sources in the ministry”, “a source at party headquarters”; not “people close to the talks”. */
function isInside({ words, tokens, mention, mentionAt }: Heard): boolean {
  const close = BRIEFED.exec(words);
  const before = (close ? words.slice(0, close.index) : words).replace(/(?:, | )who\b.*$/i, '');
  const isPlace = isPlaceIn({ mention, tokens, mentionAt });
  const at = mention === undefined ? -1 : before.indexOf(mention.words.slice(0, 4));
  return (at >= 0 && !isPlace) || INSIDE.test(before) || AT_A_HOUSE.test(before);
}
/** “A source at Afya House”; not “a source at the talks”. */
const AT_A_HOUSE =
  /\b(?:at|inside|within) (?!(?:[\p{L}’'-]+ ){0,3}(?:talks?|table|meetings?|sessions?|summit|negotiations?|conference|venue|hotel|room|scene|event)\b)/u;

const THOSE =
  /\bthose (?:present|in the (?:room|hall|meeting)|at the (?:table|meeting)|around(?: the table)?|close|near|involved|who)\b/i;

const WHO_SITS =
  /\bwho (?:will be|is|sits|serves|works)\b[^,]*\b(?:in|on|for|at) (?:the|his|her|its|their) (?:[\p{L}-]+ ){0,2}(?:cabinet|government|team|committee|board|party|delegation|leadership|executive|ministry|union|company)\b/u;

export const unnamed: Rule = (heard) => {
  const word = found(heard.nouns, UNNAMED) ?? THOSE.exec(heard.words)?.[0];
  if (word === undefined || hasName(heard)) return null;
  if (isInside(heard) || WHO_SITS.test(heard.words) || /^those around (?!the table)/i.test(heard.words))
    return {
      capacity: 'insider',
      attribution: 'on-background',
      ...party(heard.mention?.party),
      reasons: because(`“${word}” inside ${heard.mention?.words ?? 'the party'}, not named`),
    };
  return {
    capacity: 'intermediary',
    attribution: WITHOUT_A_WORD.test(heard.words.trim()) ? 'deep-background' : 'on-background',
    reasons: because(`“${word}”: knows of the talks, and belongs to no side`),
  };
};

export const diplomat: Rule = (heard) => {
  const word = found(heard.nouns, DIPLOMATS);
  const isOffice =
    (!isIndefinite(heard) && OFFICES.test(heard.title.replace(/\bthe room\b|\bmember states?\b/gi, ''))) ||
    /\bchief\b/i.test(heard.title);
  if (word === undefined || hasName(heard) || isOffice) return null;
  const isPosted = isPlaceIn(heard) && heard.mention?.by === 'capital';
  const isNegotiator = /^(?:negotiator|delegate|envoy)s?$/i.test(word) && INSIDE.test(heard.words);
  // “Russia’s delegate”, of a party that nobody follows.
  if (
    !heard.mention &&
    /^(?:\p{Lu}[\p{L}-]+['’]s|[Tt]he \p{Lu}[\p{L}-]+) (?:chief |lead )?\p{L}+(?:r|y|e)$/u.test(heard.title.trim())
  )
    return {
      capacity: 'official',
      attribution: 'on-the-record',
      reasons: because(`“${heard.words}” speaks for its side`),
    };
  // “Its delegate”, of the party that “its” stands for.
  if (/^(?:its|their) /i.test(heard.words) && (!heard.mention || heard.mention.by === 'pronoun'))
    return {
      capacity: 'official',
      attribution: /s$/i.test(word) ? 'on-background' : 'on-the-record',
      ...party(heard.mention?.party),
      reasons: because(`“${heard.words}” speaks for its party`),
    };
  if ((!heard.mention && !isNegotiator) || isPosted || BRIEFED.test(heard.words))
    return { capacity: 'intermediary', attribution: 'on-background', reasons: because(`“${word}” of no party`) };
  return {
    capacity: 'official',
    attribution: 'on-background',
    ...party(heard.mention?.party),
    reasons: because(`“${word}” of ${heard.mention?.words ?? 'a side'}, not named`),
  };
};

/** “Bankers”, “traders”, “agents briefed on the plan”: whoever it is, they know of the talks from outside. */
export const briefed: Rule = (heard) =>
  !hasName(heard) &&
  !heard.mention &&
  (!/\bofficials?\b/i.test(heard.words) || /\b(?:knowledge|familiar|briefed)\b/i.test(heard.words)) &&
  (BRIEFED.test(heard.words) ||
    /\b(?:bankers?|traders?|agents?|brokers?|investors?|participants?|attendees)\b/i.test(heard.words))
    ? {
        capacity: 'intermediary',
        attribution: 'on-background',
        reasons: because(`“${heard.words}”: knows of the talks, and belongs to no side`),
      }
    : null;

const NO_PERSON =
  /\b(?:reports?|study|polls?|surveys?|documents?|drafts?|papers?|data|figures?|numbers?|letters?|videos?|texts?|plan|index|calculations?|estimates?|files?|records?|photographs?|maps?|summary|transcript|memo|copy|list|schedule|agenda|proposal|accounts?|presentation|filing|notice|web ?site|page|tally|count|note|read-?out|version|analysis|review|investigation|budget)$/i;
const NO_SPEAKER = /^(?:ADP|SCONJ|CCONJ)$/;

const HEAD_ENDS =
  / (?:of|who|that|from|in|at|with|for|on|by|close|briefed|seen|obtained|reviewed|published|circulated|shared|leaked|compiled)\b|,/;
/** What the words are about, without what is told of it. */
const headOf = ({ words }: Heard): string => (words.split(HEAD_ENDS)[0] ?? '').trim();

/** “A document circulated to ministers”, “a survey”: papers speak for the outlet that read them. */
export const paper: Rule = (heard) =>
  /^an?\b/i.test(heard.words) && NO_PERSON.test(headOf(heard)) && !/\b(?:letter|note)$/i.test(headOf(heard))
    ? {
        capacity: 'reporter',
        attribution: 'unattributed',
        reasons: because(`“${heard.words}”: a paper that the outlet read`),
      }
    : null;

/** “A London underwriter”, “one shareholder”: whoever it is, of no party. */
export const somebody: Rule = (heard) => {
  const head = headOf(heard);
  const isPerson =
    /^(?:an?|one|another|two|three|four|five)\b/i.test(heard.words) &&
    !NO_PERSON.test(head) &&
    isPersonal(heard.nouns) &&
    !NO_SPEAKER.test(heard.tokens[0]?.pos ?? '');
  return isPerson && !hasName(heard) && !heard.mention
    ? {
        capacity: 'intermediary',
        attribution: 'on-background',
        reasons: because(`“${heard.words}”: of no party that is known`),
      }
    : null;
};

/** People around a person of a party: of it, and not those who speak for it. */
export const entourage: Rule = (heard) =>
  heard.isOfPerson && !hasName(heard)
    ? {
        capacity: 'insider',
        attribution: 'on-background',
        ...party(heard.mention?.party),
        reasons: because(`“${heard.words}”: around a person of the party, and not named`),
      }
    : null;

/** “Local media in Lebanon”, “Israel’s state television”, “the Iranian news agency IRNA”: an outlet, whosever it is. */
const mediaIn = ({ words }: Heard): string | undefined =>
  MEDIA.exec(words.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase()))?.[0];
const MEDIA =
  /\b(?:media|newspapers?|television|TV|radio|broadcasters?|channels?|news (?:agency|agencies|sites?|outlets?)|dailies|daily|outlets?)(?=$| (?:in|of|close|citing)\b|,| \p{Lu})/u;

export const outlet: Rule = (heard) => {
  const { nouns, mention, person } = heard;
  if (
    /^(?:this|our) (?:column|newspaper|paper|desk|page|correspondents?|reporters?|website|channel)$/i.test(heard.words)
  )
    return { capacity: 'reporter', attribution: 'unattributed', reasons: because('the outlet itself') };
  const word = person ? undefined : mention ? mediaIn(heard) : found(nouns, OUTLETS);
  return word === undefined
    ? null
    : { capacity: 'reporter', attribution: 'unattributed', reasons: because(`“${word}” reports it`) };
};
