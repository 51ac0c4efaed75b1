/** Where the pairs of one row are recorded: a report names everybody whom its party does the same to. */
import type { Counterpart } from './counterpart.js';
import type { Place } from './talks.js';

export interface SharedPlace extends Omit<Place, 'other'> {
  readonly others: readonly string[];
  /** From 0: of the reports that the row makes in these talks. */
  readonly nth: number;
}

/** A contact is of all who have it; anything else is done by each party that does it. */
const keyOf = ({ negotiation, party }: Place, { kind }: Counterpart): string =>
  kind === 'contact' ? negotiation : JSON.stringify([negotiation, party]);

/** The places of a row, those that belong into one report as one. */
export function placedTogether(places: readonly Place[], counterpart: Counterpart): SharedPlace[] {
  const [only] = places;
  if (only && places.length === 1) return [{ ...only, others: [only.other], nth: 0 }];
  const shared = new Map<string, SharedPlace>();
  const made = new Map<string, number>();
  for (const place of places) {
    const key = keyOf(place, counterpart);
    const { negotiation } = place;
    const before = shared.get(key);
    const nth = before?.nth ?? made.get(negotiation) ?? 0;
    if (!before) made.set(negotiation, nth + 1);
    const party = before?.party ?? place.party;
    const others = [...new Set([...(before?.others ?? []), place.party, place.other])].filter((one) => one !== party);
    shared.set(key, { negotiation, party, others, opening: place.opening, nth });
  }
  return [...shared.values()];
}
