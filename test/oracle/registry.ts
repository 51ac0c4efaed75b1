/** Who takes part, in which role, and when. */
import { firstInstant } from '../../events/dates.js';
import { isObject, list, number, object, objects, text, type Json } from './json.js';
import type { Names } from './names.js';
import type { Entry } from './record.js';

/** The role that a party holds at an instant; null where it has none. */
export type RoleOf = (party: string, at: number) => string | null;

export interface Registry {
  readonly parties: readonly string[];
  readonly roleOf: RoleOf;
  readonly tables: readonly (readonly string[])[];
  readonly quietAfterDays: number;
  readonly staleAfterDays: number;
}

interface Role {
  readonly party: string;
  readonly role: string;
  readonly since: string | null;
}

const roleIn = (data: Json): Role => ({
  party: text(data, 'party') ?? '',
  role: text(data, 'role') ?? '',
  since: text(data, 'since'),
});

// A revision that gives only a date gives it to the role that the party has.
function revised(roles: readonly Role[], data: Json): Role[] {
  if (text(data, 'role') !== null) return [...roles, roleIn(data)];
  const current = roles.findLast(({ party }) => party === text(data, 'party'));
  const since = text(data, 'since');
  return roles.map((role) => (role === current && since !== null ? { ...role, since } : role));
}

function rolesOf(record: readonly Entry[]): Role[] {
  return record.reduce<Role[]>((roles, { type, data }) => {
    if (type === 'NegotiationOpened') return [...roles, ...objects(data, 'parties').map(roleIn)];
    if (type === 'PartyAdded') return [...roles, roleIn(data)];
    return type === 'PartyRevised' ? revised(roles, data) : roles;
  }, []);
}

/** What the opening says, with each field that a revision gives in the place of the old one. */
function latestGiven(record: readonly Entry[], field: string): Json {
  const given = record.filter(
    ({ type, data }) => ['NegotiationOpened', 'NegotiationRevised'].includes(type) && data[field] !== undefined,
  );
  return given.at(-1)?.data ?? {};
}

const tablesOf = (data: Json, { party }: Names): string[][] =>
  list(data, 'tables').map((table) => [...new Set(Array.isArray(table) ? table.map(String).map(party) : [])]);

/**
 * Null where the negotiation has not been opened. A new role holds from its `since` on; before it, the old one does. Of a
 * party that has been merged into another the entries have no effect.
 */
export function registryOf(record: readonly Entry[], names: Names): Registry | null {
  const opened = record.find(({ type }) => type === 'NegotiationOpened')?.data;
  if (!isObject(opened)) return null;
  const roles = rolesOf(record).filter(({ party }) => names.party(party) === party);
  const days = object(latestGiven(record, 'freshness'), 'freshness');
  return {
    parties: [...new Set(roles.map(({ party }) => party))],
    roleOf: (party, at) =>
      roles.findLast((r) => r.party === party && (r.since === null || firstInstant(r.since) <= at))?.role ?? null,
    tables: tablesOf(latestGiven(record, 'tables'), names),
    quietAfterDays: number(days, 'quietAfterDays') ?? 7,
    staleAfterDays: number(days, 'staleAfterDays') ?? 30,
  };
}
