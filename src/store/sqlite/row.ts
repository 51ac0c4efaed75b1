/** Converts events to rows of the table and back. A row that was changed becomes an event that is marked as damaged. */
import { crc32 } from 'node:zlib';
import type { Sealed } from '../../../events/chain/chain.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { RECORDERS_SEALED_FROM } from '../erasure/sealed-recorder.js';
import { openTexts } from '../erasure/sealed-texts.js';
import { SEALED_FROM } from '../prepared-write.js';
import { packedHash, packedId, unpackedHash, unpackedId, uuidOf, type Packed } from './packed.js';

/** The columns in the order of `NewRow`. */
export const COLUMNS =
  'position, stream, revision, id, type, data, recorded_at, recorder, schema_version, correlation_id, causation_id, hash, checksum';

/** A row to be inserted. */
export type NewRow = readonly [
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

/** The ids and the hash of a row. */
export type Marks = readonly [id: Packed, correlationId: Packed, causationId: Packed, hash: Packed];
const MARKS = ['id', 'correlation_id', 'causation_id', 'hash'] as const;

/** The columns in the order of `Marks`. */
export const MARK_COLUMNS = MARKS.join(', ');

/*
 * The columns in the order of `Row`. Ids and hash are read as one text of hexadecimal digits, which costs a quarter of what
 * four values of bytes cost; null where one of them is no bytes.
 */
export const READ_COLUMNS = `position, stream, revision, type, data, recorded_at, recorder, schema_version, checksum,
  iif(${MARKS.map((name) => `typeof(${name}) = 'blob'`).join(' AND ')},
    lower(${MARKS.map((name) => `hex(${name})`).join(' || ')}), NULL),
  (SELECT keys FROM erasable_keys WHERE erasable_keys.position = events.position)`;

/** A row as it is read. An array, because SQLite's driver returns arrays faster than objects. */
export type Row = readonly [
  position: number,
  stream: number,
  revision: number,
  type: string,
  data: string,
  recordedAt: string,
  recorder: string,
  schemaVersion: number,
  checksum: number,
  marks: string | null,
  keys: Buffer | null,
];

/** Three UUIDs and a hash, in hexadecimal digits. */
const USUAL_LENGTH = 3 * 32 + 64;

type UnpackedMarks = Pick<RecordedEvent, 'id' | 'correlationId' | 'causationId' | 'hash'>;

/** @param packed reads them as they are stored, where they do not have their usual form */
function unpackedMarks(marks: string | null, packed: () => Marks): UnpackedMarks {
  if (marks?.length === USUAL_LENGTH)
    return {
      id: uuidOf(marks),
      correlationId: uuidOf(marks, 32),
      causationId: uuidOf(marks, 64),
      hash: marks.slice(96),
    };
  const [id, correlationId, causationId, hash] = packed();
  return {
    id: unpackedId(id),
    correlationId: unpackedId(correlationId),
    causationId: unpackedId(causationId),
    hash: unpackedHash(hash),
  };
}

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
export function rowOf(position: number, stream: number, e: Sealed, data: string): NewRow {
  const correlationId = packedId(e.correlationId);
  return [
    position,
    stream,
    e.revision,
    packedId(e.id),
    e.type,
    data,
    e.recordedAt,
    e.recorder,
    e.schemaVersion,
    correlationId,
    e.causationId === e.correlationId ? correlationId : packedId(e.causationId),
    packedHash(e.hash),
    checksumOf(position, e, data),
  ];
}

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
 * @param packed reads the ids and the hash of the row as they are stored
 * @param shown opens the name of a recorder
 */
export function eventOf(
  row: Row,
  stream: string,
  packed: () => Marks,
  shown: (recorder: string) => string,
): RecordedEvent {
  const [position, , revision, type, text, recordedAt, recorder, schemaVersion, checksum, marks, keys] = row;
  const { id, correlationId, causationId, hash } = unpackedMarks(marks, packed);
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
  if (schemaVersion >= RECORDERS_SEALED_FROM) event.recorder = shown(recorder);
  const data = parse(text);
  if (typeof data === 'string') return { ...event, damaged: data };
  event.data = schemaVersion < SEALED_FROM ? data : openTexts(type, data, keys ?? undefined);
  return event;
}
