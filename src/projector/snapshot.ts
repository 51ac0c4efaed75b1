/**
 * A snapshot: where the book stood, without what its streams hold, which is read from the log when it is asked for.
 * One line that says what it is, and one of JSON that the first line's checksum covers. It can be thrown away at any
 * time, and is, wherever anything about it does not fit.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import { version } from '../platform/version.js';
import { UNREADABLE_REASONS } from '../../answers/status.js';

const position = z.string().regex(/^\d{1,19}$/);

const passed = z.strictObject({
  reason: z.enum(UNREADABLE_REASONS),
  revision: z.int(),
  /** Null where a damaged event has no readable time. */
  recordedAt: z.number().nullable(),
});

const page = z.strictObject({
  stream: z.string(),
  revision: z.int(),
  position,
  isOpen: z.boolean(),
  passedOver: z.array(passed).optional(),
  /** What was worked out of it stood, by whoever works that out. */
  note: z.unknown().optional(),
});

const snapshot = z.strictObject({
  /** The last event that had been applied. */
  last: z.strictObject({ position, stream: z.string(), revision: z.int(), hash: z.string() }),
  recordedAt: z.number().nullable(),
  pages: z.array(page),
});
export type Snapshot = z.infer<typeof snapshot>;
export type PageSnapshot = z.infer<typeof page>;

/** To be raised whenever the form changes. Another version of the program may read other events. */
const FORM = 1;
const written = z.strictObject({
  parley: z.literal('snapshot'),
  form: z.literal(FORM),
  schema: z.literal(SCHEMA_VERSION),
  program: z.literal(version()),
  sha256: z.string(),
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function snapshotText(of: Snapshot): string {
  const body = JSON.stringify(of);
  const head = { parley: 'snapshot', form: FORM, schema: SCHEMA_VERSION, program: version(), sha256: sha256(body) };
  return `${JSON.stringify(head)}\n${body}\n`;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The snapshot of a text, or in words why it is none. */
export function readSnapshot(text: string): Snapshot | string {
  const [first = '', body = '', ...rest] = text.split('\n');
  const head = written.safeParse(parsed(first));
  if (!head.success) return 'it is of another version, or no snapshot';
  if (rest.join('') !== '' || sha256(body) !== head.data.sha256) return 'it is damaged';
  const read = snapshot.safeParse(parsed(body));
  return read.success ? read.data : 'it is not in the form that it says';
}
