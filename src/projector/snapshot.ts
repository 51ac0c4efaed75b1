/**
 * A snapshot says where every stream stands, who has recorded in it, and what the desk shows of each negotiation. It
 * holds no events: those are loaded from the log on demand. It is a text of two lines: a head with a checksum, and a
 * body, both of JSON. A snapshot can be thrown away at any time, and is wherever it does not fit.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import { deskRow } from '../../answers/desk.js';
import { UNREADABLE_REASONS } from '../../answers/status.js';
import { version } from '../platform/version.js';

const position = z.string().regex(/^\d{1,19}$/);

const unreadable = z.strictObject({
  reason: z.enum(UNREADABLE_REASONS),
  revision: z.int(),
  /** Null where a damaged event has no readable time. */
  recordedAt: z.number().nullable(),
});

/** The row of the desk, and how long it holds. */
const present = z.strictObject({
  /** It holds for this version of the negotiation alone: see `MemoryImage.versionOf`. */
  version: z.string(),
  /** When the clock alone changes a value next, in milliseconds since the epoch; null: never. */
  turnsAt: z.number().nullable(),
  row: deskRow,
});
export type PresentSnapshot = z.infer<typeof present>;

const stream = z.strictObject({
  stream: z.string(),
  revision: z.int(),
  position,
  isOpen: z.boolean(),
  recorders: z.array(z.string()),
  unreadable: z.array(unreadable).optional(),
  /** Left out where nobody has asked for the desk. */
  present: present.optional(),
});
export type StreamSnapshot = z.infer<typeof stream>;

const snapshot = z.strictObject({
  /** The last event that was applied. */
  last: z.strictObject({ position, stream: z.string(), revision: z.int(), hash: z.string() }),
  /** The latest readable time of recording; null where there is none. */
  recordedAt: z.number().nullable(),
  streams: z.array(stream),
});
export type Snapshot = z.infer<typeof snapshot>;

/** To be raised whenever the body changes its form. */
const FORM = 3;
// Another version of the program may read other events, or compute other rows.
const head = z.strictObject({
  parley: z.literal('snapshot'),
  form: z.literal(FORM),
  schema: z.literal(SCHEMA_VERSION),
  program: z.literal(version()),
  sha256: z.string(),
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function snapshotText(of: Snapshot): string {
  const body = JSON.stringify(of);
  const first = { parley: 'snapshot', form: FORM, schema: SCHEMA_VERSION, program: version(), sha256: sha256(body) };
  return `${JSON.stringify(first)}\n${body}\n`;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The snapshot that `snapshotText` made the text of; else in words why it cannot be used. */
export function readSnapshot(text: string): Snapshot | string {
  const [first = '', body = '', ...rest] = text.split('\n');
  const readHead = head.safeParse(parsed(first));
  if (!readHead.success) return 'it is of another version, or no snapshot';
  if (rest.join('') !== '' || sha256(body) !== readHead.data.sha256) return 'it is damaged';
  const read = snapshot.safeParse(parsed(body));
  return read.success ? read.data : 'it is not in the form that it says';
}
