/** The registry: the parties of a negotiation and their roles over time. It goes by the order of recording. */
import { firstInstant, type Instant } from '../../events/dates.js';
import type { IssueId, NegotiationId, PartyId } from '../../events/ids.js';
import type { PartyFields, RegistryData } from '../../events/registry.js';
import type { Role } from '../../events/vocabulary.js';
import type { Entry } from './entries.js';

interface RoleSince {
  readonly from: Instant;
  readonly role: Role;
  readonly since: string | undefined;
}

/** A party. */
export interface Party {
  readonly party: PartyId;
  readonly name: string;
  /** By language tag. */
  readonly names: Readonly<Record<string, string>>;
  /** In order of time. Before the first the party has no role. */
  readonly roles: readonly RoleSince[];
}

/** A negotiation as its registry events describe it. */
export interface Registry {
  readonly negotiation: NegotiationId;
  readonly title: string;
  readonly summary: string | undefined;
  readonly parties: ReadonlyMap<PartyId, Party>;
  readonly issues: readonly { readonly issue: IssueId; readonly title: string }[];
  /** Sets of principals that bargain with each other; none where all bargain together. */
  readonly tables: readonly (readonly PartyId[])[];
  readonly quietAfterDays: number;
  readonly staleAfterDays: number;
  /** The reason for which it was archived. */
  readonly archived: string | undefined;
}

const roleSince = (role: Role, since: string | undefined): RoleSince => ({
  role,
  since,
  from: since === undefined ? -Infinity : firstInstant(since),
});

const partyOf = ({ party, name, names, role, since }: PartyFields): Party => ({
  party,
  name,
  names: names ?? {},
  roles: [roleSince(role, since)],
});

/**
 * A new role holds from its `since` on, and replaces roles that were to begin later. Without `since` it has always
 * held.
 */
function revised(old: Party, { name, names, role, since }: RegistryData<'PartyRevised'>): Party {
  const fields = { ...old, name: name ?? old.name, names: { ...old.names, ...names } };
  if (role === undefined && since === undefined) return fields;
  const last = old.roles.at(-1);
  const next = roleSince(role ?? last?.role ?? 'observer', since);
  const kept = role === undefined ? old.roles.slice(0, -1) : old.roles;
  return { ...fields, roles: [...kept.filter((r) => r.from < next.from), next] };
}

function opened(data: RegistryData<'NegotiationOpened'>): Registry {
  return {
    negotiation: data.negotiation,
    title: data.title,
    summary: data.summary,
    parties: new Map((data.parties ?? []).map((p) => [p.party, partyOf(p)])),
    issues: data.issues ?? [],
    tables: data.tables ?? [],
    quietAfterDays: data.freshness?.quietAfterDays ?? 7,
    staleAfterDays: data.freshness?.staleAfterDays ?? 30,
    archived: undefined,
  };
}

/**
 * The registry after one more entry; an entry of another sort changes nothing. Null before the negotiation is opened.
 */
export function evolveRegistry(registry: Registry | null, { fact }: Pick<Entry, 'fact'>): Registry | null {
  if (fact.type === 'NegotiationOpened') return registry ?? opened(fact.data);
  if (!registry) return null;
  if (fact.type === 'NegotiationArchived') return { ...registry, archived: fact.data.reason };
  if (fact.type === 'PartyAdded')
    return { ...registry, parties: new Map(registry.parties).set(fact.data.party, partyOf(fact.data)) };
  if (fact.type !== 'PartyRevised') return registry;
  const old = registry.parties.get(fact.data.party);
  if (!old) return registry;
  return { ...registry, parties: new Map(registry.parties).set(old.party, revised(old, fact.data)) };
}

/**
 * The registry that entries make; null where they do not open the negotiation. Voided entries are left out.
 * @param entries in the order of recording
 */
export const registryOf = (entries: readonly Entry[]): Registry | null =>
  entries.reduce<Registry | null>((r, e) => (e.voidedBy === undefined ? evolveRegistry(r, e) : r), null);

/** The role of a party at an instant, in milliseconds since the epoch; undefined where it has none. */
export function roleAt(registry: Registry, party: PartyId, at: Instant): Role | undefined {
  return registry.parties.get(party)?.roles.findLast((r) => r.from <= at)?.role;
}

/** The parties that are principals at an instant, in the order of the registry. */
export function principalsAt(registry: Registry, at: Instant): PartyId[] {
  return [...registry.parties.keys()].filter((party) => roleAt(registry, party, at) === 'principal');
}
