/** Paths and query strings. */
import type { Lens } from '../../../projections/record/lens.js';

/**
 * A path of escaped segments.
 * @example pathOf('negotiations', 'a b') // '/negotiations/a%20b'
 */
export const pathOf = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');

/** What a parameter may be: a list stands several times in the query. */
export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined;

/** The query of the fields that have a value. */
export function queryOf(fields: Readonly<Record<string, QueryValue>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly (string | number)[]) : [value as string])
      query.append(name, String(one));
  }
  return query;
}

/**
 * The lens: which reports count. No field: all of them, as they stand now. A table is a list of its parties.
 * @example { reportedBy: '2023-10-09', withoutSource: ['Axios'] }
 */
export type LensFields = {
  readonly [F in keyof Lens]?: NonNullable<Lens[F]> extends readonly string[] ? readonly string[] : Unbranded<Lens[F]>;
};
type Unbranded<T> = T extends string ? (string extends T ? string : T) : T;

/** A lens as parameters, each with a prefix such as `from.` where two lenses are given. */
export function lensQuery({ table, ...fields }: LensFields, prefix = ''): Record<string, QueryValue> {
  const all = { ...fields, ...(table === undefined ? {} : { table: table.join(',') }) };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`${prefix}${name}`, value as QueryValue]));
}
