/** Converts events to rows of the table and back. A row that was changed becomes an event that is marked as damaged. */
import { crc32 } from 'node:zlib';
import type { Sealed } from '../../../events/chain/chain.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';

/** The columns in the order of `Row`. */
export const COLUMNS =
  'position, stream, revision, id, type, data, recorded_at, recorder, schema_version, correlation_id, causation_id, hash, checksum';

// An array, because SQLite's driver returns arrays faster than objects.
export type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  recordedAt: string,
  recorder: string,
  schemaVersion: number,
  correlationId: string,
  causationId: string,
  hash: string,
  checksum: number,
];

// SQLite does not notice a flipped bit inside a value. The hash chain would, but is too slow to check on every read. This
// is quick and protects against accidents; the chain protects against intent.
export const checksumOf = (position: number | bigint, e: Omit<Sealed, 'data'>, data: string): number =>
  crc32(
    `${position} ${e.stream} ${e.revision} ${e.id} ${e.type} ${e.recordedAt} ${e.recorder} ${e.schemaVersion} ${e.correlationId} ${e.causationId} ${e.hash} ${data}`,
  );

/** @param data the canonical JSON of the event's data */
export const rowOf = (position: number, e: Sealed, data: string): Row => [
  position,
  e.stream,
  e.revision,
  e.id,
  e.type,
  data,
  e.recordedAt,
  e.recorder,
  e.schemaVersion,
  e.correlationId,
  e.causationId,
  e.hash,
  checksumOf(position, e, data),
];

function parse(text: string): JsonObject | string {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as JsonObject) : 'its data is not a JSON object';
  } catch {
    return 'its data is not JSON';
  }
}

/** The event of a row; `damaged` where its checksum does not fit or its data is no JSON object. */
export function eventOf(row: Row): RecordedEvent {
  const [position, stream, revision, id, type, text, recordedAt, recorder, schemaVersion, correlationId, causationId] =
    row;
  const [, , , , , , , , , , , hash, checksum] = row;
  const event = {
    stream,
    revision,
    position: BigInt(position),
    id,
    type,
    data: {} as JsonObject,
    recordedAt,
    recorder,
    schemaVersion,
    correlationId,
    causationId,
    hash,
  };
  if (checksumOf(position, event, text) !== checksum) return { ...event, damaged: 'it is not what was written' };
  const data = parse(text);
  if (typeof data === 'string') return { ...event, damaged: data };
  event.data = data;
  return event;
}
