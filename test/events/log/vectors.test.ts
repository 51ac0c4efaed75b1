/** The tree as Go's own packages for transparent logs compute it (`go/main.go` made the vectors). */
import { readFileSync } from 'node:fs';
import { sha256, sha256OfBytes } from '../../../events/sha256.js';
import { fromBase64, toBase64, toHex, joinBytes } from '../../../events/log/bytes.js';
import { isConsistent } from '../../../events/log/consistency.js';
import {
  readSigningKey,
  signatureBy,
  signingKeyText,
  verifierKeyOf,
  verifyEd25519,
} from '../../../events/log/ed25519.js';
import { leafOf } from '../../../events/log/entry.js';
import { isIncluded } from '../../../events/log/inclusion.js';
import { checkpointBody, readLogCheckpoint } from '../../../events/log/log-checkpoint.js';
import type { Hash } from '../../../events/log/merkle.js';
import { noteText, readVerifierKey, verifiedNote, verifierKeyText } from '../../../events/log/signed-note.js';
import { tileAt } from '../../../events/log/tiles.js';
import { GrownTree } from './grown-tree.js';

interface Vectors {
  readonly signingKey: string;
  readonly verifierKey: string;
  readonly checkpoint: string;
  readonly roots: readonly { size: number; root: string }[];
  readonly inclusion: readonly { index: number; size: number; proof: readonly string[] }[];
  readonly consistency: readonly { from: number; to: number; proof: readonly string[] }[];
  readonly tiles: readonly { path: string; size: number; sha256: string }[];
}

const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as Vectors;

const leaf = (index: number): Hash => leafOf(index, sha256(`event ${index}`));
const texts = (hashes: readonly Hash[]): string[] => hashes.map(toBase64);
const hashes = (list: readonly string[]): Hash[] => list.map((text) => fromBase64(text) as Hash);

describe('the tree of events, against Go', () => {
  const tree = new GrownTree();
  const roots = new Map(vectors.roots.map(({ size, root }) => [size, root]));
  const headOf = (size: number) => ({ size, root: fromBase64(roots.get(size) ?? '') as Hash });
  beforeAll(() => {
    for (let i = 0; i < 66_000; i += 1) tree.add(leaf(i));
  });

  it('has the same roots at every size', async () => {
    for (const { size, root } of vectors.roots)
      expect([size, toBase64(await tree.reader.root(size))]).toEqual([size, root]);
  });

  it('makes the same inclusion proofs, and accepts them', async () => {
    for (const { index, size, proof } of vectors.inclusion) {
      expect(texts(await tree.reader.inclusion(index, size))).toEqual(proof);
      expect(isIncluded(leaf(index), index, hashes(proof), headOf(size))).toBe(true);
    }
  });

  it('makes the same consistency proofs, and accepts them', async () => {
    for (const { from, to, proof } of vectors.consistency) {
      expect(texts(await tree.reader.consistency(from, to))).toEqual(proof);
      const older = { size: from, root: await tree.reader.root(from) };
      expect(isConsistent(older, headOf(to), hashes(proof))).toBe(true);
    }
  });

  it('cuts the same tiles, under the same paths', async () => {
    for (const { path, sha256: sum } of vectors.tiles) {
      const { level, index, width } = tileAt(path) ?? { level: -1, index: -1, width: -1 };
      const read = await tree.tile(level as number, index, width);
      expect([path, toHex(sha256OfBytes(joinBytes(...read.slice(0, width))))]).toEqual([path, sum]);
    }
  });

  it('signs the same checkpoint with the same key', async () => {
    const key = readSigningKey(vectors.signingKey);
    if (!key) throw new Error('no key');
    expect(signingKeyText(key)).toBe(vectors.signingKey);
    expect(verifierKeyText(verifierKeyOf(key))).toBe(vectors.verifierKey);
    const text = checkpointBody({ origin: key.name, size: 1000, root: await tree.reader.root(1000) });
    expect(noteText({ text, signatures: [signatureBy(key, text)] })).toBe(vectors.checkpoint);
    const read = readLogCheckpoint(vectors.checkpoint);
    const verifier = readVerifierKey(vectors.verifierKey);
    if (!read || !verifier) throw new Error('not read');
    expect(await verifiedNote(read.note, [verifier], verifyEd25519)).toHaveLength(1);
  });
});
