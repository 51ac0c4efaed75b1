/** Inclusion proofs: that an entry is a leaf of the tree with a root (RFC 6962, section 2.1.1; RFC 9162, 2.1.3). */
import { sameBytes } from './bytes.js';
import { nodeHash, nodesOf, splitLevel, type Hash, type Node } from './merkle.js';

/** The subtrees whose hashes a proof consists of, from the leaf up; each of several nodes to be joined. */
export function inclusionNodes(index: number, size: number): readonly (readonly Node[])[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const siblings: (readonly Node[])[] = [];
  for (let [start, end] = [0, size]; end - start > 1;) {
    const middle = start + 2 ** splitLevel(end - start);
    if (index < middle) {
      siblings.unshift(nodesOf(middle, end));
      end = middle;
    } else {
      siblings.unshift(nodesOf(start, middle));
      start = middle;
    }
  }
  return siblings;
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** What a tree is known by: how many leaves it has, and its root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** Whether the proof shows that the leaf is number `index` of the tree. */
export function isIncluded(leaf: Hash, index: number, proof: readonly Hash[], { size, root }: TreeHead): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}
