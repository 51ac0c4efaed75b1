/** Roots and proofs of a tree, from its tiles. A tree of any size can be asked for that the tiles go on from. */
import { consistencyNodes } from './consistency.js';
import { inclusionNodes } from './inclusion.js';
import { completeRoot, joinedHash, nodesOf, type Hash, type Node } from './merkle.js';
import { placeOfNode } from './tiles.js';

/** Reads the hashes of a tile, at least the first `width`. */
export type ReadTile = (level: number, index: number, width: number) => Promise<readonly Hash[]>;

export class TreeReader {
  readonly #read: ReadTile;

  constructor(read: ReadTile) {
    this.#read = read;
  }

  /** The root over the first `size` leaves. */
  async root(size: number): Promise<Hash> {
    const [root] = await this.#joined([nodesOf(0, size)]);
    return root as Hash;
  }

  /**
   * The inclusion proof of a leaf, from the leaf up.
   * @throws RangeError where the tree has no such leaf
   */
  inclusion(index: number, size: number): Promise<readonly Hash[]> {
    return this.#joined(inclusionNodes(index, size));
  }

  /**
   * The proof that the tree of `to` leaves goes on from that of `from`.
   * @throws RangeError where it is shorter
   */
  consistency(from: number, to: number): Promise<readonly Hash[]> {
    return this.#joined(consistencyNodes(from, to));
  }

  async #joined(groups: readonly (readonly Node[])[]): Promise<readonly Hash[]> {
    const tiles = await this.#tilesOf(groups.flat());
    const hashOf = (node: Node): Hash => {
      const { level, index, start, count } = placeOfNode(node);
      return completeRoot((tiles.get(`${level}/${index}`) ?? []).slice(start, start + count));
    };
    return groups.map((nodes) => joinedHash(nodes.map(hashOf)));
  }

  async #tilesOf(nodes: readonly Node[]): Promise<ReadonlyMap<string, readonly Hash[]>> {
    const widths = new Map<string, { level: number; index: number; width: number }>();
    for (const node of nodes) {
      const { level, index, start, count } = placeOfNode(node);
      const key = `${level}/${index}`;
      const width = Math.max(start + count, widths.get(key)?.width ?? 0);
      widths.set(key, { level, index, width });
    }
    const tiles = new Map<string, readonly Hash[]>();
    for (const [key, { level, index, width }] of widths) tiles.set(key, await this.#read(level, index, width));
    return tiles;
  }
}
