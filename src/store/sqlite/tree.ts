/** The tree of the log in a file: its tiles are in the same database as the events, whose positions number its leaves. */
import type { Database } from 'better-sqlite3';
import type { Hash } from '../../../events/log/merkle.js';
import { hashBytes } from '../tree/event-hash.js';
import type { LogTree, StoredTile } from '../tree/log-tree.js';
import { StoredTree, type EventHashes } from '../tree/stored-tree.js';

function eventHashesOf(db: Database): EventHashes {
  const count = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck();
  const read = db
    .prepare<[number, number]>('SELECT hash FROM events WHERE position > ? ORDER BY position LIMIT ?')
    .pluck();
  return { count: () => count.get() ?? 0, read: (from, limit) => read.all(from, limit).map(hashBytes) };
}

export class SqliteTree implements LogTree {
  readonly #tree: StoredTree;
  readonly #events: EventHashes;
  readonly #run: <T>(work: () => T | Promise<T>) => Promise<T>;

  /** @param run runs a query, or rejects with a `StoreFailure` */
  constructor(db: Database, run: <T>(work: () => T | Promise<T>) => Promise<T>) {
    this.#events = eventHashesOf(db);
    this.#tree = new StoredTree(db, this.#events);
    this.#run = run;
  }

  /** Call it in every transaction that appends, before anything is appended, with the position of the last event. */
  fill(position: number): void {
    this.#tree.fill(position);
  }

  size(): Promise<number> {
    return this.#run(() => this.#tree.size());
  }

  indexOf(position: bigint): Promise<number | undefined> {
    const index = Number(position) - 1;
    return this.#run(() => (index >= 0 && index < this.#events.count() ? index : undefined));
  }

  positionOf(index: number): Promise<bigint | undefined> {
    return this.#run(() => (index >= 0 && index < this.#events.count() ? BigInt(index + 1) : undefined));
  }

  tile(level: number, index: number, width: number): Promise<readonly Hash[]> {
    return this.#run(() => this.#tree.tile(level, index, width));
  }

  eventHashes(from: number, limit: number): Promise<readonly Uint8Array[]> {
    return this.#run(() => this.#events.read(from, limit));
  }

  stored(level: number, index: number): Promise<StoredTile | undefined> {
    return this.#run(() => this.#tree.stored(level, index));
  }
}
