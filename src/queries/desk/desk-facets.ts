/** How many talks there are with each value that the desk can be asked for. */
import type { DeskFacets, DeskQuery, DeskRow } from '../../../answers/desk.js';
import { PHASES } from '../../../projections/phase/phases.js';
import { folded } from '../../../events/words/folded.js';

type Filter = 'phase' | 'contested' | 'party' | 'freshness' | 'q';

/** Whether a row has what one parameter asks for, by that parameter. */
const KEEPS: Readonly<Record<Filter, (query: DeskQuery, row: DeskRow) => boolean>> = {
  phase: ({ phase }, row) => phase === undefined || row.phase.value === phase,
  contested: ({ contested }, row) => contested === undefined || row.contested.value === contested,
  party: ({ party }, row) => party === undefined || row.parties.includes(party),
  freshness: ({ freshness }, row) => freshness === undefined || row.freshness.value === freshness,
  q: ({ q }, { negotiation, title, parties, names }) =>
    q === undefined ||
    [negotiation, title, ...parties, ...Object.values(names)].some((text) => folded(text).includes(folded(q))),
};
const FILTERS = Object.keys(KEEPS) as readonly Filter[];

/** Whether the row is asked for. @param but a parameter that is not looked at */
export const isAskedFor = (query: DeskQuery, row: DeskRow, but?: Filter): boolean =>
  FILTERS.every((filter) => filter === but || KEEPS[filter](query, row));

/** How many parties are listed. */
const MOST_PARTIES = 60;

const FRESHNESS = ['active', 'quiet', 'stale'] as const;

/** @param rows those among which the parameters of the facets choose */
export function facetsOf(rows: readonly DeskRow[], query: DeskQuery, position: bigint): DeskFacets {
  const like = (but?: Filter): readonly DeskRow[] => rows.filter((row) => isAskedFor(query, row, but));
  const count = (filter: Filter, values: readonly string[], valueOf: (row: DeskRow) => string) => {
    const counts = new Map(values.map((value) => [value, 0]));
    for (const row of like(filter)) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + 1);
    return [...counts].flatMap(([value, talks]) => (talks > 0 ? [{ value, talks }] : []));
  };
  return {
    total: like().length,
    all: rows.length,
    position: String(position),
    phase: count('phase', PHASES, ({ phase }) => phase.value),
    contested: count('contested', ['true', 'false'], ({ contested }) => String(contested.value)),
    freshness: count('freshness', FRESHNESS, ({ freshness }) => freshness.value),
    party: partiesOf(like('party')),
  };
}

function partiesOf(rows: readonly DeskRow[]): DeskFacets['party'] {
  const found = new Map<string, { value: string; name: string; talks: number }>();
  for (const { parties, names } of rows)
    for (const party of parties) {
      const known = found.get(party);
      if (known) known.talks += 1;
      else found.set(party, { value: party, name: names[party] ?? party, talks: 1 });
    }
  return [...found.values()].toSorted((a, b) => b.talks - a.talks || (a.name < b.name ? -1 : 1)).slice(0, MOST_PARTIES);
}
