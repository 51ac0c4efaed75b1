/** The transparent log: proofs, by which anybody can check that an event is in it, and that it only grows. */
import { z } from 'zod';

const hash = z.string().meta({ description: 'A hash of 32 bytes in Base 64.' });
const size = z.int().min(0).meta({ description: 'How many events the tree holds.' });

const sizeParameter = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,14})$/, { error: 'must be how many events a tree holds: a whole number' })
  .transform(Number);

export const consistencyParameters = z.strictObject({
  from: sizeParameter.meta({ description: 'The size of the earlier tree.' }),
  to: sizeParameter.meta({ description: 'The size of the later tree, at most what is stored.' }),
});
export type ConsistencyParameters = z.infer<typeof consistencyParameters>;

const proof = z.array(hash).max(63);

export const consistencyAnswer = z.strictObject({
  from: size,
  to: size,
  fromRoot: hash,
  toRoot: hash,
  proof: proof.meta({ description: 'A consistency proof (RFC 6962, section 2.1.2).' }),
});
export type ConsistencyAnswer = z.infer<typeof consistencyAnswer>;

export const reportProofAnswer = z.strictObject({
  negotiation: z.string(),
  report: z.string(),
  event: z
    .strictObject({ stream: z.string(), revision: z.int(), position: z.string(), hash: z.string() })
    .meta({ description: 'The event by which the report was recorded, and its hash in hexadecimal digits.' }),
  index: z.int().meta({ description: 'The number of its leaf, from 0.' }),
  entry: z.string().meta({
    description:
      'What the leaf stands for, in hexadecimal digits: index + 1 in eight bytes, the most significant first, and the hash.',
  }),
  size,
  root: hash,
  proof: proof.meta({ description: 'An inclusion proof (RFC 6962, section 2.1.1), from the leaf up.' }),
  checkpoint: z.string().nullable().meta({
    description: 'The signed checkpoint with this size and root; null where the log has no key to sign with.',
  }),
});
export type ReportProofAnswer = z.infer<typeof reportProofAnswer>;
