/** The registry: the parties of a negotiation and their roles over time. It goes by the order of recording. */
import { firstInstant, type Instant } from '../../events/dates.js';
import type { IssueId, NegotiationId, PartyId } from '../../events/ids.js';
import type { PartyFields, Person, RegistryData } from '../../events/registry.js';
import type { Role, SubjectSort } from '../../events/vocabulary.js';
import type { Entry } from './entries.js';
import type { Merges } from './merges.js';

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
  /** Other words that stand for it. */
  readonly aliases: readonly string[];
  /** Those who speak for it. */
  readonly people: readonly Person[];
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
  /** The titles that our desk gave, by `titleKey`. */
  readonly titles: ReadonlyMap<string, string>;
  /** The reason for which it was archived. */
  readonly archived: string | undefined;
}

const roleSince = (role: Role, since: string | undefined): RoleSince => ({
  role,
  since,
  from: since === undefined ? -Infinity : firstInstant(since),
});

const partyOf = ({ party, name, names, aliases, people, role, since }: PartyFields): Party => ({
  party,
  name,
  names: names ?? {},
  aliases: aliases ?? [],
  people: people ?? [],
  roles: [roleSince(role, since)],
});

/**
 * A new role holds from its `since` on, and replaces roles that were to begin later. Without `since` it has always
 * held.
 */
function revised(old: Party, { name, names, aliases, people, role, since }: RegistryData<'PartyRevised'>): Party {
  const fields = {
    ...old,
    name: name ?? old.name,
    names: { ...old.names, ...names },
    aliases: aliases ?? old.aliases,
    people: people ?? old.people,
  };
  if (role === undefined && since === undefined) return fields;
  const last = old.roles.at(-1);
  const next = roleSince(role ?? last?.role ?? 'observer', since);
  const kept = role === undefined ? old.roles.slice(0, -1) : old.roles;
  return { ...fields, roles: [...kept.filter((r) => r.from < next.from), next] };
}

const DEFAULT_FRESHNESS = { quietAfterDays: 7, staleAfterDays: 30 } as const;

function thresholds(freshness: RegistryData<'NegotiationOpened'>['freshness']) {
  return {
    quietAfterDays: freshness?.quietAfterDays ?? DEFAULT_FRESHNESS.quietAfterDays,
    staleAfterDays: freshness?.staleAfterDays ?? DEFAULT_FRESHNESS.staleAfterDays,
  };
}

function opened(data: RegistryData<'NegotiationOpened'>, merges: Merges | undefined): Registry {
  const parties = (data.parties ?? []).filter(({ party }) => !merges?.isMerged('party', party));
  const issues = new Map((data.issues ?? []).toReversed().map((issue) => [issue.issue, issue]));
  return {
    negotiation: data.negotiation,
    title: data.title,
    summary: data.summary,
    parties: new Map(parties.map((p) => [p.party, partyOf(p)])),
    issues: [...issues.values()].toReversed(),
    tables: data.tables ?? [],
    ...thresholds(data.freshness),
    titles: new Map(),
    archived: undefined,
  };
}

/** The key of a title in a registry. */
export const titleKey = (what: SubjectSort, slug: string): string => `${what}:${slug}`;

const renegotiated = (registry: Registry, data: RegistryData<'NegotiationRevised'>): Registry => ({
  ...registry,
  title: data.title ?? registry.title,
  summary: data.summary ?? registry.summary,
  tables: data.tables ?? registry.tables,
  ...(data.freshness ? thresholds(data.freshness) : {}),
});

/**
 * The registry after one more entry; an entry of another sort changes nothing, and neither does one of a party that is
 * read as another. Null before the negotiation is opened.
 */
export function evolveRegistry(
  registry: Registry | null,
  { fact }: Pick<Entry, 'fact'>,
  merges?: Merges,
): Registry | null {
  if (fact.type === 'NegotiationOpened') return registry ?? opened(fact.data, merges);
  if (!registry) return null;
  if (fact.type === 'NegotiationArchived') return { ...registry, archived: fact.data.reason };
  if (fact.type === 'NegotiationRevised') return renegotiated(registry, fact.data);
  if (fact.type === 'SubjectRetitled') {
    const { what, slug, title } = fact.data;
    return { ...registry, titles: new Map(registry.titles).set(titleKey(what, slug), title) };
  }
  if (fact.type !== 'PartyAdded' && fact.type !== 'PartyRevised') return registry;
  const { party } = fact.data;
  if (merges?.isMerged('party', party)) return registry;
  if (fact.type === 'PartyAdded')
    return { ...registry, parties: new Map(registry.parties).set(party, partyOf(fact.data)) };
  const old = registry.parties.get(party);
  return old ? { ...registry, parties: new Map(registry.parties).set(party, revised(old, fact.data)) } : registry;
}

/**
 * The registry that entries make; null where they do not open the negotiation. Voided entries are left out.
 * @param entries in the order of recording
 */
export const registryOf = (entries: readonly Entry[], merges?: Merges): Registry | null =>
  entries.reduce<Registry | null>((r, e) => (e.voidedBy === undefined ? evolveRegistry(r, e, merges) : r), null);

/** The role of a party at an instant, in milliseconds since the epoch; undefined where it has none. */
export function roleAt(registry: Registry, party: PartyId, at: Instant): Role | undefined {
  return registry.parties.get(party)?.roles.findLast((r) => r.from <= at)?.role;
}

/** The parties that are principals at an instant, in the order of the registry. */
export function principalsAt(registry: Registry, at: Instant): PartyId[] {
  return [...registry.parties.keys()].filter((party) => roleAt(registry, party, at) === 'principal');
}
