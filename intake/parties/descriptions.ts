/** “The union”, “the ministry”, “the mediators”, “both sides”: descriptions that stand for parties of that sort. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import type { KnownParty } from '../known.js';
import type { Token } from '../text/tokens.js';
import { INSTITUTIONS } from './institutions.js';
import { sortOf, type PartySort } from './sorts.js';

type Fits = (party: KnownParty) => boolean;
const sorts =
  (...of: PartySort[]): Fits =>
  (party) =>
    of.includes(sortOf(party));
const roles =
  (...of: Role[]): Fits =>
  ({ role }) =>
    of.includes(role);

const BY_ROLE: ReadonlySet<string> = new Set(['mediator', 'mediators', 'host', 'guarantors', 'facilitator']);

/** Which parties a noun after “the” may stand for. */
const DESCRIBES: readonly (readonly [string, Fits])[] = [
  ['union unions guild strikers workers actors writers nurses teachers dockworkers', sorts('union')],
  ['company companies automaker carmaker employer employers manufacturer airline railway studios firm management operator carrier carriers university publisher planemaker producers', sorts('company')],
  ['government ministry minister president premier army military cabinet parliament kingdom republic regime junta authorities state chancellor', sorts('state')],
  ['group movement rebels rebel militants insurgents faction militia fighters guerrillas guerrilla organization organisation', sorts('group')],
  ['party', sorts('group', 'body')],
  ['administration', (party) => /^(?:the )?(?:white house|united states(?: of america| government)?)$|administration/i.test(party.name)],
  ['bloc commission', sorts('body', 'group')],
  ['federation', (party) => /federation/i.test(party.name)],
  ['alliance', (party) => /alliance/i.test(party.name)],
  ['opposition', (party) => /opposition/i.test(party.name)],
  ['coalition', (party) => /coalition/i.test(party.name)],
  ['mission', (party) => /mission/i.test(party.name)],
  ['mediator mediators', roles('mediator', 'facilitator')],
  ['host', roles('host')],
  ['guarantors', roles('guarantor')],
]; // prettier-ignore
const COMPANIES: ReadonlySet<string> = new Set(DESCRIBES[1]?.[0].split(' '));
const BY_NOUN: ReadonlyMap<string, Fits> = new Map(
  DESCRIBES.flatMap(([nouns, fits]) => nouns.split(' ').map((noun) => [noun, fits] as const)),
);

/** The parties that each noun may stand for: principals, where there are any. */
export type Described = ReadonlyMap<string, readonly PartyId[]>;

/** Where a union bargains, and no other principal is known for a company, the others are its employers. */
function employersIn(parties: readonly KnownParty[]): readonly KnownParty[] {
  const principals = parties.filter(({ role }) => role === 'principal');
  const hasUnion = principals.some((party) => sortOf(party) === 'union');
  const hasCompany = principals.some((party) => sortOf(party) === 'company');
  return hasUnion && !hasCompany ? principals.filter((party) => sortOf(party) !== 'union') : [];
}

/** Of a name, the noun that says what it is, and those to whom it belongs: of “Bishops’ Conference of Sorn” both. */
function ownNouns(name: string): string[] {
  const plain = name.replaceAll(/\s*\([^)]*\)/g, '').replaceAll('’', "'");
  const [head = ''] = plain.split(/ (?:of|for|on|in|and) /);
  const words = head.toLowerCase().split(/\s+/);
  const owners = words.filter((word) => word.endsWith("s'")).map((word) => word.slice(0, -1));
  return [words.at(-1) ?? '', ...owners].filter((word) => /^[a-z]{4,}$/.test(word));
}

/** Nouns of the parties’ own names, each with those that have it; nouns in the singular as in the plural. */
function byOwnNouns(parties: readonly KnownParty[]): Map<string, PartyId[]> {
  const found = new Map<string, PartyId[]>();
  for (const { party, name, aliases = [] } of parties)
    for (const noun of new Set([name, ...aliases].flatMap(ownNouns)))
      for (const form of noun.endsWith('s') ? [noun, noun.slice(0, -1)] : [noun, `${noun}s`])
        found.set(form, [...(found.get(form) ?? []), party]);
  return found;
}

export function describedBy(parties: readonly KnownParty[]): Described {
  const found = byOwnNouns(parties);
  const employers = employersIn(parties);
  for (const [noun, fits] of BY_NOUN) {
    const all = COMPANIES.has(noun) ? [...parties.filter(fits), ...employers] : parties.filter(fits);
    const main = all.filter(({ role }) => role === 'principal');
    const chosen = main.length > 0 && !BY_ROLE.has(noun) ? main : all;
    if (!found.has(noun) || BY_ROLE.has(noun))
      found.set(
        noun,
        chosen.map(({ party }) => party),
      );
  }
  return found;
}

/** A description that begins at a token, and the token after it. */
export interface Description {
  readonly noun: string;
  readonly to: number;
}

/** “A union spokesman”, “a government official”. */
function actorOfAt(tokens: readonly Token[], at: number): Description | null {
  for (let i = at + 1; i <= at + 2; i += 1) {
    const noun = tokens[i]?.lower ?? '';
    if (BY_NOUN.has(noun) && INSTITUTIONS.has(tokens[i + 1]?.lower ?? '')) return { noun, to: i + 2 };
  }
  return null;
}

/** “The union”, “the foreign ministry”, “that government”, “its union”. */
export function descriptionAt(tokens: readonly Token[], at: number, described: Described): Description | null {
  const article = tokens[at]?.lower ?? '';
  if (/^(?:an?|one|senior)$/.test(article)) return actorOfAt(tokens, at);
  if (!/^(?:the|that|this|their|its|his|her)$/.test(article)) return null;
  for (let i = at + 1; i <= at + 3 && i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    const isRole = BY_ROLE.has(token.lower);
    if (described.has(token.lower) && (isRole || tokens[i + 1]?.pos !== 'NOUN')) {
      const to = isRole && tokens[i + 1]?.pos === 'NOUN' ? i + 2 : i + 1;
      return { noun: token.lower, to };
    }
    if (token.pos !== 'ADJ' && token.pos !== 'NOUN' && token.pos !== 'PROPN') return null;
  }
  return null;
}

const SIDES =
  /^(?:sides?|delegations|countries|governments|parties|negotiators|teams|leaders|principals|neighbou?rs|capitals)$/;

/** “Both sides”, “the two delegations”, “the parties”, “the two”: all principals of talks between two. */
export function bothAt(tokens: readonly Token[], at: number): number | null {
  const [first, second, third] = [tokens[at]?.lower ?? '', tokens[at + 1]?.lower ?? '', tokens[at + 2]?.lower ?? ''];
  if (first === 'both' && SIDES.test(second)) return at + 2;
  if ((first === 'the' || first === 'these') && second === 'two' && SIDES.test(third)) return at + 3;
  if (first === 'the' && second === 'two' && /^(?:VERB|AUX)$/.test(tokens[at + 2]?.pos ?? '')) return at + 2;
  return first === 'the' && /^(?:parties|delegations|sides)$/.test(second) ? at + 2 : null;
}
