/** What always holds of roots and proofs, against RFC 6962 as it is written there. */
import fc from 'fast-check';
import { sha256 } from '../../../events/sha256.js';
import { sameBytes } from '../../../events/log/bytes.js';
import { isConsistent } from '../../../events/log/consistency.js';
import { leafOf } from '../../../events/log/entry.js';
import { isIncluded } from '../../../events/log/inclusion.js';
import { emptyRoot, nodeHash, type Hash } from '../../../events/log/merkle.js';
import { tileAt, tilePath } from '../../../events/log/tiles.js';
import { GrownTree } from './grown-tree.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 100);
const MOST = 700;

/** MTH of RFC 6962, section 2.1. */
function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return leaves[0] as Hash;
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

const leaves = Array.from({ length: MOST }, (_, i) => leafOf(i, sha256(`event ${i}`)));
const tree = new GrownTree();
const edgeRoots = [tree.edge.root(), ...leaves.map((leaf) => (tree.add(leaf), tree.edge.root()))];
const headOf = (size: number) => ({ size, root: edgeRoots[size] as Hash });

const size = fc.integer({ min: 1, max: MOST });
/** The proof with a bit of its hashes turned round; itself where it has none. */
const spoilt = (proof: readonly Hash[], at: number): Hash[] =>
  proof.map((hash, i) =>
    i === at % proof.length ? Uint8Array.from(hash, (b, j) => (j === at % 32 ? b ^ 1 : b)) : hash,
  );

test('the root at every size is that of RFC 6962, of the edge and of the tiles', async () => {
  for (let at = 0; at <= MOST; at += at < 20 ? 1 : 37) {
    expect(sameBytes(headOf(at).root, rootOf(leaves.slice(0, at)))).toBe(true);
    expect(sameBytes(await tree.reader.root(at), headOf(at).root)).toBe(true);
  }
});

test('an inclusion proof is accepted for its leaf, its place and its tree, and for no other', async () => {
  const asked = fc.record({ size, of: fc.nat(), other: fc.nat(), bit: fc.nat() });
  await fc.assert(
    fc.asyncProperty(asked, async ({ size: at, of, other, bit }) => {
      const index = of % at;
      const proof = await tree.reader.inclusion(index, at);
      const leaf = leaves[index] as Hash;
      expect(isIncluded(leaf, index, proof, headOf(at))).toBe(true);
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(at)));
      const [elsewhere, another] = [other % MOST, 1 + (other % MOST)];
      const isElsewhere = isIncluded(leaf, elsewhere, proof, headOf(at));
      const isAnother = isIncluded(leaves[elsewhere] as Hash, index, proof, headOf(at));
      const isOfAnotherTree = isIncluded(leaf, index, proof, { size: at, root: headOf(another).root });
      expect([isElsewhere, isAnother]).toEqual([elsewhere === index, elsewhere === index]);
      expect(isOfAnotherTree).toBe(another === at);
      expect(isIncluded(leaf, index, [...proof, leaf], headOf(at))).toBe(false);
      expect(isIncluded(leaf, index, spoilt(proof, bit), headOf(at))).toBe(proof.length === 0);
      expect(isIncluded(leaf, index, proof.slice(1), headOf(at))).toBe(proof.length === 0);
    }),
    { numRuns },
  );
});

test('a consistency proof is accepted for its two trees, and for no others', async () => {
  const asked = fc.record({ size, of: fc.nat(), bit: fc.nat() });
  await fc.assert(
    fc.asyncProperty(asked, async ({ size: to, of, bit }) => {
      const from = of % (to + 1);
      const proof = await tree.reader.consistency(from, to);
      expect(isConsistent(headOf(from), headOf(to), proof)).toBe(true);
      // Every tree goes on from the empty one, and the whole tree has the leaf that a fork has.
      fc.pre(from > 0 && from < MOST);
      const forked = { size: from, root: rootOf(leaves.slice(0, from).with(of % from, leaves[MOST - 1] as Hash)) };
      expect(isConsistent(forked, headOf(to), proof)).toBe(false);
      expect(isConsistent(headOf(from), headOf(to), [...proof, leaves[0] as Hash])).toBe(false);
      expect(isConsistent(headOf(from), headOf(to), spoilt(proof, bit))).toBe(proof.length === 0);
      expect(isConsistent(headOf(to), headOf(from), proof)).toBe(from === to);
    }),
    { numRuns },
  );
});

test('a tree that has lost, gained, changed or exchanged leaves has another root', () => {
  const change = fc.constantFrom('lost', 'gained', 'changed', 'exchanged');
  fc.assert(
    fc.property(change, fc.integer({ min: 2, max: 300 }), fc.nat(), (what, at, of) => {
      const [before, i] = [leaves.slice(0, at), of % (at - 1)];
      const after = {
        lost: before.toSpliced(i, 1),
        gained: before.toSpliced(i, 0, leaves[MOST - 1] as Hash),
        changed: before.with(i, leaves[MOST - 1] as Hash),
        exchanged: before.with(i, before[i + 1] as Hash).with(i + 1, before[i] as Hash),
      }[what];
      expect(sameBytes(rootOf(after), rootOf(before))).toBe(false);
    }),
    { numRuns },
  );
});

test('a path of a tile is read as what it was written from, and nothing else is a path', () => {
  const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));
  const tile = fc.record({ level, index: fc.nat(10 ** 12), width: fc.integer({ min: 1, max: 256 }) });
  fc.assert(
    fc.property(tile, (one) => expect(tileAt(tilePath(one))).toEqual(one)),
    { numRuns },
  );
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('0/x001/x234/067');
  for (const none of ['0/1', '0/000.p/0', '0/000.p/256', '0/x000/001', '00/000', '64/000', '0/001/', '0/000.p/01', ''])
    expect([none, tileAt(none)]).toEqual([none, undefined]);
});
