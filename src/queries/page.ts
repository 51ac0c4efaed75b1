/** Pages of a listing: a limit, and an opaque cursor that says where the last page ended. */
import { z } from 'zod';

const MOST = 500;
const USUAL = 50;

const limit = z
  .string()
  .regex(/^\d{1,3}$/, { error: `must be a number from 1 to ${MOST}` })
  .transform(Number)
  .pipe(z.int().min(1).max(MOST))
  .optional()
  .meta({ description: `How many at most, up to ${MOST}; ${USUAL} where not given.` });

const cursor = z
  .string()
  .max(300)
  .regex(/^[\w-]+$/, { error: 'must be a cursor from the link to the next page' })
  .transform((text) => Buffer.from(text, 'base64url').toString())
  .optional()
  .meta({ description: 'From the link to the next page.' });

/** The parameters by which a page is asked for. */
export const pageQuery = { limit, cursor };

export interface PageQuery {
  readonly limit?: number | undefined;
  /** The id of the last row of the page before. */
  readonly cursor?: string | undefined;
}

/** The first rows that are kept, and the cursor of the page after them, where there are more. */
export async function pageOf<R>(
  rows: Iterable<R> | AsyncIterable<R>,
  { limit: most = USUAL }: PageQuery,
  idOf: (row: R) => string,
): Promise<{ readonly rows: R[]; readonly next: string | null }> {
  const page: R[] = [];
  for await (const row of rows) {
    if (page.length === most) return { rows: page, next: Buffer.from(idOf(page[most - 1] as R)).toString('base64url') };
    page.push(row);
  }
  return { rows: page, next: null };
}
