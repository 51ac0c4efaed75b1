/** What an opening, and a revision of it, must keep to besides the schema. */
import type { PartyId } from '../events/ids.js';
import type { RegistryData } from '../events/registry.js';
import type { Role } from '../events/vocabulary.js';
import { nearest } from './nearest.js';
import { finding, invalid, type DataFinding } from './refusal.js';
import type { NegotiationState } from './state.js';

/** Who may sit at a table. */
interface Seating {
  readonly parties: readonly PartyId[];
  /** Undefined where there is no such party. */
  readonly roleOf: (party: PartyId) => Role | undefined;
  /** The party as which this one is read. */
  readonly readAs: (party: PartyId) => PartyId;
}

/** The indices of what is there a second time. */
const repeated = (slugs: readonly string[]): number[] =>
  slugs.flatMap((slug, i) => (slugs.indexOf(slug) < i ? [i] : []));

/** A finding for each slug that is there a second time. @param pointer of the slug at an index */
const twice = (slugs: readonly string[], pointer: (index: number) => string): DataFinding[] =>
  repeated(slugs).map((i) => invalid(pointer(i), `${slugs[i]} is there twice`));

function seat({ parties, roleOf }: Seating, party: PartyId, pointer: string): DataFinding[] {
  const role = roleOf(party);
  if (role === 'principal') return [];
  if (role) return [invalid(pointer, `${party} is ${role}: only principals sit at a table`)];
  return [finding('unknown-party', pointer, `${party} is not among the parties`, nearest(parties, party))];
}

const tableFindings = (tables: readonly (readonly PartyId[])[], seating: Seating): DataFinding[] =>
  tables.flatMap((table, t) => [
    ...twice(table.map(seating.readAs), (i) => `/tables/${t}/${i}`),
    ...table.flatMap((party, i) => seat(seating, party, `/tables/${t}/${i}`)),
  ]);

/**
 * How many parties a negotiation may have. Each two of them may contradict each other, so what is read of their words grows
 * with the square of their number.
 */
export const MOST_PARTIES = 200;

export function openingFindings(opening: RegistryData<'NegotiationOpened'>): DataFinding[] {
  const { parties = [], issues = [], tables = [] } = opening;
  const slugs = parties.map((p) => p.party);
  const tooMany = slugs.length > MOST_PARTIES;
  return [
    ...(tooMany ? [invalid('/parties', `a negotiation has at most ${MOST_PARTIES} parties`)] : []),
    ...twice(slugs, (i) => `/parties/${i}/party`),
    ...twice(
      issues.map((x) => x.issue),
      (i) => `/issues/${i}/issue`,
    ),
    ...tableFindings(tables, {
      parties: slugs,
      roleOf: (party) => parties.find((p) => p.party === party)?.role,
      readAs: (party) => party,
    }),
  ];
}

/** Of the tables: each party sits there with the role that it was last given. */
export function negotiationRevisionFindings(
  { desk }: NegotiationState,
  { tables }: RegistryData<'NegotiationRevised'>,
): DataFinding[] {
  const registry = tables && desk?.registry;
  if (!registry) return [];
  const { merges } = desk;
  const readAs = <P extends string>(party: P) => merges.slugOf('party', party);
  return tableFindings(tables, {
    parties: [...registry.parties.keys()],
    roleOf: (party) => registry.parties.get(readAs(party))?.roles.at(-1)?.role,
    readAs,
  });
}
