/** The search index: follows the projector, and is brought up to date before a search is answered. */
import { join } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Database } from 'better-sqlite3';
import type { Subscription } from 'rxjs';
import type { RecordedEvent } from '../../events/envelope.js';
import { problem } from '../../answers/problem.js';
import { Config } from '../platform/config.js';
import { Refused } from '../problems/refused.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Projector } from '../projector/projector.js';
import { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import { IndexWriter } from './index-writer.js';
import { LogTail } from './log-tail.js';
import { findDamageIn } from './whole-file.js';
import { indexedUpTo, openSearchFile, removeSearchFile, temporarySearchFile } from './search-file.js';

/** Events written in one transaction, after which the process does other work. */
const BATCH = 100;
/** After so long, in milliseconds, fewer are. */
const BATCH_TIME = 10;
/** How long nothing must have come before the index is brought up to date by itself, in milliseconds. */
const QUIET = 300;
/** While events keep coming, a batch is written so often, in milliseconds. */
const PACE = 100;

/** The longest that is waited until it is tried again after failures, in milliseconds: full disks stay full for a while. */
const LONGEST_WAIT = 60_000;

/** How long a search waits for an index that is behind, in milliseconds: then it says how far that has come. */
const PATIENCE = 5_000;

/** How often in a row a broken index is made anew in its place. */
const MOST_BROKEN = 3;

/** An open index. */
interface OpenIndex {
  readonly db: Database;
  readonly writer: IndexWriter;
  position: bigint;
}

@Injectable()
export class SearchIndex implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Search');
  readonly #file: string;
  #open: OpenIndex | undefined;
  readonly #tail: LogTail;
  /** What was erased up to here is not in the index: it was made, or begun, after that. */
  #anewFrom = 0n;
  #lastEventAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #subscription: Subscription | undefined;
  #working: Promise<void> | undefined;
  #isClosed = false;
  readonly #ending = new AbortController();
  /** How often in a row it had to be thrown away. */
  #broken = 0;
  /** How often in a row it could not be brought up to date in the background. */
  #failures = 0;

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly projector: Projector,
    { dataFolder }: Config,
  ) {
    this.#file = join(dataFolder, 'parley.search');
    this.#tail = new LogTail(store);
  }

  onApplicationBootstrap(): void {
    this.#subscription = this.projector.appliedEvents.subscribe((event) => this.#follow(event));
    // Long enough for a command that starts a server for itself alone, and searches nothing.
    this.#wake(2_000);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isClosed = true;
    this.#ending.abort();
    this.#subscription?.unsubscribe();
    clearTimeout(this.#timer);
    await this.#working?.catch(() => undefined);
    this.#close();
  }

  #follow(event: RecordedEvent): void {
    this.#tail.add(event);
    this.#lastEventAt = Date.now();
    this.#wake(QUIET);
  }

  #wake(after: number): void {
    if (this.#timer || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#inBackground(), after).unref();
  }

  // Writing comes first: while events keep coming, the index takes a small part of the time.
  async #inBackground(): Promise<void> {
    this.#timer = undefined;
    try {
      await (Date.now() - this.#lastEventAt < QUIET ? this.#once() : this.#catchUp(this.image.position));
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      const wait = this.#pause() / 1000;
      this.#log.warn(
        `the search index cannot be brought up to date, and is tried again in ${wait} s: ${String(error)}`,
      );
    }
    if (this.#open === undefined || this.#open.position < this.image.position) this.#wake(this.#pause());
  }

  /** How long until the next batch, in milliseconds: after each failure twice as long. */
  #pause(): number {
    return Math.min(PACE * 2 ** this.#failures, LONGEST_WAIT);
  }

  /**
   * Runs a search once the index holds all that has been applied. An index that turns out to be broken is made anew, and
   * the search runs again. Rejects with `catching-up` where that takes longer than anybody waits: the index is made further
   * meanwhile, asked for or not.
   */
  async search<T>(run: (db: Database) => T, patience = PATIENCE): Promise<T> {
    const until = performance.now() + patience;
    await this.#catchUp(this.image.position, until);
    try {
      return run(this.#opened().db);
    } catch (error) {
      if (!this.#discardBroken(error)) throw error;
      await this.#catchUp(this.image.position, until);
      return run(this.#opened().db);
    }
  }

  async #catchUp(to: bigint, until = Infinity): Promise<void> {
    while (!this.#isClosed && !(this.#open && this.#open.position >= to)) {
      if (performance.now() > until) throw this.#behind(to);
      const before = this.#open?.position;
      await this.#once();
      if (this.#open && this.#open.position === before)
        throw new StoreFailure('damaged', `what comes after position ${before} was read before, and is gone`);
      await yieldToEventLoop();
    }
  }

  #behind(to: bigint): Refused {
    this.#wake(0);
    const part = ((this.#open?.position ?? 0n) * 100n) / to;
    return new Refused(
      problem('catching-up', `the search index is being made: it holds ${part} % of the log; ask again in a while`),
    );
  }

  /** Writes one batch; calls at the same time share it. */
  async #once(): Promise<void> {
    this.#working ??= this.#writeBatch().finally(() => {
      this.#working = undefined;
    });
    await this.#working;
  }

  async #writeBatch(): Promise<void> {
    try {
      const index = (this.#open ??= await this.#openFitting());
      const events = await this.#tail.after(index.position, this.image.position, BATCH);
      // Reading takes as long as a turn, and writing another.
      await yieldToEventLoop();
      if (this.#isClosed || events.length === 0) return;
      if (events.some((event) => this.#erases(event))) return this.#forget(index);
      index.position = index.writer.write(events, performance.now() + BATCH_TIME);
      this.#broken = 0;
    } catch (error) {
      if (!this.#discardBroken(error)) throw error;
    }
  }

  /** Whether texts that the index holds were erased by the event. */
  #erases({ type, position }: RecordedEvent): boolean {
    return type === 'EntryErased' && position > this.#anewFrom;
  }

  /** Throws the index away, and all that is remembered of the log: what was erased may be in both. It is made anew. */
  #forget({ db }: OpenIndex): void {
    db.close();
    removeSearchFile(this.#file);
    this.#open = undefined;
    this.#tail.forget();
    this.#anewFrom = this.image.position;
  }

  /** Opens the file; throws away one that is not of this log. */
  async #openFitting(): Promise<OpenIndex> {
    const warn = (message: string) => this.#log.warn(message);
    // A disk that breaks each file that is made on it is given up.
    const isGivenUp = this.#broken >= MOST_BROKEN;
    if (isGivenUp) warn('the search index is kept in a temporary file');
    const damage = isGivenUp ? undefined : await findDamageIn(this.#file, this.#ending.signal);
    if (damage !== undefined) this.#discard(damage);
    let db = isGivenUp ? temporarySearchFile() : openSearchFile(this.#file, warn);
    const flaw = await this.#flawOf(db);
    if (flaw !== undefined) {
      db.close();
      this.#discard(flaw);
      db = openSearchFile(this.#file, warn);
    }
    return { db, writer: new IndexWriter(db), position: indexedUpTo(db).position };
  }

  #discard(flaw: string): void {
    this.#log.warn(`the search index ${this.#file} is thrown away, and made anew from the log: ${flaw}`);
    removeSearchFile(this.#file);
  }

  async #flawOf(db: Database): Promise<string | undefined> {
    const { position, last } = indexedUpTo(db);
    if (!last) return undefined;
    const [event] = await this.store.readStream(last.stream, { from: last.revision, limit: 1 });
    const isSame = event?.hash === last.hash && event.position === position;
    return isSame ? undefined : 'it is of another log, or of a state that this log never had';
  }

  #opened(): OpenIndex {
    if (!this.#open) throw new Error('the search index is closed');
    return this.#open;
  }

  /** Throws the file away where SQLite cannot read it. Returns false for any other error. */
  #discardBroken(error: unknown): boolean {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || !/^SQLITE_(?:CORRUPT|NOTADB|IOERR|FULL|READONLY|CANTOPEN)/.test(code)) return false;
    this.#broken += 1;
    if (this.#isClosed || this.#broken > MOST_BROKEN) return false;
    this.#close();
    this.#discard(String(error));
    return true;
  }

  #close(): void {
    this.#open?.db.close();
    this.#open = undefined;
  }
}
