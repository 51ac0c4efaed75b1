/** One page of a listing, and the cursor of the next one. */
import { USUAL_ROWS, type PageQuery } from '../../answers/page.js';

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

/** The id of the last row of the page before; undefined where the first page is asked for. */
export const lastIdIn = ({ cursor }: PageQuery): string | undefined =>
  cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();

/**
 * The first rows, and the cursor of the page after them, where there are more.
 * @param rows those after the page before; no more of them are taken than are needed
 */
export async function pageOf<R>(
  rows: Iterable<R> | AsyncIterable<R>,
  { limit: most = USUAL_ROWS }: PageQuery,
  idOf: (row: R) => string,
): Promise<{ readonly rows: R[]; readonly next: string | null }> {
  const page: R[] = [];
  for await (const row of rows) {
    if (page.length === most) return { rows: page, next: cursorOf(idOf(page[most - 1] as R)) };
    page.push(row);
  }
  return { rows: page, next: null };
}
