/** How a page of a listing is asked for: a limit, and an opaque cursor that says where the page before ended. */
import { z } from 'zod';

/** The largest page. */
export const MOST_ROWS = 500;
/** The size of a page where no limit is given. */
export const USUAL_ROWS = 50;

const limit = z
  .string()
  .regex(/^\d{1,3}$/, { error: `must be a number from 1 to ${MOST_ROWS}` })
  .transform(Number)
  .pipe(z.int().min(1).max(MOST_ROWS))
  .optional()
  .meta({ description: `How many at most, up to ${MOST_ROWS}; ${USUAL_ROWS} where not given.` });

const cursor = z
  .string()
  .max(300)
  .regex(/^[\w-]+$/, { error: 'must be a cursor from the link to the next page' })
  .optional()
  .meta({ description: 'From the link to the next page.' });

/** The parameters of a listing that comes in pages. */
export const pageQuery = { limit, cursor } as const;

/** The same, as they have been read. */
export interface PageQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** In the answer: where the next page begins. */
export const nextCursor = z.string().nullable().meta({ description: 'The cursor of the next page.' });
