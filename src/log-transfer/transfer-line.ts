/** The lines of a log in transfer: an event each, and an end line with a checkpoint of all streams. */
import { z } from 'zod';
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';

/** What was parsed from JSON holds nothing but JSON: it is not looked into. */
const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'must be an object' },
);

const uuid = z.string().regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/, { error: 'must be a UUID in lower case' });

/** An event as `GET /v1/log` writes it. A damaged one has no data, and is refused. */
const eventLine = z.strictObject({
  type: z.string().min(1),
  data: jsonObject,
  stream: z.string().min(1),
  revision: z.int().min(0),
  position: z.string().regex(/^\d{1,19}$/),
  id: uuid,
  recordedAt: z.iso.datetime({ precision: 3 }),
  recorder: z.string(),
  schemaVersion: z.int().min(1),
  correlationId: z.string(),
  causationId: z.string(),
  hash: z.string().regex(/^[\da-f]{64}$/, { error: 'must be a hash' }),
  /** Of the texts that are sealed in its data, or what is left of them. */
  keys: z
    .string()
    .regex(/^[\w-]+$/, { error: 'must be keys' })
    .optional(),
  /** Of the name of its recorder, where that is sealed, or what is left of it. */
  recorderKey: z
    .string()
    .regex(/^[\w-]{43}$/, { error: 'must be a key' })
    .optional(),
});
type EventLine = z.infer<typeof eventLine>;

const endLine = z.strictObject({
  end: z.literal(true),
  events: z.int(),
  checkpoint: z.string(),
  /** The secret under which ids were made of content, in base64url: by it, what is sent again is known again. */
  contentIds: z
    .string()
    .regex(/^[\w-]{43}$/, { error: 'must be 256 bits in base64url' })
    .optional(),
});
export type EndLine = z.infer<typeof endLine>;

export const transferLine = z.union([endLine, eventLine]);

/** An event in transfer. */
export interface TransferredEvent {
  /** As the other store had it. */
  readonly stored: StoredEvent;
  /** As it is to be appended here. */
  readonly event: NewEvent;
}

export function transferredEvent(line: EventLine): TransferredEvent {
  const { position, data, keys: encoded, recorderKey: ofRecorder, ...rest } = line;
  const recorderKey = ofRecorder === undefined ? {} : { recorderKey: Buffer.from(ofRecorder, 'base64url') };
  const keys = encoded === undefined ? {} : { keys: Buffer.from(encoded, 'base64url') };
  const { stream: _s, revision: _r, hash: _h, ...event } = rest;
  return {
    stored: { ...rest, position: BigInt(position), text: canonicalJson(data), ...keys, ...recorderKey },
    event: { ...event, data, ...keys, ...recorderKey },
  };
}

export const endLineOf = (events: number, checkpoint: string, secret: Uint8Array): string => {
  const contentIds = Buffer.from(secret).toString('base64url');
  return `${JSON.stringify({ end: true, events, checkpoint, contentIds })}\n`;
};
