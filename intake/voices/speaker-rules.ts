/** Who speaks in which capacity, and how far the words may be attributed: rules, tried in this order. */
import { INSTITUTIONS } from '../parties/institutions.js';
import { briefed, commentator, diplomat, former, outlet, unnamed, witness } from './outsiders.js';
import { because, found, hasName, isAnonymous, party, partyOf, type Heard, type RoleRead, type Rule } from './role.js';
import { INSIDERS, NOT_ALLOWED, OFFICES } from './words.js';

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

const insider: Rule = (heard) => {
  const word = found(heard.tokens, INSIDERS) ?? DEPUTY.exec(heard.words)?.[0];
  if (
    word === undefined ||
    (heard.person && heard.person.capacity !== 'insider') ||
    /\b(?:chief executives?|spokes\w+|executive director|members? states?)\b/i.test(heard.words)
  )
    return null;
  const isOpen =
    ON_RECORD.test(heard.words) ||
    hasName(heard) ||
    (PARLIAMENTARIANS.test(word) && !/^(?:an?|one)\b/i.test(heard.words));
  return {
    capacity: 'insider',
    attribution: isAnonymous(heard) || !isOpen ? 'on-background' : 'on-the-record',
    ...party(partyOf(heard)),
    reasons: because(`“${word}”: inside the party, and does not speak for it`),
  };
};

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
        ...party(heard.person.party),
        reasons: because(`${heard.person.name} was presented before`),
      }
    : null;

const ofAParty: Rule = (heard) => {
  if (!heard.mention) return null;
  const attribution =
    isJustAnOfficial(heard) || (isAnonymous(heard) && !hasName(heard)) ? 'on-background' : 'on-the-record';
  return {
    capacity: 'official',
    attribution,
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
  const attribution =
    isJustAnOfficial(heard) || (isAnonymous(heard) && !hasName(heard)) ? 'on-background' : 'on-the-record';
  return { capacity: 'official', attribution, reasons: because(`“${word}” speaks by office`) };
};

const aName: Rule = (heard) =>
  hasName(heard)
    ? { capacity: 'commentator', attribution: 'on-the-record', reasons: because('a name, of which nothing is told') }
    : null;

const RULES: readonly Rule[] = [
  former,
  notAllowed,
  commentator,
  witness,
  unnamed,
  diplomat,
  insider,
  outlet,
  presented,
  ofAParty,
  briefed,
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
