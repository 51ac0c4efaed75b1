/** Timestamps of the log: by when a checkpoint existed, according to an authority (RFC 3161). */
import { z } from 'zod';

/** Frozen: the schemas below are made of it. */
const stamped = Object.freeze({
  size: z.int().min(0).meta({ description: 'How many events the checkpoint holds.' }),
  at: z.string().meta({ description: 'By when it existed, by the clock of the authority.' }),
  authority: z.string().meta({ description: 'The name in the certificate of the authority.' }),
});

/** What a checkpoint is said to have existed by. */
export const timestampWords = z.strictObject(stamped);
export type TimestampWords = z.infer<typeof timestampWords>;

export const logTimestamp = z.strictObject({
  ...stamped,
  serial: z.string().meta({ description: 'The serial number that the authority gave, in hexadecimal digits.' }),
  checkpoint: z.string().meta({ description: 'What was timestamped: the checkpoint, with the signatures of the log.' }),
  reply: z.string().meta({ description: 'What the authority answered: a TimeStampResp (RFC 3161) in Base 64.' }),
});
export type LogTimestamp = z.infer<typeof logTimestamp>;

export const timestampsParameters = z.strictObject({
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|100)$/, { error: 'must be a number from 1 to 100' })
    .transform(Number)
    .default(10)
    .meta({ description: 'How many, the newest first.' }),
});
export type TimestampsParameters = z.infer<typeof timestampsParameters>;

export const timestampsAnswer = z.strictObject({
  authority: z.string().nullable().meta({ description: 'The address that is asked; null: none.' }),
  timestamps: z.array(logTimestamp).meta({ description: 'Those that verify, the newest first.' }),
  problem: z
    .string()
    .nullable()
    .meta({ description: 'Why there is none, or none of today, as far as it is known; null where all is well.' }),
});
export type TimestampsAnswer = z.infer<typeof timestampsAnswer>;
