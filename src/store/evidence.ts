/**
 * The log as it is stored: data as text that is not parsed, and damaged events with what is wrong with them. Audits and
 * copies read this; everything else reads events through the store's other methods.
 */
import type { Link } from '../../events/chain/chain.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';

/** A stream and its last link. */
export interface StreamHead extends Link {
  readonly stream: string;
}

/** After which event to read on in a stream. A revision alone is not enough: in a tampered log two events may have it. */
export type StreamCursor = Pick<StoredEvent, 'revision' | 'position'>;

/** What the store holds around the log that Parley did not put there, or lacks. */
export interface SchemaFault {
  readonly problem: 'changed' | 'removed' | 'inserted';
  readonly detail: string;
}

/** Reads in pages. All reject with a `StoreFailure` where the store cannot be read. */
export interface Evidence {
  /** Whether positions start at 1 and have no gaps. */
  readonly contiguous: boolean;

  /**
   * Whether times never go back in the whole log. Where several machines record, each by its own clock, they never go
   * back within a stream.
   */
  readonly oneClock: boolean;

  /** What is around the log and is none of Parley's, such as a trigger; none where the store lets nobody add such things. */
  schemaFaults(): Promise<readonly SchemaFault[]>;

  /** The last position; 0n where there is none. */
  end(): Promise<bigint>;

  /** Events of all streams by position, after a position, or from the first event where it is null. */
  all(after: bigint | null, limit: number): Promise<readonly StoredEvent[]>;

  /** Events of one stream by revision, after a cursor, or from the first event where it is null. */
  stream(stream: string, after: StreamCursor | null, limit: number): Promise<readonly StoredEvent[]>;

  /**
   * The last link of each stream when the log ended at a position, sorted by the bytes of the stream's name.
   * @param after the name after which to go on; empty for the first page
   */
  heads(upTo: bigint, after: string, limit: number): Promise<readonly StreamHead[]>;

  /** The last link of one stream when the log ended at a position; undefined where it had no event then. */
  head(upTo: bigint, stream: string): Promise<StreamHead | undefined>;
}
