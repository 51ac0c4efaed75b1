/** For which party one speaks by an office that names none: a minister for a state, a chief executive for a company. */
import type { PartyId } from '../../../events/ids.js';
import { COUNTRIES } from '../../data/countries.js';
import type { KnownParty } from '../../known.js';
import { sortOf, type PartySort } from '../../parties/sorts.js';

const OFFICES_OF: readonly (readonly [RegExp, PartySort])[] = [
  [
    /\b(?:minist(?:er|ry|ers)|presiden(?:t|cy|tial)|premier|chancellor|government|cabinet|parliament|senator|lawmakers?|congress\w*|secretary|ambassador|army|military|police|governor|mayor|treasury|administration|junta|state|king|emir|whitehall)\b/i,
    'state',
  ],
  [/\b(?:union|guild|shop stewards?|strike committee|bargaining committee|strikers)\b/i, 'union'],
  [
    /\b(?:chief executive|ceo|company|board|airline|carrier|management|studio|employers?|railway|operator|firm)\b/i,
    'company',
  ],
];

const isStateLike = ({ name }: KnownParty): boolean =>
  /\b(?:government|white house|administration|city|state|ministry|department|executive)\b/i.test(name);

/** The parties whose officers bear a title such as is spoken of; empty where the words tell no sort. */
function holders(words: string, parties: readonly KnownParty[]): readonly PartyId[] {
  const sort = OFFICES_OF.find(([pattern]) => pattern.test(words))?.[1];
  if (!sort) return [];
  const fitting = parties.filter((party) => sortOf(party) === sort || (sort === 'state' && isStateLike(party)));
  // “Their union”, of one that bears only its initials.
  const others = parties.filter((party) => party.role === 'principal' && !/^(?:state|company)$/.test(sortOf(party)));
  return (fitting.length === 0 && sort === 'union' ? others : fitting).map(({ party }) => party);
}

/**
 * The only party that it can be; of several the one last named; where the words tell no sort, the one last named.
 * @param named the parties of the sentences before, the last first
 */
export function partyOfOffice(
  words: string,
  parties: readonly KnownParty[],
  named: readonly PartyId[],
): PartyId | null {
  const may = holders(words, parties);
  if (may.length === 1) return may[0] ?? null;
  const last = named[0] ?? null;
  const isAdministration = /\badministration\b/i.test(words);
  if (isAdministration && last !== null && !may.includes(last)) return may[0] ?? last;
  return named.find((party) => may.includes(party)) ?? last;
}

const isUnion = (party: KnownParty): boolean =>
  sortOf(party) === 'union' ||
  (party.aliases ?? []).some((alias) => /\b(?:union|guild|brotherhood|workers)\b/i.test(alias));

/** Whether a union bargains here. */
export const hasUnion = (parties: readonly KnownParty[]): boolean =>
  parties.some((party) => party.role === 'principal' && isUnion(party));

const ADJECTIVES: ReadonlySet<string> = new Set(
  COUNTRIES.flatMap(({ adjective, name }) => [adjective, name].filter(Boolean)),
);
const OTHERS_BODY =
  /\b(?:of|from|for|at) (?:the )?\p{Lu}\p{L}+ (?:\p{L}+ ){0,4}\p{Lu}|\p{Lu}\p{L}+ (?:\p{L}+ ){0,3}(?:Federation|Council|Association|Chamber|Confederation|Congress|Institute|Board|Society|Foundation|University|Party)\b/u;

/** “Chile’s mining minister”, “the Croatian president”, “the Association of Shipowners”: of somebody whom the talks do not have for a party. */
export const isOfOthers = (words: string): boolean =>
  /^(?:[Tt]he )?\p{Lu}[\p{L}-]+['’]s? /u.test(words) ||
  OTHERS_BODY.test(words) ||
  (words.match(/\p{Lu}[\p{L}-]+/gu) ?? []).some((word) => ADJECTIVES.has(word));
