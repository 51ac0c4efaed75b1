/** Who speaks in which capacity, and how far the words may be attributed: rules, tried in this order. */
import { INSTITUTIONS } from '../parties/institutions.js';
import {
  briefed,
  commentator,
  diplomat,
  entourage,
  former,
  outlet,
  paper,
  somebody,
  unnamed,
  witness,
} from './outsiders.js';
import {
  because,
  found,
  hasName,
  isAnonymous,
  isIndefinite,
  party,
  partyOf,
  type Heard,
  type RoleRead,
  type Rule,
} from './role.js';
import { INSIDERS, NOT_ALLOWED, OFFICES, PERSONS } from './words.js';

const notAllowed: Rule = (heard) =>
  NOT_ALLOWED.test(heard.words)
    ? {
        capacity: 'insider',
        attribution: 'on-background',
        ...party(partyOf(heard)),
        reasons: because('not authorised to speak for the party'),
      }
    : null;

const PARLIAMENTARIANS = /senator|lawmaker|deput|parliament|legislator|congress|backbench|mps|councillor/i;
/** One of a parliament, not one who stands in for another. */
const DEPUTY = /\bdeput(?:y(?=,|$| (?:of|from|for|in|who) )|ies\b)|\bMPs?\b/;
const ON_RECORD = /\bon the record\b/i;

/** “A director of the company”: one of several, and unnamed. */
const someDirector = (heard: Heard): string | undefined =>
  isIndefinite(heard) && !hasName(heard)
    ? /\b(?:board member|directors?|strategists?|courtiers?)\b/i.exec(heard.words)?.[0]
    : undefined;

const insider: Rule = (heard) => {
  const word = found(heard.tokens, INSIDERS) ?? DEPUTY.exec(heard.words)?.[0] ?? someDirector(heard);
  if (
    word === undefined ||
    (heard.person && heard.person.capacity !== 'insider') ||
    /\b(?:chief executives?|spokes\w+|executive director|members? states?)\b/i.test(heard.words)
  )
    return null;
  const isOpen =
    ON_RECORD.test(heard.words) ||
    hasName(heard) ||
    (PARLIAMENTARIANS.test(word) && !/^(?:an?|one|two|three|four|five|another)\b/i.test(heard.words));
  return {
    capacity: 'insider',
    attribution: isAnonymous(heard) || !isOpen ? 'on-background' : 'on-the-record',
    ...party(partyOf(heard)),
    reasons: because(`“${word}”: inside the party, and does not speak for it`),
  };
};

/** “Industry executives”: of no company in particular. */
const industry: Rule = (heard) =>
  !heard.mention &&
  !hasName(heard) &&
  /\bindustry (?:executives?|officials?|figures?|insiders?|sources?|people)\b/i.test(heard.words)
    ? { capacity: 'intermediary', attribution: 'on-background', reasons: because(`“${heard.words}”: of no side`) }
    : null;

/** “Three nurses who sit on the bargaining team, and who asked not to be named”. */
const insideAnonymously: Rule = (heard) =>
  isAnonymous(heard) &&
  !hasName(heard) &&
  /\b(?:bargaining|negotiating) (?:team|committee)\b|\b(?:board|committee|delegation|leadership) members?\b/i.test(
    heard.words,
  )
    ? {
        capacity: 'insider',
        attribution: 'on-background',
        ...party(heard.mention?.party),
        reasons: because('inside the party, and asks not to be named'),
      }
    : null;

/** “A minister”, who is not named; a spokesman’s office is what speaks. */
const isSomeOfficer = (heard: Heard): boolean =>
  /^(?:an?|one|another|two|three|several|some) (?:[\p{L}-]+ ){0,3}(?:minister|leader|commander|officer|politician|delegate|boss)(?:e?s)?(?=$|,| (?:of|in|from|who|on|at))/iu.test(
    heard.words,
  ) &&
  !/\b(?:deputy|prime|foreign|trade|finance|chief) /i.test(heard.words) &&
  isIndefinite(heard) &&
  !hasName(heard) &&
  found(heard.tokens, PERSONS) !== undefined &&
  !/\bspokes\w+|\bstatement\b/i.test(heard.words);

