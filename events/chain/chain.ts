/**
 * The hash chain of a stream: each event's hash covers the one before it, so that an event that was changed, removed
 * or moved is found and named (`verify.ts`). What a chain alone cannot show is that its last events are missing, or
 * that all of it was written anew: for that, compare it with a link that was kept elsewhere (`checkpoint.ts`).
 */
import { canonicalJson } from '../canonical.js';
import type { NewEvent, RecordedEvent } from '../envelope.js';
import { sha256 } from '../sha256.js';

/** Where a stream stands: its last revision, and the hash of the event there. */
export interface Link {
  readonly revision: number;
  readonly hash: string;
}

/** What stands in for the previous hash in a stream's first event. */
export const GENESIS = '0'.repeat(64);

/** Where a stream stands that has no event yet. */
export const START: Link = { revision: -1, hash: GENESIS };

/** An event with its place in the stream and its hash, but not yet with a position. */
export type Sealed = Omit<RecordedEvent, 'position' | 'damaged'>;

/** What a hash covers besides the data. */
type Labels = Omit<Sealed, 'data' | 'hash'>;

/**
 * SHA-256, as hexadecimal, over the previous event's hash (its 64 hexadecimal digits) followed by the RFC 8785
 * canonical JSON of `{stream, revision, type, data, metadata: {id, recordedAt, recorder, schemaVersion, correlationId,
 * causationId}}`. `data` is the canonical JSON of the event's data.
 */
export function hashOfText(previousHash: string, event: Labels, data: string): string {
  const { causationId, correlationId, id, recordedAt, recorder, schemaVersion } = event;
  // Put together by hand, because the data is much the largest part and has been made canonical to be stored.
  // For the rest JSON.stringify is canonical: strings and integers, in objects whose keys are already sorted.
  const metadata = JSON.stringify({ causationId, correlationId, id, recordedAt, recorder, schemaVersion });
  const [stream, type] = [JSON.stringify(event.stream), JSON.stringify(event.type)];
  return sha256(
    `${previousHash}{"data":${data},"metadata":${metadata},"revision":${event.revision},"stream":${stream},"type":${type}}`,
  );
}

/** The same, for an event of which the canonical text is not at hand. */
export const hashOf = (previousHash: string, event: Omit<Sealed, 'hash'>, data = canonicalJson(event.data)): string =>
  hashOfText(previousHash, event, data);

/** The next event of a stream that stands at `last`. `data` as in `hashOf`. */
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
