/** How far the record has moved on since the moment that a lens shows. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { lensSchema } from '../../projections/record/lens.js';

export const laterEntriesAnswer = z.strictObject({
  negotiation: negotiationId,
  lens: lensSchema,
  later: z
    .int()
    .meta({ description: 'Entries recorded or published, or of what happened, after the bounds of the lens.' }),
  revision: z.int().meta({ description: 'The last revision that is recorded now.' }),
  position: z.string(),
});
export type LaterEntriesAnswer = z.infer<typeof laterEntriesAnswer>;
