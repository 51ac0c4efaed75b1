/** The table of full tiles, in a database of SQLite. What is not full is computed from the events. */
import type { Database } from 'better-sqlite3';
import type { Hash } from '../../../events/log/merkle.js';
import { TILE_WIDTH } from '../../../events/log/tiles.js';
import { TreeEdge, type FullTile } from '../../../events/log/tree-edge.js';
import type { StoredTile } from './log-tree.js';

/** As with events, the database itself refuses to change or remove what is stored. */
export const TILES_SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_tiles (
    level INTEGER NOT NULL,
    tile INTEGER NOT NULL,
    root BLOB NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, tile)
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER IF NOT EXISTS log_tiles_are_not_changed BEFORE UPDATE ON log_tiles
  BEGIN SELECT RAISE(ABORT, 'a tile is never changed'); END;

  CREATE TRIGGER IF NOT EXISTS log_tiles_are_not_removed BEFORE DELETE ON log_tiles
  BEGIN SELECT RAISE(ABORT, 'a tile is never removed'); END;

  CREATE TRIGGER IF NOT EXISTS log_tiles_are_only_added BEFORE INSERT ON log_tiles
  WHEN NEW.tile <> (SELECT coalesce(max(tile), -1) + 1 FROM log_tiles WHERE level = NEW.level)
  BEGIN SELECT RAISE(ABORT, 'a tile is only added at the end'); END;
`;

export class TileTable {
  readonly #count;
  readonly #roots;
  readonly #tile;
  readonly #insert;

  constructor(db: Database) {
    this.#count = db
      .prepare<[number], number>('SELECT coalesce(max(tile), -1) + 1 FROM log_tiles WHERE level = ?')
      .pluck();
    this.#roots = db
      .prepare<[number, number], Uint8Array>('SELECT root FROM log_tiles WHERE level = ? AND tile >= ? ORDER BY tile')
      .pluck();
    this.#tile = db.prepare<[number, number], StoredTile>(
      'SELECT root, hashes FROM log_tiles WHERE level = ? AND tile = ?',
    );
    this.#insert = db.prepare<[number, number, Uint8Array, Uint8Array]>(
      'INSERT INTO log_tiles (level, tile, root, hashes) VALUES (?, ?, ?, ?)',
    );
  }

  /** How many full tiles of leaves there are. */
  count(): number {
    return this.#count.get(0) ?? 0;
  }

  /** The edge of the tree that these tiles are. */
  edge(): TreeEdge {
    const tiles = this.count();
    const open: (readonly Hash[])[] = [[]];
    for (let [level, full] = [0, tiles]; full > 0; level += 1) {
      const above = Math.floor(full / TILE_WIDTH);
      open.push(this.#roots.all(level, above * TILE_WIDTH));
      full = above;
    }
    return new TreeEdge(open, tiles * TILE_WIDTH);
  }

  read(level: number, index: number): StoredTile | undefined {
    return this.#tile.get(level, index);
  }

  add({ level, index, root, hashes }: FullTile): void {
    this.#insert.run(level, index, root, hashes);
  }
}