const isJustAnOfficial = (heard: Heard): boolean =>
  /\b(?:officials?|bureaucrats?|advisers?|advisors?)\b/i.test(heard.words) &&
  !hasName(heard) &&
  !OFFICES.test(
    heard.words.replace(
      /\b(?:foreign|defen[cs]e|interior|prime|trade|finance|labou?r|health) minist\w+|presidential|government|ministry|office|party|commission|(?:adviser|advisor) to/gi,
      '',
    ),
  );

const presented: Rule = (heard) =>
  heard.person
    ? {
        capacity: heard.person.capacity,
        attribution: isAnonymous(heard) && !hasName(heard) ? 'on-background' : 'on-the-record',
        ...party(partyOf(heard)),
        reasons: because(`${heard.person.name} was presented before`),
      }
    : null;

/** How far an official’s words are attributed: without a name, on background. */
const attributionOf = (heard: Heard): RoleRead['attribution'] =>
  isJustAnOfficial(heard) || isSomeOfficer(heard) || (isAnonymous(heard) && !hasName(heard))
    ? 'on-background'
    : 'on-the-record';

/** “An American who took part”, “one of the Russian officers”: of a party’s people, and nothing says that it speaks for it. */
const someOfTheirs = (heard: Heard): boolean =>
  heard.mention?.by === 'demonym' &&
  isIndefinite(heard) &&
  !hasName(heard) &&
  found(heard.tokens, PERSONS) === undefined &&
  !/\b(?:ministry|government|company|spokes\w+|statement|minister)\b/i.test(heard.words);

const ofAParty: Rule = (heard) => {
  if (!heard.mention) return null;
  if (someOfTheirs(heard))
    return {
      capacity: 'insider',
      attribution: 'on-background',
      party: heard.mention.party,
      reasons: because(`“${heard.words}”: of ${heard.nameOf(heard.mention.party)}, and not named`),
    };
  return {
    capacity: 'official',
    attribution: attributionOf(heard),
    party: heard.mention.party,
    reasons: because(`“${heard.mention.words}” stands for ${heard.nameOf(heard.mention.party)}`),
  };
};

/** Bodies that speak as such, whoever they are: “the airline”, “retail groups”. */
const BODIES =
  /\b(?:airline|carrier|company|railway|operator|union|guild|federation|chamber|association|lobby|charity|groups?|authority|agency|bureau|council|committee|archbishop|bishops?|churches|employers|owners|league|alliance|coalition|institute|watchdog|regulator|court|mission|delegation)\b/i;

const ofAnOffice: Rule = (heard) => {
  const word = found(heard.tokens, INSTITUTIONS) ?? OFFICES.exec(heard.words)?.[0] ?? BODIES.exec(heard.words)?.[0];
  if (word === undefined) return null;
  return { capacity: 'official', attribution: attributionOf(heard), reasons: because(`“${word}” speaks by office`) };
};

const BODY_NAME = /^(?:The(?: \p{Lu}[\p{L}-]+){1,4}|\p{Lu}[\p{L}-]+)(?: (?:also|too|itself|meanwhile))?$/u;
const NO_BODY =
  /^(?:it|that|this|there|what|he|she|they|who|i|we|you|one|both|each|some|many|most|all|none|others?|another|nobody|everyone)\b/i;

/** “The Taoiseach”, “Norway”: what bears one name, and is nobody’s surname in the article, speaks for itself. */
const aBody: Rule = (heard) =>
  BODY_NAME.test(heard.words) && !NO_BODY.test(heard.words)
    ? { capacity: 'official', attribution: 'on-the-record', reasons: because(`“${heard.words}” speaks for itself`) }
    : null;

const aName: Rule = (heard) =>
  hasName(heard)
    ? { capacity: 'commentator', attribution: 'on-the-record', reasons: because('a name, of which nothing is told') }
    : null;

const RULES: readonly Rule[] = [
  former,
  notAllowed,
  commentator,
  witness,
  paper,
  entourage,
  industry,
  unnamed,
  diplomat,
  insider,
  insideAnonymously,
  outlet,
  presented,
  ofAParty,
  briefed,
  ofAnOffice,
  somebody,
  aBody,
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
