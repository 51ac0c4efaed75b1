/** Rules for those inside a party who do not speak for it, and for people who speak for nobody but themselves. */
import { employed, ordinary } from './ordinary.js';
import { because, found, hasName, isAnonymous, isIndefinite, party, partyOf, type Heard, type Rule } from './role.js';
import { INSIDERS, NOT_ALLOWED, OFFICES } from './words.js';

export const notAllowed: Rule = (heard) =>
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
const DEPUTY = /\bdeput(?:y(?=,|$| (?:of|from|for|in|who) )|ies\b)/;
const ON_RECORD = /\bon the record\b/i;

/** “A director of the company”: one of several, and unnamed. */
const someDirector = (heard: Heard): string | undefined =>
  (isIndefinite(heard) || /advis/.test(heard.nouns[0]?.lower ?? '')) && !hasName(heard)
    ? /\b(?:board member|directors?|strategists?|courtiers?|advis[eo]rs?)\b/i.exec(heard.words)?.[0]
    : undefined;

export const insider: Rule = (heard) => {
  const word = found(heard.nouns, INSIDERS) ?? DEPUTY.exec(heard.words)?.[0] ?? someDirector(heard);
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
export const industry: Rule = (heard) =>
  !heard.mention &&
  !hasName(heard) &&
  /\bindustry (?:executives?|officials?|figures?|insiders?|sources?|people)\b/i.test(heard.words)
    ? { capacity: 'intermediary', attribution: 'on-background', reasons: because(`“${heard.words}”: of no side`) }
    : null;

/** “Three nurses who sit on the bargaining team, and who asked not to be named”. */
export const insideAnonymously: Rule = (heard) =>
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

/** “A minister”, who is one of several and is not named: nothing says that the government has answered. */
export const someOfficer: Rule = (heard) =>
  /^(?:an?|one|another|two|three|several|some) (?:[\p{L}-]+ ){0,3}(?:minister|officer|politician|boss)(?:e?s)?(?=$|,| (?:of|in|from|who|on|at))/iu.test(
    heard.words,
  ) &&
  !/\b(?:deputy|prime|foreign|trade|finance|chief|press) /i.test(heard.words) &&
  !hasName(heard)
    ? {
        capacity: 'insider',
        attribution: 'on-background',
        ...party(heard.mention?.party),
        reasons: because(`“${heard.words}”: one of several, and not named`),
      }
    : null;

/** “A nurse on the ward”: inside the union, where one bargains; else somebody for whom the outlet vouches. */
export const ordinaryPerson: Rule = (heard) => {
  const word = ordinary(heard.nouns);
  if (word === undefined || heard.person || OFFICES.test(heard.nouns.map((noun) => noun.word).join(' '))) return null;
  const isInside = employed(heard.nouns) !== undefined && (heard.known.hasUnion || heard.mention !== undefined);
  return {
    capacity: isInside ? 'insider' : 'reporter',
    attribution: hasName(heard) && !isAnonymous(heard) ? 'on-the-record' : 'on-background',
    ...(isInside ? party(heard.mention?.party) : {}),
    reasons: because(`“${word}”: speaks for nobody else`),
  };
};
