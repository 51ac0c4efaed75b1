/** Which negotiation, if any, a row belongs to: by the dyads of a mapping, and by those that are to be opened. */
import type { JsonObject } from '../envelope.js';
import { sha256 } from '../sha256.js';
import { slugFromTitle } from '../words/slug-from-title.js';
import { lineIn } from './cells.js';
import { countryName } from './countries.js';
import type { Dyad } from './mapping.js';
import type { Actor } from './row.js';

/** The talks that a row belongs to, and its two parties there. */
export interface Place {
  readonly negotiation: string;
  readonly party: string;
  readonly other: string;
  /** What opens the negotiation, where that is wanted and it is not open. */
  readonly opening: JsonObject | undefined;
}

/** At most so many negotiations are opened for dyads that nobody named. */
export const MOST_OPENED = 1000;

/** Which dyads become negotiations besides those of a mapping: these, or all. */
export type OpenDyads = readonly (readonly [string, string])[] | 'all';

const keyOf = (actor: string): string => actor.trim().toLowerCase();

/** Names of parties by slug: what the actors of a dyad are called. */
function partiesOf({ between }: Dyad): JsonObject[] {
  const names = new Map(
    Object.entries(between)
      .map(([actor, party]) => [party, actor])
      .toReversed() as [string, string][],
  );
  return [...names].map(([party, actor]) => ({
    party,
    name: lineIn(countryName(actor), 200) ?? party,
    role: 'principal',
  }));
}

const openingOf = (dyad: Dyad): JsonObject | undefined =>
  dyad.open === undefined
    ? undefined
    : {
        negotiation: dyad.negotiation,
        title: dyad.open,
        summary: 'Opened by an import of coded events.',
        parties: partiesOf(dyad),
      };

/** So long that the slugs of both parties fit into that of their negotiation. */
const LONGEST_SLUG = 44;

/** Of a long name its beginning, and a hash of all of it: names of forces and ministries often begin alike. */
function partySlug(name: string, taken: readonly string[] = []): string {
  const slug = slugFromTitle(name, 'party', taken);
  if (name.length <= LONGEST_SLUG && slug.length <= LONGEST_SLUG) return slug;
  return `${slug.slice(0, LONGEST_SLUG - 9).replace(/-$/, '')}-${sha256(keyOf(name)).slice(0, 8)}`;
}

/** The dyad of two actors, under names that follow from them alone. */
export function dyadOf(a: string, b: string): Dyad {
  const [first = '', second = ''] = [a, b].map((one) => countryName(one)).toSorted();
  const one = partySlug(first);
  const other = partySlug(second, [one]);
  const [forA, forB] = countryName(a) === first ? [one, other] : [other, one];
  return {
    negotiation: `dyad-${one}-${other}`,
    between: { [a]: forA, [b]: forB },
    open: lineIn(`${first} – ${second}`, 300) ?? '–',
  } as Dyad;
}

/** A dyad, and where each of its actors is found. */
interface Known {
  readonly dyad: Dyad;
  readonly parties: ReadonlyMap<string, string>;
  readonly opening: JsonObject | undefined;
}

const knownOf = (dyad: Dyad): Known => ({
  dyad,
  parties: new Map(Object.entries(dyad.between).map(([actor, party]) => [keyOf(actor), party])),
  opening: openingOf(dyad),
});

const partyIn = ({ parties }: Known, { keys }: Actor): string | undefined => {
  for (const key of keys) {
    const party = parties.get(keyOf(key));
    if (party !== undefined) return party;
  }
  return undefined;
};

export class Talks {
  /** By the key of each actor that it names. */
  readonly #known = new Map<string, Known[]>();
  readonly #isAll: boolean;
  #opened = 0;

  constructor(dyads: readonly Dyad[], open: OpenDyads) {
    this.#isAll = open === 'all';
    const named = open === 'all' ? [] : open.map(([a, b]) => dyadOf(a, b));
    for (const dyad of [...dyads, ...named]) this.#know(knownOf(dyad));
  }

  #know(known: Known): void {
    for (const key of known.parties.keys()) this.#known.set(key, [...(this.#known.get(key) ?? []), known]);
  }

  /** Where a row with these actors belongs: nowhere, or in one or several negotiations. */
  placesOf(a: Actor, b: Actor): readonly Place[] {
    const found = this.#placesOf(a, b);
    if (found.length > 0 || !this.#isAll) return found;
    if (a.group === '' || b.group === '' || keyOf(a.group) === keyOf(b.group) || this.#opened >= MOST_OPENED) return [];
    this.#opened += 1;
    this.#know(knownOf(dyadOf(a.group, b.group)));
    return this.#placesOf(a, b);
  }

  #placesOf(a: Actor, b: Actor): Place[] {
    const places: Place[] = [];
    const seen = new Set<Known>();
    for (const key of a.keys)
      for (const known of this.#known.get(keyOf(key)) ?? []) {
        if (seen.has(known)) continue;
        seen.add(known);
        const [party, other] = [partyIn(known, a), partyIn(known, b)];
        if (party === undefined || other === undefined || party === other) continue;
        places.push({ negotiation: known.dyad.negotiation, party, other, opening: known.opening });
      }
    return places;
  }
}

/** What a pair of actors is counted as, in either order. An actor that a row does not have is `?`. */
export const pairOf = (a: Actor, b: Actor): string =>
  [a.group, b.group]
    .map((group) => lineIn(group, 200) ?? '?')
    .toSorted()
    .join(':');
