/** Reads answers that come in pages. */
import { InvalidArgumentError, Option } from 'commander';
import { MOST_ROWS } from '../../../answers/page.js';
import type { ApiClient } from './api-client.js';

/** The flag `--limit`. @param usual how many where it is not given; all of them where this is not */
export const limitOption = (usual?: number): Option =>
  new Option('--limit <number>', `how many at most; ${usual ?? 'all'} unless given`).argParser((text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    throw new InvalidArgumentError('It must be a number from 1 on.');
  });

/** One page: its rows are under a name that differs by answer. */
export type Page = Readonly<Record<string, unknown>> & { readonly next: string | null };

/**
 * Reads pages until there are no more, or enough.
 * @param rows the field that holds the rows
 * @param limit how many rows at most
 * @returns the last page that was read, with the rows of all pages
 */
export async function allPages(
  client: ApiClient,
  at: string,
  query: URLSearchParams,
  rows: string,
  limit = Infinity,
): Promise<Page> {
  const all: unknown[] = [];
  for (;;) {
    query.set('limit', String(Math.min(MOST_ROWS, limit - all.length)));
    const page = await client.get<Page>(at, query);
    all.push(...(page[rows] as unknown[]));
    if (page.next === null || all.length >= limit) return { ...page, [rows]: all };
    query.set('cursor', page.next);
  }
}
