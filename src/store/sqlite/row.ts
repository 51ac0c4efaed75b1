/** Converts events to rows of the table and back. A row that was changed becomes an event that is marked as damaged. */
import { crc32 } from 'node:zlib';
import type { Sealed } from '../../../events/chain/chain.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { packedHash, packedId, unpackedHash, unpackedId, type Packed } from './packed.js';

/** The columns in the order of `Row`. */
export const COLUMNS =
  'position, stream, revision, id, type, data, recorded_at, recorder, schema_version, correlation_id, causation_id, hash, checksum';

// An array, because SQLite's driver returns arrays faster than objects.
export type Row = readonly [
  position: number,
  stream: number,
  revision: number,
  id: Packed,
  type: string,
  data: string,
  recordedAt: string,
  recorder: string,
  schemaVersion: number,
  correlationId: Packed,
  causationId: Packed,
  hash: Packed,
  checksum: number,
];

// SQLite does not notice a flipped bit inside a value. The hash chain would, but is too slow to check on every read. This
// is quick and protects against accidents; the chain protects against intent.
export const checksumOf = (position: number | bigint, e: Omit<Sealed, 'data'>, data: string): number =>
  crc32(
    `${position} ${e.stream} ${e.revision} ${e.id} ${e.type} ${e.recordedAt} ${e.recorder} ${e.schemaVersion} ${e.correlationId} ${e.causationId} ${e.hash} ${data}`,
  );

/**
 * @param stream the number of its stream
 * @param data the canonical JSON of the event's data
 */
export const rowOf = (position: number, stream: number, e: Sealed, data: string): Row => [
  position,
  stream,
  e.revision,
  packedId(e.id),
  e.type,
  data,
  e.recordedAt,
  e.recorder,
  e.schemaVersion,
  packedId(e.correlationId),
  packedId(e.causationId),
  packedHash(e.hash),
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

/**
 * The event of a row; `damaged` where its checksum does not fit or its data is no JSON object.
 * @param stream the name of its stream
 */
export function eventOf(row: Row, stream: string): RecordedEvent {
  const [position, , revision, id, type, text, recordedAt, recorder, schemaVersion, correlation, causation] = row;
  const [, , , , , , , , , , , hash, checksum] = row;
  const correlationId = unpackedId(correlation);
  const event = {
    stream,
    revision,
    position: BigInt(position),
    id: unpackedId(id),
    type,
    data: {} as JsonObject,
    recordedAt,
    recorder,
    schemaVersion,
    correlationId,
    causationId: unpackedId(causation),
    hash: unpackedHash(hash),
  };
  if (checksumOf(position, event, text) !== checksum) return { ...event, damaged: 'it is not what was written' };
  const data = parse(text);
  if (typeof data === 'string') return { ...event, damaged: data };
  event.data = data;
  return event;
}
