/** “The union”, “the company”, “the ministry”, “the mediators”: descriptions that stand for a party of that sort. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import type { KnownParty } from '../known.js';
import type { Token } from '../text/tokens.js';
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

/** Which parties a noun after “the” may stand for. */
const DESCRIBES: readonly (readonly [string, Fits])[] = [
  ['union unions guild federation strikers workers actors writers nurses teachers dockworkers', sorts('union')],
  [
    'company automaker carmaker employer employers manufacturer airline railway studios firm corporation management operator carrier university publisher planemaker planemakers',
    sorts('company'),
  ],
  [
    'government ministry minister president premier army military cabinet parliament kingdom republic country regime junta authorities state administration capital',
    sorts('state'),
  ],
  [
    'group movement rebels rebel militants insurgents faction militia fighters guerrillas organization organisation',
    sorts('group'),
  ],
  ['bloc commission', sorts('body', 'group')],
  ['mediator mediators', roles('mediator', 'facilitator')],
  ['opposition', (party) => /opposition/i.test(party.name)],
  ['alliance', (party) => /alliance/i.test(party.name)],
  ['coalition', (party) => /coalition/i.test(party.name)],
];
const BY_NOUN: ReadonlyMap<string, Fits> = new Map(
  DESCRIBES.flatMap(([nouns, fits]) => nouns.split(' ').map((noun) => [noun, fits] as const)),
);

/** The parties that each noun may stand for, principals first. */
export type Described = ReadonlyMap<string, readonly PartyId[]>;

export function describedBy(parties: readonly KnownParty[]): Described {
  const principals = parties.filter(({ role }) => role === 'principal');
  const found = new Map<string, PartyId[]>();
  for (const [noun, fits] of BY_NOUN) {
    const main = principals.filter(fits);
    found.set(
      noun,
      (main.length > 0 || noun.startsWith('mediator') ? main : []).map(({ party }) => party),
    );
    if (main.length === 0)
      found.set(
        noun,
        parties.filter(fits).map(({ party }) => party),
      );
  }
  return found;
}

/** The noun of a description that begins at a token: “the union”, “the foreign ministry”, “that government”. */
export function descriptionAt(
  tokens: readonly Token[],
  at: number,
): { readonly noun: string; readonly to: number } | null {
  if (!/^(?:the|that|this|its|their)$/.test(tokens[at]?.lower ?? '')) return null;
  for (let i = at + 1; i <= at + 3 && i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if (BY_NOUN.has(token.lower) && tokens[i + 1]?.pos !== 'NOUN') return { noun: token.lower, to: i + 1 };
    if (token.pos !== 'ADJ' && token.pos !== 'NOUN') return null;
  }
  return null;
}
