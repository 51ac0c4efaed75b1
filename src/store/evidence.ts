/**
 * What a store holds, as it holds it: the texts unread, and rows that cannot be trusted handed out with what is wrong
 * with them. Whoever checks the store, or copies all of it, reads this and not what the program would make of it.
 */
import type { Link } from '../../events/chain/chain.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';

/** A stream and where it stands. */
export interface StreamHead extends Link {
  readonly stream: string;
}

/** Where to read on in a stream. Two events may claim one revision, once somebody has meddled with them. */
export type Place = Pick<StoredEvent, 'revision' | 'position'>;

/** Every read is a page. All reject with a `StoreFailure` where the store itself cannot be read. */
export interface Evidence {
  /** Whether positions have no gaps and begin at 1. */
  readonly contiguous: boolean;

  /**
   * Whether times never go back from one position to the next. Where several machines record, each by its own clock,
   * they do so only in each stream.
   */
  readonly oneClock: boolean;

  /** The last position; 0n where there is none. */
  end(): Promise<bigint>;

  /** Events of all streams by position, after one, or from the very first where it is null. */
  all(after: bigint | null, limit: number): Promise<readonly StoredEvent[]>;

  /** Events of one stream by revision, after a place, or from the very first where it is null. */
  stream(stream: string, after: Place | null, limit: number): Promise<readonly StoredEvent[]>;

  /**
   * Where streams stood when the log ended at a position, in the order of their names' bytes.
   * @param after the name to go on from; empty for the first page
   */
  heads(upTo: bigint, after: string, limit: number): Promise<readonly StreamHead[]>;

  /** Where one stream stood when the log ended at a position; undefined where it had no event yet. */
  head(upTo: bigint, stream: string): Promise<StreamHead | undefined>;
}
