/** Generated histories in one store: each under a name of its own, its sources as well, since grades are the desk's. */
import { comparableSource } from '../../events/text.js';
import type { History, Line } from '../generators/line.js';

const NAMES = new Set(['publisher', 'origin']);
/** In the stream `sources` an alias names sources as well. */
const NAMES_IN_SOURCES = new Set([...NAMES, 'name', 'of']);

function renamed(value: unknown, suffix: string, names = NAMES): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, suffix, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => {
      if (key === 'negotiation') return [key, suffix];
      if (names.has(key) && typeof of === 'string') return [key, `${of} ${suffix}`];
      return [key, renamed(of, suffix, names)];
    }),
  );
}

/** The stream `sources` is one for all: what is recorded there gets ids of its own as well. */
function inSources(data: Line['data'], suffix: string): Line['data'] {
  const own = ['changeId', 'entry'].filter((field) => data[field] !== undefined);
  return { ...data, ...Object.fromEntries(own.map((field) => [field, `${String(data[field])}-${suffix}`])) };
}

/** The tables stay as they were opened: a lens that names one that a revision has taken away would be refused. */
function withTablesKept({ type, data }: Line): Line {
  const { tables: _, ...others } = data;
  return type === 'NegotiationRevised' ? { type, data: others } : { type, data };
}

/** The history of another negotiation, whose sources are others. */
export const asIf = ({ opened, lines }: History, negotiation: string): Line[] =>
  [opened, ...lines].map(withTablesKept).map(({ type, data }) => ({
    type,
    data: ('negotiation' in data
      ? renamed(data, negotiation)
      : renamed(inSources(data, negotiation), negotiation, NAMES_IN_SOURCES)) as Line['data'],
  }));

/** The publishers and origins that a value names, at any depth. */
export function sourcesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sourcesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, of]) =>
    NAMES.has(key) && typeof of === 'string' ? [of] : sourcesIn(of),
  );
}

/**
 * A lens with the names that its sources have there.
 * @param known those that are named there: a lens that names others is refused
 */
export function lensAsIf(
  lens: Readonly<Record<string, unknown>>,
  negotiation: string,
  known: ReadonlySet<string>,
): Record<string, unknown> {
  const compared = new Set([...known].map(comparableSource));
  const named = (of: unknown) =>
    (of as string[]).map((name) => `${name} ${negotiation}`).filter((name) => compared.has(comparableSource(name)));
  return Object.fromEntries(
    Object.entries(lens).map(([field, value]) => [
      field,
      field === 'withoutSource' || field === 'withoutOrigin' ? named(value) : value,
    ]),
  );
}

/** As query parameters. */
export function queryOf(lens: Readonly<Record<string, unknown>>, prefix = ''): string {
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(lens)) {
    const values = field === 'table' ? [(value as string[]).join()] : [value].flat();
    for (const one of values) query.append(`${prefix}${field}`, String(one));
  }
  return query.toString();
}
