/** Which reports concern a table, and how they read at it: section 4, "Tables". */
import { text, texts } from './json.js';
import type { Registry, RoleOf } from './registry.js';
import { isPrincipal, type Told } from './voices.js';

export type Table = readonly string[];

/** The principals that it names: those who are so at its place. */
function principalsIn({ party, data, place }: Told, roleOf: RoleOf): string[] {
  const named = [...texts(data, 'to'), ...texts(data, 'with'), ...texts(data, 'between')];
  return [...(party === null ? [] : [party]), ...named].filter((name) => isPrincipal(roleOf(name, place.at)));
}

const same = (one: Told, other: Told, field: string): boolean =>
  text(one.data, field) !== null && text(one.data, field) === text(other.data, field);

/** The report itself, those that put its proposal or made its agreement, and the report that it names. */
const tellers = (told: Told, counted: readonly Told[]): Told[] => [
  told,
  ...counted.filter(
    (other) =>
      (other.kind === 'proposal' && same(told, other, 'proposal')) ||
      (other.kind === 'agreement' && same(told, other, 'agreement')) ||
      other.id === text(told.data, 'report'),
  ),
];

export function concerns(told: Told, table: Table, counted: readonly Told[], { roleOf, tables }: Registry): boolean {
  const rest = tellers(told, counted)
    .flatMap((teller) => principalsIn(teller, roleOf))
    .filter((party) => !tables.every((seats) => seats.includes(party)));
  return rest.length === 0 || rest.some((party) => table.includes(party));
}

/** At a table its own members are the principals: others have no role there, and no standing. */
export const rolesAt =
  (table: Table, roleOf: RoleOf): RoleOf =>
  (party, at) => {
    const role = roleOf(party, at);
    return isPrincipal(role) && !table.includes(party) ? null : role;
  };

export function atTable(told: Told, table: Table): Told {
  const elsewhere = isPrincipal(told.role) && !table.includes(told.party ?? '');
  return elsewhere ? { ...told, role: null, standing: false } : told;
}
