/**
 * The right edge of the tree: what a log has to keep to take in the next event, at most 255 hashes for each level of tiles.
 * Each event costs two hashes on average. A tile that has become full is handed out, to be stored.
 */
import { joinBytes } from './bytes.js';
import { completeRoot, joinedHash, nodesOf, type Hash } from './merkle.js';
import { placeOfNode, TILE_WIDTH } from './tiles.js';

/** A tile that will never change again. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  /** Its 256 hashes, one after another. */
  readonly hashes: Uint8Array;
  /** The root over them: a hash of the tile above. */
  readonly root: Hash;
}

export class TreeEdge {
  /** By level: the hashes of the tile that is not full yet. */
  readonly #open: Hash[][];
  #size: number;

  /**
   * @param open by level, the hashes of the tile that is not full
   * @param size how many leaves there are
   */
  constructor(open: readonly (readonly Hash[])[] = [], size = 0) {
    this.#open = open.map((hashes) => [...hashes]);
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** The first hashes of the tile of a level that is not full yet. */
  open(level: number): readonly Hash[] {
    return this.#open[level] ?? [];
  }

  /** Adds a leaf. Returns the tiles that have become full by it, from the lowest level up. */
  add(leaf: Hash): readonly FullTile[] {
    const full: FullTile[] = [];
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const open = (this.#open[level] ??= []);
      open.push(hash);
      if (open.length < TILE_WIDTH) break;
      hash = completeRoot(open);
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1));
      full.push({ level, index, hashes: joinBytes(...open), root: hash });
      this.#open[level] = [];
    }
    this.#size += 1;
    return full;
  }

  /** The root of the tree. */
  root(): Hash {
    const hashes = nodesOf(0, this.#size).map((node) => {
      const { level, start, count } = placeOfNode(node);
      return completeRoot(this.open(level).slice(start, start + count));
    });
    return joinedHash(hashes);
  }
}
