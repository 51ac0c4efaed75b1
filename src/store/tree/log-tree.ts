/** The port to the Merkle tree over the events of a store (`events/log/merkle.ts`). */
import type { Hash } from '../../../events/log/merkle.js';

/** A full tile as it is stored: its 256 hashes one after another, and the root over them. */
export interface StoredTile {
  readonly hashes: Uint8Array;
  readonly root: Uint8Array;
}

/** All reject with a `StoreFailure` where the store cannot be read. */
export interface LogTree {
  /**
   * Takes in what was stored since it was last asked, and answers how many events the tree holds: no fewer than were
   * stored when it was asked.
   */
  size(): Promise<number>;

  /** The number of a leaf, from 0, by the position of its event; undefined where the tree has no event there. */
  indexOf(position: bigint): Promise<number | undefined>;

  /** The position of the event of a leaf; undefined where there is no such leaf. */
  positionOf(index: number): Promise<bigint | undefined>;

  /**
   * The hashes of a tile, at least the first `width`.
   * @throws RangeError where the tree has none or not so many, as of the last call of `size`
   */
  tile(level: number, index: number, width: number): Promise<readonly Hash[]>;

  /** The hashes of events, by the numbers of their leaves; as many as there are. */
  eventHashes(from: number, limit: number): Promise<readonly Uint8Array[]>;

  /** A tile as it is stored, for audits; undefined where it is not stored. */
  stored(level: number, index: number): Promise<StoredTile | undefined>;
}
