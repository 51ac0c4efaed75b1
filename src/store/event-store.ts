/** The port to the log, which is the only truth. An abstract class, so that it is the injection token as well. */
import type { Observable } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from './append-outcome.js';
import type { Evidence } from './evidence.js';

/** Where a stream must stand: its last revision, no event yet, or anywhere. */
export type Expected = number | 'none' | 'any';

/** An append to one stream: all of its events or none, at revisions that follow each other. */
export interface Write {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
  /**
   * The stream's last revision as the caller had read it when it decided, where it matters: what was stored since may
   * have taken an own id for an event of another type, and the ids of such events differ.
   */
  readonly seen?: number;
}

export interface ReadStreamOptions {
  /** The first revision to read, itself included. The stream's beginning, or backwards its end, where not given. */
  readonly from?: number;
  /** `forward` where not given. */
  readonly direction?: 'forward' | 'backward';
  /** How many events at most. To the end where not given. */
  readonly limit?: number;
}

export interface BackupOptions {
  /**
   * All in one go, which keeps this process from other work: for one that does not write itself, since a copy is begun
   * anew whenever another process has written in between.
   */
  readonly atOnce: boolean;
}

/**
 * An append-only log of streams.
 *
 * Every event has a position; positions are ordered over all streams. No reader ever sees an event before one of a
 * lower position, nor skips one. Whatever fails for reasons outside of the program rejects with a `StoreFailure`; a
 * `TypeError` means that a caller handed in what is no event.
 */
export abstract class EventStore {
  /**
   * Stores the events at the end of the stream, all or none. What is answered as stored is durable.
   *
   * An event is known by its id in its stream. Appending what is stored already, whatever was expected, is answered as
   * a duplicate, so that an append without an answer can be repeated as it was. The same id in another stream is
   * another event: ids made by `eventId` hold the stream, so that this does not come about by itself.
   * Appending nothing only checks what was expected. `seen` is described where writes are.
   */
  abstract append(
    stream: string,
    events: readonly NewEvent[],
    expected: Expected,
    seen?: number,
  ): Promise<AppendOutcome>;

  /**
   * Several appends, all or nothing, in this order: a later write to the same stream finds the earlier one's events
   * there. A write that is a duplicate is no refusal.
   */
  abstract appendTogether(writes: readonly Write[]): Promise<TogetherOutcome>;

  /** Events of one stream; none where there is no such stream. The next page begins beside the last revision read. */
  abstract readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;

  /**
   * Events of all streams after a position (0n, where not given: all of them), by position.
   * Without a `limit` to the end of the log: give one wherever the log may be long.
   */
  abstract readAll(after?: bigint, limit?: number): Promise<readonly RecordedEvent[]>;

  /**
   * Every event after a position, those stored already and then those to come, each once and in order. Fails with a
   * `StoreFailure` when reading fails, and completes when the store is closed.
   *
   * It reads page by page and never ahead of its subscriber, so that one that works synchronously can follow a log of
   * any length. An Observable cannot be held back: one that works asynchronously catches up with `readAll` first.
   */
  abstract subscribe(after?: bigint): Observable<RecordedEvent>;

  /** The position of the last event; 0n where there is none. */
  abstract head(): Promise<bigint>;

  /**
   * Copies the whole log, as it stands at one moment, into a new file, while it goes on being written. False where the
   * store is not a file and has means of its own.
   */
  backup(_file: string, _options: BackupOptions): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** What is stored, as it is stored: for those who check it. */
  abstract get evidence(): Evidence;

  /** Finishes the appends under way, then closes. Closing again is harmless; using it afterwards is a `StoreFailure`. */
  abstract close(): Promise<void>;
}
