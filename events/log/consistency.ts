/** Consistency proofs: that a longer log goes on from a shorter one (RFC 6962, section 2.1.2; RFC 9162, 2.1.4). */
import { sameBytes } from './bytes.js';
import type { TreeHead } from './inclusion.js';
import { nodeHash, nodesOf, splitLevel, type Hash, type Node } from './merkle.js';

/** The subtrees whose hashes a proof consists of, in its order; each of several nodes to be joined. */
export function consistencyNodes(from: number, to: number): readonly (readonly Node[])[] {
  if (!(from >= 0 && from <= to)) throw new RangeError(`a tree of ${to} does not go on from one of ${from}`);
  if (from === 0 || from === to) return [];
  const nodes: (readonly Node[])[] = [];
  let [start, end, isWhole] = [0, to, true];
  while (end > from) {
    const middle = start + 2 ** splitLevel(end - start);
    if (from <= middle) {
      nodes.unshift(nodesOf(middle, end));
      end = middle;
    } else {
      nodes.unshift(nodesOf(start, middle));
      start = middle;
      isWhole = false;
    }
  }
  return isWhole ? nodes : [nodesOf(start, end), ...nodes];
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));

/** Whether the proof shows that the leaves of `from` are the first leaves of `to`. */
export function isConsistent(from: TreeHead, to: TreeHead, proof: readonly Hash[]): boolean {
  if (!Number.isSafeInteger(from.size) || !Number.isSafeInteger(to.size) || from.size < 0 || from.size > to.size)
    return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  // Every log goes on from the empty one.
  if (from.size === 0) return proof.length === 0;
  const [first, ...rest] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  if (!first) return false;
  let [at, last] = [from.size - 1, to.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [older, newer] = [nodeHash(hash, older), nodeHash(hash, newer)];
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = nodeHash(newer, hash);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root);
}
