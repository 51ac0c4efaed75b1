/** An erasure as it is known apart from the log, so that it can be done again in a copy of the log that was made before it. */
import { z } from 'zod';
import { ERASURE_REASONS } from '../../../events/erasure/erased.js';

/** It holds no text: it names the entry and the places of what was erased in it. */
export const knownErasure = z.strictObject({
  stream: z.string().min(1),
  /** The own id of the entry, such as a reportId. */
  entry: z.string().min(1),
  /** JSON pointers; all texts where not given. */
  fields: z.array(z.string()).optional(),
  reason: z.enum(ERASURE_REASONS),
  at: z.iso.datetime(),
});
export type KnownErasure = z.infer<typeof knownErasure>;
