/**
 * The hash chain of a stream: each event's hash covers the one before it, so that an event that was changed, removed
 * or moved is found and named. What a chain alone cannot show is that its last events are missing, or that all of it
 * was written anew: for that, compare it with a link that was kept elsewhere.
 */
import { canonicalJson } from './canonical.js';
import type { NewEvent, RecordedEvent } from './envelope.js';
import { sha256 } from './sha256.js';

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

/**
 * SHA-256, as hexadecimal, over the previous event's hash (its 64 hexadecimal digits) followed by the RFC 8785
 * canonical JSON of `{stream, revision, type, data, metadata: {id, recordedAt, recorder, schemaVersion, correlationId,
 * causationId}}`. `data` is the canonical JSON of the event's data, for a caller that has it already.
 */
export function hashOf(previousHash: string, event: Omit<Sealed, 'hash'>, data = canonicalJson(event.data)): string {
  const { causationId, correlationId, id, recordedAt, recorder, schemaVersion } = event;
  // Put together by hand, because the data is much the largest part and has been made canonical to be stored.
  // For the rest JSON.stringify is canonical: strings and integers, in objects whose keys are already sorted.
  const metadata = JSON.stringify({ causationId, correlationId, id, recordedAt, recorder, schemaVersion });
  const [stream, type] = [JSON.stringify(event.stream), JSON.stringify(event.type)];
  return sha256(
    `${previousHash}{"data":${data},"metadata":${metadata},"revision":${event.revision},"stream":${stream},"type":${type}}`,
  );
}

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

/** Whether a stream's chain holds, and if not, the first revision at which it breaks. */
export type Verdict =
  | { readonly ok: true; readonly last: Link }
  | {
      readonly ok: false;
      readonly revision: number;
      /** The event's id, where there is an event at this revision. */
      readonly id: string | null;
      /** `changed`: it is not what was sealed after the event before it. `removed or reordered`: it is not here. */
      readonly problem: 'changed' | 'removed or reordered';
    };

/** What is known of a stream besides its events. */
export interface Anchors {
  /** Where the events begin: the link before the first of them. A long stream is verified page by page with it. */
  readonly after?: Link;
  /** A link that was kept elsewhere, and that the stream must still hold by the end of these events. */
  readonly kept?: Link;
}

function isSealed(previousHash: string, event: RecordedEvent): boolean {
  try {
    return event.hash === hashOf(previousHash, event);
  } catch {
    // Data that has no canonical form was never sealed.
    return false;
  }
}

/** Checks the chain of one stream's events, given in the order in which they are stored. */
export function verifyStream(events: Iterable<RecordedEvent>, { after = START, kept }: Anchors = {}): Verdict {
  let last = after;
  for (const event of events) {
    const revision = last.revision + 1;
    if (event.revision !== revision) return { ok: false, revision, id: null, problem: 'removed or reordered' };
    const rewritten = kept?.revision === revision && kept.hash !== event.hash;
    if (rewritten || !isSealed(last.hash, event)) return { ok: false, revision, id: event.id, problem: 'changed' };
    last = { revision, hash: event.hash };
  }
  if (kept && kept.revision > last.revision)
    return { ok: false, revision: last.revision + 1, id: null, problem: 'removed or reordered' };
  return { ok: true, last };
}
