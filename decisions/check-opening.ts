/** What an opening must keep to besides its schema. */
import type { RegistryData } from '../events/registry.js';
import { nearest } from './nearest.js';
import { finding, invalid, type DataFinding } from './refusal.js';

type Opening = RegistryData<'NegotiationOpened'>;

/** The indices of what is there a second time. */
const repeated = (slugs: readonly string[]): number[] =>
  slugs.flatMap((slug, i) => (slugs.indexOf(slug) < i ? [i] : []));

const twice = (slugs: readonly string[], pointer: (index: number) => string): DataFinding[] =>
  repeated(slugs).map((i) => invalid(pointer(i), `${slugs[i]} is there twice`));

function seat({ parties = [] }: Opening, party: string, pointer: string): DataFinding[] {
  const known = parties.find((p) => p.party === party);
  const slugs = parties.map((p) => p.party);
  if (!known) return [finding('unknown-party', pointer, `${party} is not among the parties`, nearest(slugs, party))];
  if (known.role === 'principal') return [];
  return [invalid(pointer, `${party} is ${known.role}: only principals sit at a table`)];
}

export function openingFindings(opening: Opening): DataFinding[] {
  const { parties = [], issues = [], tables = [] } = opening;
  return [
    ...twice(
      parties.map((p) => p.party),
      (i) => `/parties/${i}/party`,
    ),
    ...twice(
      issues.map((x) => x.issue),
      (i) => `/issues/${i}/issue`,
    ),
    ...tables.flatMap((table, t) => [
      ...twice(table, (i) => `/tables/${t}/${i}`),
      ...table.flatMap((party, i) => seat(opening, party, `/tables/${t}/${i}`)),
    ]),
  ];
}
