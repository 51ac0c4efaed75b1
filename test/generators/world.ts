/** What a report can refer to while a history is put together. */
import { AGREEMENTS, type Agreement, type Cast, type Party } from './cast.js';
import type { Draw } from './draw.js';
import type { Kind } from './kinds.js';

/** What is known of every report before its fields are. */
export interface Sketch {
  readonly kind: Kind;
  readonly party: Party | undefined;
}

export interface World {
  readonly cast: Cast;
  readonly sketches: readonly Sketch[];
}

/** Fixed width, so that ids order as their numbers do. */
export const idOf = (index: number): string => `r${String(index).padStart(2, '0')}`;

/** Any other report, or another that answers the description; undefined where there is none. */
export function otherReport(
  d: Draw,
  { sketches }: World,
  self: number,
  wanted: (sketch: Sketch) => boolean = () => true,
): string | undefined {
  const found = sketches.flatMap((sketch, index) => (index !== self && wanted(sketch) ? [index] : []));
  const chosen = found[d.upTo(Math.max(found.length - 1, 0))];
  return chosen === undefined ? undefined : idOf(chosen);
}

export const isDemand = ({ kind }: Sketch): boolean => kind === 'demand';

/** What an answer may name by its report. */
export const isAnswerable = ({ kind }: Sketch): boolean => kind === 'demand' || kind === 'overture';

export const someAgreement = (d: Draw): Agreement =>
  d.weighted([
    [62, AGREEMENTS[0]],
    [22, AGREEMENTS[1]],
    [16, AGREEMENTS[2]],
  ]);

export const someParty = (d: Draw, { principals, thirds, outsiders, newcomer }: Cast): Party =>
  d.weighted([
    [70, d.pick(principals)],
    [17, d.pick(thirds)],
    [8, d.pick(outsiders)],
    [5, newcomer ?? d.pick(principals)],
  ]);

/** Principals other than the party: whom it addresses. */
export const others = ({ principals, tables }: Cast, party: Party | undefined): Party[] => {
  const seated = tables.filter((table) => party === undefined || table.includes(party)).flat();
  return (seated.length ? [...new Set(seated)] : [...principals]).filter((p) => p !== party);
};
