/** Lenses that stand still: whatever they read, they read the same at any later time. */
import fc from 'fast-check';
import { lens } from './lens.js';
import type { Fields, History, Line } from './line.js';

/** One of the history's own dates bounds it where it has no bound. */
export const stillLens = (h: History): fc.Arbitrary<Fields> => {
  const dates = h.lines.flatMap(({ data }) => (typeof data['reportedAt'] === 'string' ? [data['reportedAt']] : []));
  const date = dates.length ? fc.constantFrom(...dates) : fc.constant('2023-10-01');
  return fc.tuple(lens(h), date).map(([fields, reportedBy]) => ({ reportedBy, ...fields }));
};

/** A party that the record does not have yet cannot be left out, nor has it said anything. */
export function withoutStrangers(under: Fields, lines: readonly Line[]): Fields {
  const [{ data: opened }, ...rest] = lines as [Line, ...Line[]];
  const parties = (opened['parties'] as { party: string }[]).map(({ party }) => party);
  const added = rest.filter(({ type }) => type === 'PartyAdded').map(({ data }) => String(data['party']));
  const known = new Set([...parties, ...added]);
  const left = ((under['withoutParty'] ?? []) as string[]).filter((party) => known.has(party));
  return { ...under, withoutParty: left };
}

/** What is said of grades belongs to the stream of sources. */
export const isInStream = ({ data }: Line): boolean => 'negotiation' in data;
