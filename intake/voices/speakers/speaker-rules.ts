/** Who speaks in which capacity, and how far the words may be attributed: rules, tried in this order. */
import { INSTITUTIONS } from '../../parties/institutions.js';
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
import { industry, insideAnonymously, insider, notAllowed, ordinaryPerson, someOfficer } from './insiders.js';
import {
  because,
  found,
  hasName,
  isAnonymous,
  isIndefinite,
  isInOffice,
  party,
  partyOf,
  type Heard,
  type RoleRead,
  type Rule,
} from './role.js';
import { isPersonal } from './ordinary.js';
import { OFFICES, PERSONS } from './words.js';

/** “A Hamas leader”, “two commanders”: who leads, and is not named. */
const isSomeLeader = (heard: Heard): boolean =>
  isIndefinite(heard) &&
  !hasName(heard) &&
  (PERSONS.has(heard.nouns[0]?.lower ?? '') || OFFICES.test(heard.nouns[0]?.lower ?? '')) &&
  !/^(?:statement|party|office|ministry|government|commission)$/.test(heard.nouns[0]?.lower ?? '') &&
  !/\bspokes\w+/i.test(heard.words);

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
        capacity: isInOffice(heard) ? 'official' : heard.person.capacity,
        attribution: isAnonymous(heard) && !hasName(heard) ? 'on-background' : 'on-the-record',
        ...party(partyOf(heard)),
        reasons: because(`${heard.person.name} was presented before`),
      }
    : null;

/** How far an official’s words are attributed: without a name, on background. */
const attributionOf = (heard: Heard): RoleRead['attribution'] =>
  isJustAnOfficial(heard) || isSomeLeader(heard) || (isAnonymous(heard) && !hasName(heard))
    ? 'on-background'
    : 'on-the-record';

/** “An American who took part”, “one of the Russian officers”: of a party’s people, and nothing says that it speaks for it. */
const someOfTheirs = (heard: Heard): boolean =>
  heard.mention?.by === 'demonym' &&
  isIndefinite(heard) &&
  !hasName(heard) &&
  found(heard.nouns, PERSONS) === undefined &&
  !/\b(?:ministry|government|company|spokes\w+|statement|minister)\b/i.test(heard.words);

const ofAParty: Rule = (heard) => {
  if (!heard.mention) return null;
  if (someOfTheirs(heard))
    return {
      capacity: 'insider',
      attribution: 'on-background',
      party: heard.mention.party,
      reasons: because(`“${heard.words}”: of ${heard.known.nameOf(heard.mention.party)}, and not named`),
    };
  return {
    capacity: 'official',
    attribution: attributionOf(heard),
    party: heard.mention.party,
    reasons: because(`“${heard.mention.words}” stands for ${heard.known.nameOf(heard.mention.party)}`),
  };
};

/** Bodies that speak as such, whoever they are: “the airline”, “retail groups”. */
const BODIES =
  /\b(?:airline|carrier|company|railway|operator|union|guild|federation|chamber|board|association|lobby|charity|groups?|authority|agency|bureau|council|committee|archbishop|bishops?|churches|employers|owners|league|alliance|coalition|institute|watchdog|regulator|court|mission|delegation|palace|presidency|parliament|bank|service|ministries|club|conference|campaign|university|hospital|firm|business|organi[sz]ation|network|institution|opposition|clergy|regime|industry|lobbies)s?\b/i;

const ofAnOffice: Rule = (heard) => {
  const title = heard.nouns.map(({ word }) => word).join(' ');
  const word = found(heard.nouns, INSTITUTIONS) ?? OFFICES.exec(title)?.[0] ?? BODIES.exec(title)?.[0];
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

/** “A. B. of the Chamber of Commerce” speaks for it. */
const ofABody: Rule = (heard) =>
  hasName(heard) && BODIES.test(/\b(?:of|from|for|at) (?:the |an? )?(?=\p{Lu}).*/u.exec(heard.title)?.[0] ?? '')
    ? { capacity: 'official', attribution: 'on-the-record', reasons: because(`“${heard.words}” speaks for a body`) }
    : null;

/** “A. B., who leads for the opposition”. */
const leads: Rule = (heard) =>
  hasName(heard) &&
  /,(?: speaking)? for (?:the )?\p{L}|, who (?:leads?|heads?|chairs?|represents?|speaks? for|negotiates? for)\b/u.test(
    heard.words,
  )
    ? { capacity: 'official', attribution: 'on-the-record', reasons: because(`“${heard.words}”: speaks by office`) }
    : null;

/** “A. B., whose daughter was taken”. */
const WHOSE_OWN =
  /, whose (?:[\p{L}\d-]+ ){0,3}(?:daughter|son|child|children|brother|sister|husband|wife|mother|father|parents|cousin|uncle|family|relatives|home|house|farm|field|shop|boat|village)s?\b/u;
/** “A. B., a rider from the suburbs”, “A. B., 43”: a name, and what one is; no office. */
const justAnybody: Rule = (heard) =>
  hasName(heard) &&
  (/^[^,]+, (?:(?:aged )?\d\d\b|who (?!\p{L}+ed\b)\p{L}+s\b)/u.test(heard.words) ||
    WHOSE_OWN.test(heard.words) ||
    (/^[^,]+, an? /.test(heard.words) && isPersonal(heard.nouns.slice(-1))))
    ? {
        capacity: 'reporter',
        attribution: 'on-the-record',
        reasons: because(`“${heard.words}”: speaks for nobody else`),
      }
    : null;

const aName: Rule = (heard) =>
  hasName(heard)
    ? { capacity: 'commentator', attribution: 'on-the-record', reasons: because('a name, of which nothing is told') }
    : null;

/** “Queries to the ministry went unanswered”: no answer is nobody’s word. */
const isQuestion = ({ nouns }: Heard): boolean =>
  /^(?:quer(?:y|ies)|questions?|requests?|calls?|e-?mails?|messages?|attempts?|efforts?)$/.test(nouns[0]?.lower ?? '');

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
  someOfficer,
  insideAnonymously,
  outlet,
  presented,
  ordinaryPerson,
  ofAParty,
  briefed,
  ofAnOffice,
  somebody,
  aBody,
  ofABody,
  leads,
  justAnybody,
  aName,
];

/** What the first rule says that applies. */
export function roleOfSpeaker(heard: Heard): RoleRead | null {
  if (isQuestion(heard)) return null;
  for (const rule of RULES) {
    const read = rule(heard);
    if (read) return read;
  }
  return null;
}
