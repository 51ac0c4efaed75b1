/** How an event lies on the server: its data as JSON, and everything else that is Parley's in its metadata. */
import { jsonEvent, type EventData, type RecordedEvent as OnServer } from '@eventstore/db-client';
import { z } from 'zod';
import type { Sealed } from '../../../events/chain/chain.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { StoreFailure } from '../store-failure.js';

/** The names with a $ are those by which EventStoreDB itself ties events together. */
const metadataSchema = z.object({
  recordedAt: z.string(),
  recorder: z.string(),
  schemaVersion: z.int(),
  $correlationId: z.string(),
  $causationId: z.string(),
  hash: z.string(),
});
type Metadata = z.infer<typeof metadataSchema>;

/** @param text the canonical JSON of its data, in which order it is then stored */
export function eventData({ id, type, ...sealed }: Sealed, text: string): EventData {
  const { recordedAt, recorder, schemaVersion, correlationId, causationId, hash } = sealed;
  const metadata: Metadata = {
    recordedAt,
    recorder,
    schemaVersion,
    $correlationId: correlationId,
    $causationId: causationId,
    hash,
  };
  return jsonEvent({ id, type, data: JSON.parse(text) as JsonObject, metadata });
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const UNKNOWN: Metadata = {
  recordedAt: '',
  recorder: '',
  schemaVersion: 0,
  $correlationId: '',
  $causationId: '',
  hash: '',
};

/** Servers before version 22.6 do not say where in the log an event of a stream stands. */
const NO_POSITION = 2n ** 64n - 1n;

/** Where the event stands in the log. Parley's events are committed where they are prepared. */
export function positionOf({ streamId, position }: OnServer): bigint {
  if (position === undefined || position.commit === NO_POSITION)
    throw new StoreFailure('unwritable', `the server does not say where events of ${streamId} stand: it takes 22.6`);
  return position.commit;
}

/** An event as it came from the server: one that is not Parley's, or not sound, says so. */
export function eventOf(onServer: OnServer): RecordedEvent {
  const { streamId, revision, id, type, data } = onServer;
  const read = metadataSchema.safeParse(onServer.metadata);
  const { $correlationId, $causationId, ...metadata } = read.success ? read.data : UNKNOWN;
  const event = {
    stream: streamId,
    revision: Number(revision),
    position: positionOf(onServer),
    id,
    type,
    data: {} as JsonObject,
    recordedAt: metadata.recordedAt,
    recorder: metadata.recorder,
    schemaVersion: metadata.schemaVersion,
    correlationId: $correlationId,
    causationId: $causationId,
    hash: metadata.hash,
  };
  if (!read.success) return { ...event, damaged: 'its metadata is not what Parley writes' };
  if (!isObject(data)) return { ...event, damaged: 'its data is not a JSON object' };
  event.data = data;
  return event;
}
