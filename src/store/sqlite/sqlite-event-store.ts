/** The log in one file of SQLite: embedded, nothing to set up, and shared by the processes of one machine. */
import type { Database } from 'better-sqlite3';
import type { Observable } from 'rxjs';
import { throwError } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from '../append-outcome.js';
import { EventStore, type BackupOptions, type Expected, type ReadStreamOptions, type Write } from '../event-store.js';
import { StoreFailure } from '../store-failure.js';
import { Appender } from './appender.js';
import { SqliteEvidence } from './evidence.js';
import { asFailure, asOpeningFailure } from './failure.js';
import { Follower } from './follower.js';
import { GroupCommit } from './group-commit.js';
import { openDatabase } from './open.js';
import { preparedWrite } from '../prepared-write.js';
import { Reader } from './reader.js';

export interface SqliteOptions {
  /** The time in milliseconds since the epoch. The machine's clock where not given. */
  readonly now?: () => number;
}

export class SqliteEventStore extends EventStore {
  override readonly evidence: SqliteEvidence;
  readonly #db: Database;
  readonly #reader: Reader;
  readonly #appender: Appender;
  readonly #commits: GroupCommit;
  readonly #follower: Follower;

  private constructor(db: Database, now: () => number) {
    super();
    this.#db = db;
    this.#reader = new Reader(db);
    this.evidence = new SqliteEvidence(db, (work) => this.#whileOpen(work));
    this.#appender = new Appender(db, this.#reader);
    this.#follower = new Follower(this.#reader);
    this.#commits = new GroupCommit(
      db,
      () => this.#appender.begin(now()),
      () => this.#follower.wake(),
    );
  }

  /**
   * The store in `file`, which is made where there is none; its folder must exist. `:memory:` keeps nothing.
   * Throws a `StoreFailure` where the file is damaged, something else, or of a newer version of Parley.
   */
  static open(file: string, { now = Date.now }: SqliteOptions = {}): SqliteEventStore {
    const db = openDatabase(file);
    try {
      return new SqliteEventStore(db, now);
    } catch (error) {
      db.close();
      throw asOpeningFailure(error);
    }
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected, seen?: number): Promise<AppendOutcome> {
    return this.#whileOpen(() => {
      // Here, not in the transaction: what is no event concerns its caller alone, and what happens to the object
      // between now and then does not matter.
      const write = preparedWrite({ stream, events, expected, ...(seen === undefined ? {} : { seen }) });
      return this.#commits.add(events.length, () => this.#appender.append(write));
    });
  }

  appendTogether(writes: readonly Write[]): Promise<TogetherOutcome> {
    return this.#whileOpen(() => {
      const prepared = writes.map(preparedWrite);
      const size = prepared.reduce((sum, { events }) => sum + events.length, 0);
      return this.#commits.add(size, () => this.#appender.appendTogether(prepared));
    });
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(() => this.#reader.stream(stream, options));
  }

  readAll(after = 0n, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(() => this.#reader.all(after, limit));
  }

  subscribe(after = 0n): Observable<RecordedEvent> {
    if (!this.#db.open) return throwError(closed);
    return this.#follower.after(after);
  }

  head(): Promise<bigint> {
    return this.#whileOpen(() => BigInt(this.#reader.tip().position));
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
      this.#follower.close();
      this.#db.close();
    });
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

/** Of 4 KiB each: about a millisecond's work, after which others have their turn. */
const PAGES_AT_A_TIME = 250;
const EVERY_PAGE = 2 ** 31 - 1;

const closed = () => new StoreFailure('closed', 'the store has been closed');
