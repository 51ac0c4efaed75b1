/**
 * The event by which a new log says from which it follows, in the stream `log`. A log that was written anew, or put back to
 * an earlier state, is another one than others have followed: it is signed under another name, and whoever kept a checkpoint
 * of the one before finds that here.
 */
import { z } from 'zod';

/** The name of the stream that holds the beginnings of the log. */
export const LOG_STREAM = 'log';

/**
 * - `rewritten`: every event was recorded anew, with its texts sealed. It is the first event of the log.
 * - `restored`: a backup that lacks events which had been signed. It follows the last event of the backup.
 */
export const LOG_BEGINNINGS = ['rewritten', 'restored'] as const;

/** The log before. */
const before = z.strictObject({
  /** The name under which it was signed last; null: it never was. */
  origin: z
    .string()
    .max(255)
    .regex(/^[^\s+]+$/)
    .nullable(),
  /** How many events it had, as far as is known. */
  events: z.int().nonnegative(),
  /** The root of the tree over them, in base64; null where it is not known. */
  root: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .nullable(),
  /** Its newest signed checkpoint, as it is; null: it never was signed. */
  checkpoint: z
    .string()
    .max(200_000)
    .regex(/^\S+\n\d+\n/)
    .nullable(),
});

/** The schema of the event's data, by event type. */
export const logSchemas = {
  LogBegun: z.strictObject({
    why: z.enum(LOG_BEGINNINGS),
    /** When it was begun: the first event of a log cannot have a later time than the next. */
    at: z.iso.datetime({ precision: 3 }),
    before,
    /** How many of the events of the log before are not in this one. */
    lost: z.int().nonnegative(),
  }),
} as const;
export type LogBegun = Readonly<z.infer<typeof logSchemas.LogBegun>>;
