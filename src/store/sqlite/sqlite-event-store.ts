/** The log in one SQLite file: embedded, without set-up, and shared by the processes of one machine. */
import type { Database } from 'better-sqlite3';
import type { Observable } from 'rxjs';
import { throwError } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from '../append-outcome.js';
import {
  EventStore,
  type BackupOptions,
  type ExpectedRevision,
  type ReadStreamOptions,
  type StoreSecret,
  type Write,
} from '../event-store.js';
import { StoreFailure } from '../store-failure.js';
import { Appender } from './appender.js';
import { Erasing } from './erasure/erasing.js';
import { SqliteEvidence } from './evidence.js';
import { asFailure, asOpeningFailure } from './failure.js';
import { FileIdentity } from './file-identity.js';
import type { RecordingClock } from '../recording-clock.js';
import { CatchUpSubscriptions } from './catch-up-subscriptions.js';
import { GroupCommit } from './group-commit.js';
import { openDatabase } from './open.js';
import { sealedWrite } from '../prepared-write.js';
import { Reader } from './reader.js';
import { Recorders } from './erasure/recorders.js';
import { Secrets } from './secrets.js';
import { Streams } from './streams.js';
import { SqliteTree } from './tree.js';
import type { UpgradeOptions } from './upgrade.js';

export interface SqliteOptions {
  /** The time in milliseconds since the epoch. The machine's clock where not given. */
  readonly now?: () => number;
  /** A clock that says when it cannot be right; in place of `now`. */
  readonly clock?: RecordingClock;
  /** How a file of an earlier format is upgraded. Where not given, a copy of it as it was is kept beside it. */
  readonly upgrade?: UpgradeOptions;
}

export class SqliteEventStore extends EventStore {
  override readonly evidence: SqliteEvidence;
  override readonly tree: SqliteTree;
  readonly #db: Database;
  readonly #reader: Reader;
  readonly #appender: Appender;
  readonly #erasing: Erasing;
  readonly #recorders: Recorders;
  readonly #secrets: Secrets;
  readonly #commits: GroupCommit;
  readonly #subscriptions: CatchUpSubscriptions;

  readonly #identity: FileIdentity | undefined;
  readonly #clock: RecordingClock | undefined;

  private constructor(db: Database, { now = Date.now, clock }: SqliteOptions) {
    super();
    this.#db = db;
    const streams = new Streams(db);
    this.#recorders = new Recorders(db);
    this.#reader = new Reader(db, streams, this.#recorders);
    this.evidence = new SqliteEvidence(db, (work) => this.#whileOpen(work));
    this.tree = new SqliteTree(db, (work) => this.#whileOpen(work));
    this.#erasing = new Erasing(db, this.#reader, this.#recorders);
    this.#secrets = new Secrets(db);
    this.#appender = new Appender(db, this.#reader, streams, this.#erasing, this.#recorders);
    this.#identity = db.memory ? undefined : new FileIdentity(db.name);
    this.#clock = clock;
    clock?.startAfter(this.#reader.end().recordedAt);
    this.#subscriptions = new CatchUpSubscriptions(this.#reader);
    this.#commits = new GroupCommit(db, {
      onBegin: () => this.tree.fill(this.#appender.begin(clock ? clock.now() : now())),
      insist: () => this.#identity?.insist(),
      onCommit: () => this.#subscriptions.stored(this.#appender.written.take()),
    });
  }

  /**
   * Opens the store in `file`, and creates the file where there is none; its folder must exist. `:memory:` keeps nothing.
   * @throws StoreFailure where the file is damaged, is something else, or was written by a newer version
   */
  static open(file: string, options: SqliteOptions = {}): SqliteEventStore {
    const db = openDatabase(file, options.upgrade);
    try {
      return new SqliteEventStore(db, options);
    } catch (error) {
      db.close();
      throw asOpeningFailure(error);
    }
  }

  append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    seen?: number,
  ): Promise<AppendOutcome> {
    return this.#whileOpen(() => {
      // Here and not in the transaction, so that a bad event fails its caller alone, and later changes of the object do not
      // matter.
      const given = { stream, events, expected, ...(seen === undefined ? {} : { seen }) };
      const write = sealedWrite(given, this.#recorderOf);
      return this.#emptied(
        events,
        this.#commits.add(events.length, () => this.#appender.append(write)),
      );
    });
  }

  appendTogether(writes: readonly Write[]): Promise<TogetherOutcome> {
    return this.#whileOpen(() => {
      const prepared = writes.map((write) => sealedWrite(write, this.#recorderOf));
      const size = prepared.reduce((sum, { events }) => sum + events.length, 0);
      return this.#commits.add(size, () => this.#appender.appendTogether(prepared));
    });
  }

  erasableTexts(stream: string, eventId: string): Promise<readonly string[] | undefined> {
    return this.#whileOpen(() => this.#erasing.erasableTexts(stream, eventId));
  }

  recorderStandsOpen(tokens: readonly string[]): Promise<boolean> {
    return this.#whileOpen(() => this.#recorders.standOpen(tokens));
  }

  secret(name: StoreSecret): Promise<Uint8Array> {
    return this.#whileOpen(() => this.#secrets.of(name));
  }

  keepSecret(name: StoreSecret, secret: Uint8Array): Promise<void> {
    return this.#whileOpen(() => this.#secrets.keep(name, secret));
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(() => this.#reader.stream(stream, options));
  }

  readAll(after = 0n, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(() => this.#reader.all(after, limit));
  }

  subscribe(after = 0n): Observable<RecordedEvent> {
    if (!this.#db.open) return throwError(closed);
    return this.#subscriptions.after(after);
  }

  hasPosition(position: bigint): Promise<boolean> {
    return this.#whileOpen(() => this.#reader.hasPosition(position));
  }

  head(): Promise<bigint> {
    return this.#whileOpen(() => BigInt(this.#reader.end().position));
  }

  override impediment(): StoreFailure | undefined {
    try {
      this.#identity?.insist();
      this.#clock?.now();
      return undefined;
    } catch (error) {
      if (error instanceof StoreFailure) return error;
      throw error;
    }
  }

  override backup(file: string, { atOnce }: BackupOptions): Promise<boolean> {
    return this.#whileOpen(async () => {
      await this.#db.backup(file, { progress: () => (atOnce ? EVERY_PAGE : PAGES_AT_A_TIME) });
      return true;
    });
  }

  close(): Promise<void> {
    if (!this.#db.open) return Promise.resolve();
    return this.#whileOpen(() => {
      this.#commits.drain();
      this.#subscriptions.close();
      this.#db.close();
    });
  }

  readonly #recorderOf = (name: string): string => this.#recorders.stored(name);

  /** The outcome, once nothing that was erased is left in the file or beside it. */
  async #emptied(events: readonly NewEvent[], outcome: Promise<AppendOutcome>): Promise<AppendOutcome> {
    const done = await outcome;
    if (events.some(({ erases }) => erases)) await this.#erasing.emptyWal();
    return done;
  }

  async #whileOpen<T>(work: () => T | Promise<T>): Promise<T> {
    if (!this.#db.open) throw closed();
    try {
      return await work();
    } catch (error) {
      throw asFailure(error);
    }
  }
}

/** Pages of 4 KiB: about a millisecond of work, after which the process does other work. */
const PAGES_AT_A_TIME = 250;
const EVERY_PAGE = 2 ** 31 - 1;

const closed = () => new StoreFailure('closed', 'the store has been closed');
