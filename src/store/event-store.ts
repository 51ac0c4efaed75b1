/** The port to the log. An abstract class, because it is the injection token as well. */
import type { Observable } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from './append-outcome.js';
import type { StoreFailure } from './store-failure.js';
import type { Evidence } from './evidence.js';
import type { LogTree } from './tree/log-tree.js';

/** Where the stream must stand: its last revision, `none` where it must have no event, or `any`. */
export type ExpectedRevision = number | 'none' | 'any';

/** An append to one stream: all events or none, at consecutive revisions. */
export interface Write {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
  /**
   * The stream's last revision when the caller decided. Events stored since then are searched for the own ids of this
   * write: a report and a change can take the same own id, and their event ids still differ.
   */
  readonly seen?: number;
}

/** What to read of a stream. */
export interface ReadStreamOptions {
  /** The first revision to read, included. Where not given: the stream's start, or backwards its end. */
  readonly from?: number;
  /** `forward` where not given. */
  readonly direction?: 'forward' | 'backward';
  /** How many events at most. To the end where not given. */
  readonly limit?: number;
}

/** How to copy the log. */
export interface BackupOptions {
  /**
   * Copy in one step, which blocks this process. Use it in a process that does not write the log itself: a copy in steps
   * starts again whenever another process writes in between.
   */
  readonly atOnce: boolean;
}

/** `content-ids`: under it, ids are made of content. */
export type StoreSecret = 'content-ids';

/**
 * An append-only log of streams.
 *
 * Every event has a position, and positions are ordered over all streams. No reader sees an event before one of a lower
 * position, or misses one. Failures of disk, file or network reject with a `StoreFailure`. A `TypeError` means that the
 * caller passed something that is no event.
 */
export abstract class EventStore {
  /**
   * Stores the events at the end of the stream, all or none. An `appended` append is durable.
   *
   * An event is identified by its id in its stream. An append whose events are stored already is a duplicate, whatever
   * revision is expected, so an append that was not answered can be repeated as it was. The same id in another stream is
   * another event; ids made by `eventId` differ by stream. An empty append only checks the expected revision.
   * @param seen as in `Write`
   */
  abstract append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    seen?: number,
  ): Promise<AppendOutcome>;

  /**
   * Makes several appends in this order, all or none. A later write to the same stream comes after the earlier one's
   * events. A write that is a duplicate does not refuse the others.
   */
  abstract appendTogether(writes: readonly Write[]): Promise<TogetherOutcome>;

  /** Events of one stream by revision; none where there is no such stream. */
  abstract readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;

  /**
   * Events of all streams by position.
   * @param after the position after which to read; from the first event where not given
   * @param limit how many at most. Give one wherever the log may be long.
   */
  abstract readAll(after?: bigint, limit?: number): Promise<readonly RecordedEvent[]>;

  /**
   * A catch-up subscription: every event after a position, first those stored already, then each new one, once and in
   * order. It fails with a `StoreFailure` when reading fails, and completes when the store is closed.
   *
   * Events are read page by page and never ahead of the subscriber, so a synchronous subscriber can follow a log of any
   * length. There is no back pressure: an asynchronous subscriber catches up with `readAll` first.
   */
  abstract subscribe(after?: bigint): Observable<RecordedEvent>;

  /**
   * Whether an event of the log is at a position. Ask before reading after a position that was given from outside: a server
   * refuses to read from one that is no event's, as if it could not answer.
   */
  abstract hasPosition(position: bigint): Promise<boolean>;

  /** The position of the last event; 0n where there is none. */
  abstract head(): Promise<bigint>;

  /**
   * Copies the whole log, as of one moment, into a new file. The log can be written meanwhile.
   * @returns false where the store is not a file and has backups of its own
   */
  backup(_file: string, _options: BackupOptions): Promise<boolean> {
    return Promise.resolve(false);
  }

  /**
   * Why nothing can be recorded at present, and what to do about it; undefined where nothing is known against it. Reading
   * may go on all the same.
   */
  impediment(): StoreFailure | undefined {
    return undefined;
  }

  /**
   * The places of the texts of an event that can be erased still, as JSON pointers; undefined where the store has no such
   * event.
   */
  abstract erasableTexts(stream: string, eventId: string): Promise<readonly string[] | undefined>;

  /**
   * Whether the name of a recorder with one of these tokens stands where it cannot be erased, in an event of an earlier
   * version.
   */
  abstract recorderStandsOpen(tokens: readonly string[]): Promise<boolean>;

  /**
   * Where keys that were destroyed can still be read, by whoever has the files of the store: the names of what was deleted
   * there and whose bytes are not gone yet. None where a key is gone when its erasure is answered.
   */
  unscavenged(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  /**
   * A secret of the store, drawn when it is first asked for, and the same for every process on it. It is no part of the log.
   */
  abstract secret(name: StoreSecret): Promise<Uint8Array>;

  /** Takes over the secret of another store with its log, where this one has none yet. */
  abstract keepSecret(name: StoreSecret, secret: Uint8Array): Promise<void>;

  /** The log as it is stored, for audits and copies. */
  abstract get evidence(): Evidence;

  /** The Merkle tree over the whole log. */
  abstract get tree(): LogTree;

  /** Finishes the appends under way, then closes. Any later use but `close` rejects with a `StoreFailure`. */
  abstract close(): Promise<void>;
}
