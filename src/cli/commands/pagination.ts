/** Listings that come in pages: asked for until there is no more, or enough. */
import { InvalidArgumentError, Option } from 'commander';
import { MOST_ROWS } from '../../../answers/page.js';
import type { ApiClient } from '../client/api-client.js';

export const limitOption = (): Option =>
  new Option('--limit <number>', 'how many at most; all unless given').argParser((text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    throw new InvalidArgumentError('It must be a number from 1 on.');
  });

export type Page = Readonly<Record<string, unknown>> & { readonly next: string | null };

/** @returns the first page with the rows of all of them, and where it went on from there */
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
