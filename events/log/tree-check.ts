/**
 * Computes the tree of a log anew from its events, one by one in the order of positions, and compares it with heads that
 * were kept elsewhere. What it has computed of tiles can be held against those that are stored.
 */
import { fromHex, sameBytes } from './bytes.js';
import { leafOf } from './entry.js';
import type { TreeHead } from './inclusion.js';
import { TreeEdge, type FullTile } from './tree-edge.js';

export class TreeCheck {
  readonly #edge = new TreeEdge();
  readonly #kept: readonly TreeHead[];
  #forked: number | undefined;

  constructor(kept: readonly TreeHead[] = []) {
    this.#kept = kept;
    this.#compare();
  }

  /** How many events were added. */
  get size(): number {
    return this.#edge.size;
  }

  /**
   * Adds the next event. Returns the tiles that have become full by it.
   * @param hash as it is stored: 64 hexadecimal digits, unless somebody changed it
   */
  add(hash: string): readonly FullTile[] {
    const full = this.#edge.add(leafOf(this.#edge.size, hash));
    this.#compare();
    return full;
  }

  /** The size of the smallest head that is not that of these events; undefined where all are that have been reached. */
  get forkedAt(): number | undefined {
    return this.#forked;
  }

  /** The size of a head that has more events than were added; undefined where none has. */
  get beyond(): number | undefined {
    return this.#kept.find(({ size }) => size > this.size)?.size;
  }

  #compare(): void {
    for (const { size, root } of this.#kept)
      if (size === this.size && !sameBytes(root, this.#edge.root())) this.#forked ??= size;
  }
}

/** The index of the first leaf of a tile of leaves that differs; undefined where none does. */
export function firstDifference(tile: Uint8Array, stored: Uint8Array): number | undefined {
  const at = tile.findIndex((byte, i) => byte !== stored[i]);
  if (at === -1) return tile.length === stored.length ? undefined : Math.floor(tile.length / 32);
  return Math.floor(at / 32);
}

/** The head that a text of size and root names; undefined where the root is none. */
export const headOf = (size: number, root: string): TreeHead | undefined => {
  const bytes = fromHex(root);
  return bytes?.length === 32 ? { size, root: bytes } : undefined;
};
