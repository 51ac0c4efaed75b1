/** The addresses of the desk: one filter more or less, another order. */
import type { DeskQuery, DeskSort } from '../../../answers/desk.js';
import { linkTo } from '../../page-context.js';

/** The columns, and the direction in which each is sorted first. */
export const COLUMNS: readonly {
  readonly sort: DeskSort;
  readonly name: string;
  readonly first: NonNullable<DeskQuery['direction']>;
}[] = [
  { sort: 'title', name: 'Talks', first: 'asc' },
  { sort: 'phase', name: 'Phase', first: 'desc' },
  { sort: 'contested', name: 'Contested', first: 'desc' },
  { sort: 'changed', name: 'Last change', first: 'desc' },
  { sort: 'agreement', name: 'Agreement', first: 'asc' },
  { sort: 'outlook', name: 'Outlook', first: 'asc' },
  { sort: 'news', name: 'News', first: 'desc' },
];

/** The order of a query; what was recorded last stands first where none is given. */
export function orderIn(query: URLSearchParams): { readonly sort: string; readonly direction: string } {
  const sort = query.get('sort');
  return sort ? { sort, direction: query.get('direction') ?? 'asc' } : { sort: 'recorded', direction: 'desc' };
}

/** The desk with other values of some parameters, from its first page on; undefined takes one away. */
export function deskWith(query: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(query);
  next.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return linkTo('/', next);
}

/** A press on a column sorts by it, a second one the other way round. */
export function sortedBy(query: URLSearchParams, { sort, first }: (typeof COLUMNS)[number]): string {
  const now = orderIn(query);
  const other = now.direction === 'asc' ? 'desc' : 'asc';
  return deskWith(query, { sort, direction: now.sort === sort ? other : first });
}
