/**
 * The tree of a log on a server: where each leaf stands, its hash and the tiles are kept in a database of SQLite beside it,
 * in a file of the data folder or in memory. It holds nothing that the log does not hold, and is caught up whenever it is
 * asked. One that does not fit the log is thrown away.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import type { Hash } from '../../../events/log/merkle.js';
import type { Evidence } from '../evidence.js';
import { hashBytes } from './event-hash.js';
import type { LogTree, StoredTile } from './log-tree.js';
import { StoredTree, type EventHashes } from './stored-tree.js';
import { TILES_SCHEMA } from './tile-table.js';

const IN_MEMORY = ':memory:';

/** Events that are read from the log at a time. */
const PAGE = 500;

/** Leaves have gapless numbers, from 1; positions have not. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_events (
    number INTEGER PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    hash BLOB NOT NULL
  ) STRICT;
  ${TILES_SCHEMA}
`;

interface LastEvent {
  readonly number: bigint;
  readonly position: bigint;
  readonly hash: Uint8Array;
}

/** What the tree needs of its store. */
export interface FollowedLog {
  readonly evidence: Pick<Evidence, 'all'>;
  readonly hasPosition: (position: bigint) => Promise<boolean>;
}

function opened(file: string): Database.Database {
  const db = new Database(file, { timeout: 5_000 });
  try {
    if (file !== IN_MEMORY) db.pragma('journal_mode = WAL');
    // What is lost with the power is read again from the log.
    db.pragma('synchronous = NORMAL');
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A file that cannot be used is made anew; where that cannot be done either, the tree is kept in memory. */
function openedOrNew(file: string): Database.Database {
  try {
    if (file !== IN_MEMORY) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    try {
      return opened(file);
    } catch {
      for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
      return opened(file);
    }
  } catch {
    return opened(IN_MEMORY);
  }
}

class FollowedTables {
  readonly tree: StoredTree;
  readonly events: EventHashes;
  readonly #db: Database.Database;
  readonly #last;
  readonly #insert;
  readonly #number;
  readonly #position;

  constructor(file: string) {
    const db = openedOrNew(file);
    this.#db = db;
    const count = db.prepare<[], number>('SELECT coalesce(max(number), 0) FROM log_events').pluck();
    const read = db
      .prepare<[number, number], Uint8Array>('SELECT hash FROM log_events WHERE number > ? ORDER BY number LIMIT ?')
      .pluck();
    this.events = { count: () => count.get() ?? 0, read: (from, limit) => read.all(from, limit) };
    this.#last = db
      .prepare<[], LastEvent>('SELECT number, position, hash FROM log_events ORDER BY number DESC LIMIT 1')
      .safeIntegers();
    this.#insert = db.prepare<[bigint, bigint, Uint8Array]>(
      'INSERT INTO log_events (number, position, hash) VALUES (?, ?, ?)',
    );
    this.#number = db.prepare<[bigint], number>('SELECT number FROM log_events WHERE position = ?').pluck();
    this.#position = db
      .prepare<[number], bigint>('SELECT position FROM log_events WHERE number = ?')
      .pluck()
      .safeIntegers();
    this.tree = new StoredTree(db, this.events);
  }

  last(): LastEvent | undefined {
    return this.#last.get();
  }

  /** Adds events that follow `last`. False where another process has added some meanwhile. */
  add(events: readonly StoredEvent[], last: LastEvent | undefined): boolean {
    const add = this.#db.transaction(() => {
      if (this.last()?.number !== last?.number) return false;
      let number = last?.number ?? 0n;
      for (const { position, hash } of events) this.#insert.run((number += 1n), position, hashBytes(hash));
      return true;
    });
    return add.immediate();
  }

  indexOf(position: bigint): number | undefined {
    const number = this.#number.get(position);
    return number === undefined ? undefined : number - 1;
  }

  positionOf(index: number): bigint | undefined {
    return this.#position.get(index + 1);
  }

  /** @param isWrong whether the file is to be made anew by the next one */
  close(file: string, isWrong: boolean): void {
    this.#db.close();
    if (isWrong && file !== IN_MEMORY)
      for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  }
}

export class FollowedTree implements LogTree {
  readonly #file: string;
  readonly #log: FollowedLog;
  #tables: FollowedTables | undefined;
  #catchingUp: Promise<FollowedTables> | undefined;

  /** @param file that of the data folder; in memory where not given */
  constructor(log: FollowedLog, file = IN_MEMORY) {
    this.#file = file;
    this.#log = log;
  }

  async size(): Promise<number> {
    const { tree } = await this.#caughtUp();
    return tree.size();
  }

  async indexOf(position: bigint): Promise<number | undefined> {
    return (await this.#caughtUp()).indexOf(position);
  }

  async positionOf(index: number): Promise<bigint | undefined> {
    return (await this.#open()).positionOf(index);
  }

  async tile(level: number, index: number, width: number): Promise<readonly Hash[]> {
    return (await this.#open()).tree.tile(level, index, width);
  }

  async eventHashes(from: number, limit: number): Promise<readonly Uint8Array[]> {
    return (await this.#open()).events.read(from, limit);
  }

  async stored(level: number, index: number): Promise<StoredTile | undefined> {
    return (await this.#open()).tree.stored(level, index);
  }

  async close(): Promise<void> {
    await this.#catchingUp?.catch(() => undefined);
    this.#tables?.close(this.#file, false);
    this.#tables = undefined;
  }

  #open(): Promise<FollowedTables> {
    return this.#tables ? Promise.resolve(this.#tables) : this.#caughtUp();
  }

  /** One after another: who asks while it is caught up may have seen an event that this has not read. */
  async #caughtUp(): Promise<FollowedTables> {
    const before = this.#catchingUp?.catch(() => undefined);
    const now = (async () => {
      await before;
      return this.#catchUp();
    })();
    this.#catchingUp = now;
    return now;
  }

  async #catchUp(): Promise<FollowedTables> {
    const tables = this.#tables ?? (await this.#fitting());
    for (;;) {
      const last = tables.last();
      const page = await this.#log.evidence.all(last?.position ?? null, PAGE);
      if (page.length === 0 || (tables.add(page, last) && page.length < PAGE)) return tables;
      await yieldToEventLoop();
    }
  }

  /** The tables, made anew where their last event is not in the log. */
  async #fitting(): Promise<FollowedTables> {
    const found = new FollowedTables(this.#file);
    const last = found.last();
    if (last && !(await this.#holds(last, found))) {
      found.close(this.#file, true);
      return (this.#tables = new FollowedTables(this.#file));
    }
    return (this.#tables = found);
  }

  async #holds({ number, position, hash }: LastEvent, tables: FollowedTables): Promise<boolean> {
    if (!(await this.#log.hasPosition(position))) return false;
    const before = tables.positionOf(Number(number) - 2) ?? null;
    const [event] = await this.#log.evidence.all(before, 1);
    return event?.position === position && Buffer.from(hash).equals(hashBytes(event.hash));
  }
}
