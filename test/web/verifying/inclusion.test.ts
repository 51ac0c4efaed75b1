/** The proof of a report, as a browser follows it. */
import type { ReportProofAnswer } from '../../../answers/log/proofs.js';
import { toBase64, toHex } from '../../../events/log/bytes.js';
import { newSigningKey, signatureBy, verifierKeyOf } from '../../../events/log/ed25519.js';
import { entryOfEvent, leafOf } from '../../../events/log/entry.js';
import { checkpointBody } from '../../../events/log/log-checkpoint.js';
import { nodeHash } from '../../../events/log/merkle.js';
import { noteText, verifierKeyText } from '../../../events/log/signed-note.js';
import { verifyInclusion } from '../../../web/verifying/verify-inclusion.js';

const [hash, other] = ['a'.repeat(64), 'b'.repeat(64)];
const key = newSigningKey('parley.example.org/log');
const [left, right] = [leafOf(0, hash), leafOf(1, other)];
const root = nodeHash(left, right);
const text = checkpointBody({ origin: key.name, size: 2, root });
const good: ReportProofAnswer = {
  negotiation: 'n',
  report: 'r',
  event: { stream: 's', revision: 0, position: '1', hash },
  index: 0,
  entry: toHex(entryOfEvent(0, hash)),
  size: 2,
  root: toBase64(root),
  proof: [toBase64(right)],
  checkpoint: noteText({ text, signatures: [signatureBy(key, text)] }),
};
const found = (change: Partial<ReportProofAnswer> = {}, keyText = '') =>
  verifyInclusion({ ...good, ...change }, hash, keyText);

test('leads to the root; whether the signature is good is said where the key is given', async () => {
  expect(await found()).toMatchObject({
    holds: true,
    said: expect.stringMatching(/event 1 of 2.*not checked/) as string,
  });
  const own = verifierKeyText(verifierKeyOf(key));
  expect(await found({}, own)).toMatchObject({
    holds: true,
    said: expect.stringContaining('signature is good') as string,
  });
  expect(await found({ checkpoint: null })).toMatchObject({
    holds: true,
    said: expect.stringContaining('not signed') as string,
  });
});

test.each<[what: string, change: Partial<ReportProofAnswer>, says: RegExp]>([
  ['another event', { event: { ...good.event, hash: other } }, /of another event/],
  ['another place', { index: 1 }, /does not lead to the root/],
  ['another root', { root: toBase64(left) }, /does not lead to the root/],
  ['a longer proof', { proof: [...good.proof, toBase64(left)] }, /does not lead to the root/],
  [
    'a checkpoint of another tree',
    { checkpoint: good.checkpoint?.replace('\n2\n', '\n3\n') ?? null },
    /of another tree/,
  ],
])('of %s does not hold', async (_, change, says) => {
  expect(await found(change)).toMatchObject({ holds: false, said: expect.stringMatching(says) as string });
});

test('that somebody else has signed does not hold', async () => {
  const mine = verifierKeyText(verifierKeyOf(newSigningKey(key.name)));
  expect(await found({}, mine)).toMatchObject({
    holds: false,
    said: expect.stringContaining('not signed by that key') as string,
  });
  expect(await found({}, 'nothing')).toMatchObject({ holds: false });
});
