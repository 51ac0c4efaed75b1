/**
 * The tree of a log whose event hashes are in the same database as its tiles. Tiles that have become full are stored with
 * a later append, 256 events at once, so that most appends pay nothing for the tree; the hashes after the last full tile are
 * kept in memory, and computed again at a start.
 */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { entryOf } from '../../../events/log/entry.js';
import { leafHash, type Hash } from '../../../events/log/merkle.js';
import { hashesIn, TILE_WIDTH, widthIn } from '../../../events/log/tiles.js';
import type { FullTile, TreeEdge } from '../../../events/log/tree-edge.js';
import type { StoredTile } from './log-tree.js';
import { TileTable } from './tile-table.js';

/** Tiles of leaves that are filled in one transaction: some milliseconds of work. */
const TILES_AT_A_TIME = 8;

/** The hashes of the events of a log. */
export interface EventHashes {
  /** How many events there are. */
  readonly count: () => number;
  /** By the numbers of their leaves, from one on; as many as there are. */
  readonly read: (from: number, limit: number) => readonly Uint8Array[];
}

const keyOf = ({ level, index }: Pick<FullTile, 'level' | 'index'>): string => `${level}/${index}`;

export class StoredTree {
  readonly #table: TileTable;
  readonly #events: EventHashes;
  readonly #db: Database;
  /** The edge of the stored tiles. It may have tiles that were rolled back: then there are fewer in the table. */
  #stored: TreeEdge;
  /** From this many events on there is a tile to be stored. */
  #nextFull: number;
  /** The edge of the tree as it was last asked for, and the tiles of it that are not stored. */
  #edge: TreeEdge;
  readonly #unstored = new Map<string, FullTile>();

  constructor(db: Database, events: EventHashes) {
    this.#db = db;
    this.#table = new TileTable(db);
    this.#events = events;
    this.#stored = this.#table.edge();
    this.#edge = this.#table.edge();
    this.#nextFull = this.#stored.size + TILE_WIDTH;
  }

  /**
   * Stores tiles that are full, some at a time. To be called in a transaction that holds the write lock.
   * @param count how many events there are
   */
  fill(count: number): void {
    if (count < this.#nextFull) return;
    // Another process may have stored tiles, or what was stored here have been rolled back.
    if (this.#table.count() * TILE_WIDTH !== this.#stored.size) this.#stored = this.#table.edge();
    this.#nextFull = this.#stored.size + TILE_WIDTH;
    for (let i = 0; i < TILES_AT_A_TIME && count >= this.#stored.size + TILE_WIDTH; i += 1)
      for (const tile of this.#added(this.#stored, TILE_WIDTH)) this.#table.add(tile);
  }

  /** Takes in all that is stored; answers how many events the tree holds. */
  async size(): Promise<number> {
    while (this.#fillAlone()) await yieldToEventLoop();
    this.#takeInRest();
    return this.#edge.size;
  }

  /** The hashes of a tile, at least the first `width`. */
  tile(level: number, index: number, width: number): readonly Hash[] {
    const full = this.#unstored.get(keyOf({ level, index })) ?? this.#table.read(level, index);
    if (full) return hashesIn(full.hashes);
    const open = this.#edge.open(level);
    if (widthIn(level, index, this.#edge.size) < width || open.length < width || width < 1)
      throw new RangeError(`no tile ${level}/${index} of ${width} hashes`);
    return open;
  }

  stored(level: number, index: number): StoredTile | undefined {
    return this.#table.read(level, index);
  }

  /** Whether tiles are left to be stored after this. */
  #fillAlone(): boolean {
    const count = this.#events.count();
    if (count - this.#table.count() * TILE_WIDTH < TILE_WIDTH || this.#db.inTransaction) return false;
    try {
      this.#db.transaction(() => this.fill(count)).immediate();
      return true;
    } catch {
      // A full disk, say: the tiles are kept in memory until they can be stored.
      return false;
    }
  }

  #takeInRest(): void {
    const stored = this.#table.count() * TILE_WIDTH;
    const isOvertaken = stored > this.#edge.size || this.#unstored.size > 0;
    if (isOvertaken) {
      this.#unstored.clear();
      this.#edge = this.#table.edge();
    }
    for (const tile of this.#added(this.#edge, this.#events.count() - this.#edge.size))
      this.#unstored.set(keyOf(tile), tile);
  }

  *#added(edge: TreeEdge, count: number): Generator<FullTile> {
    const from = edge.size;
    for (const [i, hash] of (count > 0 ? this.#events.read(from, count) : []).entries())
      yield* edge.add(leafHash(entryOf(from + i, hash)));
  }
}
