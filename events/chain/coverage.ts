/**
 * What a checkpoint says of events that it does not cover. Positions and the order of streams are in no hash: whoever can
 * write the store could put a stream, or a further event of one, among those that were there when a checkpoint was kept.
 * So an event that the checkpoint does not cover must stand after all that it covers, and must not be older.
 */
import { SOURCES_STREAM } from '../envelope.js';
import { findingAt, type LogFinding } from './log-finding.js';
import type { Checkpoint } from './checkpoint.js';
import type { StoredEvent } from './stored-event.js';

/** Where the events end that a checkpoint covers. */
export interface Coverage {
  readonly checkpoint: Checkpoint;
  /** Every event that is not covered stands at a later position. */
  readonly position: bigint;
  /** No event that is not covered was recorded before: ISO 8601 in UTC. */
  readonly recordedAt: string;
}

const NEGOTIATION = /^negotiation-/;

/**
 * Whether a checkpoint covers every stream of its time, and not those of one negotiation alone. Where positions have no
 * gaps, its events then number its head. Elsewhere it names a stream that the checkpoint of a negotiation does not name.
 */
export function coversAll({ head, streams }: Checkpoint): boolean {
  const events = [...streams.values()].reduce((sum, { revision }) => sum + BigInt(revision) + 1n, 0n);
  const names = [...streams.keys()].filter((name) => name !== SOURCES_STREAM);
  return events === head || names.length !== 1 || !NEGOTIATION.test(names[0] ?? '');
}

/** Whether the checkpoint says of this stream how long it was, be it that it was not there yet. */
const speaksOf = (checkpoint: Checkpoint, stream: string): boolean =>
  checkpoint.streams.has(stream) || stream === SOURCES_STREAM || coversAll(checkpoint);

/** The finding where an event is not covered, and yet stands, or says that it was recorded, before what is. */
export function backDatedFinding(event: StoredEvent, coverage: Coverage): LogFinding | undefined {
  const { checkpoint, position, recordedAt } = coverage;
  const covered = checkpoint.streams.get(event.stream)?.revision ?? -1;
  if (event.revision <= covered || !speaksOf(checkpoint, event.stream)) return undefined;
  const unknown = `the checkpoint of ${checkpoint.at} does not have it`;
  if (event.position <= position)
    return findingAt(event, 'inserted', `${unknown}, but it stands before the last event that the checkpoint has`);
  if (event.recordedAt < recordedAt)
    return findingAt(event, 'inserted', `${unknown}, but it says that it was recorded at ${event.recordedAt}, before`);
  return undefined;
}
