/**
 * The hash chain of a stream. Each event's hash covers the hash before it, so an event that was changed, removed or moved
 * is found (`verify.ts`). A chain alone does not show that its last events are missing, or that all of it was written
 * anew. A checkpoint that was kept elsewhere shows both (`checkpoint.ts`).
 */
import { canonicalJson } from '../canonical.js';
import type { NewEvent, RecordedEvent } from '../envelope.js';
import { sha256 } from '../sha256.js';

/** A link of the chain: a revision, and the hash of the event there. The last link is where a stream stands. */
export interface Link {
  readonly revision: number;
  readonly hash: string;
}

/** The previous hash of a stream's first event. */
export const GENESIS = '0'.repeat(64);

/** The link before a stream's first event. */
export const START: Link = { revision: -1, hash: GENESIS };

/** An event with its revision and its hash, but without a position. */
export type Sealed = Omit<RecordedEvent, 'position' | 'damaged' | 'keys' | 'recorderKey'>;

/** What the hash covers besides the data. */
type Labels = Omit<Sealed, 'data' | 'hash'>;

/**
 * The hash of an event: SHA-256 of the previous event's hash (its 64 hexadecimal digits) followed by the canonical JSON
 * (RFC 8785) of `{stream, revision, type, data, metadata: {id, recordedAt, recorder, schemaVersion, correlationId,
 * causationId}}`.
 * @param data the canonical JSON of the event's data
 * @returns 64 lower-case hexadecimal digits
 */
export function hashOfText(previousHash: string, event: Labels, data: string): string {
  const { causationId, correlationId, id, recordedAt, recorder, schemaVersion } = event;
  // Joined by hand, because the data is by far the largest part and is canonical already. For the rest JSON.stringify
  // is canonical: strings and integers, in objects whose keys are sorted.
  const metadata = JSON.stringify({ causationId, correlationId, id, recordedAt, recorder, schemaVersion });
  const [stream, type] = [JSON.stringify(event.stream), JSON.stringify(event.type)];
  return sha256(
    `${previousHash}{"data":${data},"metadata":${metadata},"revision":${event.revision},"stream":${stream},"type":${type}}`,
  );
}

/** The hash of an event whose data need not be canonical text yet. */
export const hashOf = (previousHash: string, event: Omit<Sealed, 'hash'>, data = canonicalJson(event.data)): string =>
  hashOfText(previousHash, event, data);

/**
 * Seals the next event of a stream: gives it its revision and hash.
 * @param last where the stream stands
 * @param recordedAt as in `RecordedEvent`
 * @param data the canonical JSON of the event's data; made from the event where not given
 */
export function seal(stream: string, last: Link, event: NewEvent, recordedAt: string, data?: string): Sealed {
  const { id, type, recorder, schemaVersion, correlationId, causationId } = event;
  const placed = {
    stream,
    revision: last.revision + 1,
    id,
    type,
    data: event.data,
    recordedAt,
    recorder,
    schemaVersion,
    correlationId,
    causationId,
    hash: '',
  };
  placed.hash = hashOf(last.hash, placed, data);
  return placed;
}
