/**
 * The Merkle tree over the whole log, hashed as RFC 6962 (section 2.1) says. Its leaves are the events in the order of
 * positions, numbered from 0. Whoever knows the root of its first n leaves can be shown that an event is among them
 * (`inclusion.ts`), and that a longer log goes on from them (`consistency.ts`).
 */
import { sha256OfBytes } from '../sha256.js';
import { joinBytes } from './bytes.js';

/** A hash of the tree: 32 bytes. */
export type Hash = Uint8Array;

export const HASH_SIZE = 32;

/** The root of a tree without leaves. */
export const emptyRoot = (): Hash => sha256OfBytes(new Uint8Array());

// The prefixes keep a leaf from passing for a node.
const LEAF = 0;
const NODE = 1;

/** @param entry what the leaf stands for, as `entryOf` makes it */
export const leafHash = (entry: Uint8Array): Hash => sha256OfBytes(joinBytes(Uint8Array.of(LEAF), entry));

export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(1 + 2 * HASH_SIZE);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_SIZE);
  return sha256OfBytes(bytes);
}

/** A complete subtree: at `level` it has 2 ** level leaves, the first of them leaf number `index` * 2 ** level. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** The largest power of two that is less than a number above 1, as its exponent. */
export function splitLevel(size: number): number {
  let level = 0;
  while (2 ** (level + 1) < size) level += 1;
  return level;
}

/**
 * The complete subtrees that leaves from `start` up to `end` consist of, from the left. `start` must be where the tree of
 * some size is split, as 0 always is.
 */
export function nodesOf(start: number, end: number): readonly Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end;) {
    const level = splitLevel(end - at + 1);
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash over the subtrees of `nodesOf`; the empty root where there is none. */
export function joinedHash(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1);
  if (!last) return emptyRoot();
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** The root over leaf hashes that are a power of two in number: a complete subtree. */
export function completeRoot(hashes: readonly Hash[]): Hash {
  let level = hashes;
  while (level.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) above.push(nodeHash(level[i] as Hash, level[i + 1] as Hash));
    level = above;
  }
  return level[0] ?? emptyRoot();
}
