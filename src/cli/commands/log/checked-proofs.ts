/** Verifies, on the reader's side, what a server says of its log. */
import type { ConsistencyAnswer, ReportProofAnswer } from '../../../../answers/log/proofs.js';
import { fromBase64, fromHex, sameBytes } from '../../../../events/log/bytes.js';
import { isConsistent } from '../../../../events/log/consistency.js';
import { verifyEd25519 } from '../../../../events/log/ed25519.js';
import { entryOfEvent } from '../../../../events/log/entry.js';
import { isIncluded, type TreeHead } from '../../../../events/log/inclusion.js';
import { readLogCheckpoint, type NotedCheckpoint } from '../../../../events/log/log-checkpoint.js';
import { leafHash, type Hash } from '../../../../events/log/merkle.js';
import { verifiedNote, type VerifierKey } from '../../../../events/log/signed-note.js';
import { CommandFailure } from '../../command-failure.js';

const no = (why: string): CommandFailure => new CommandFailure([`NOT verified: ${why}`]);

const hashesOf = (texts: readonly string[]): Hash[] => texts.map((text) => fromBase64(text) ?? new Uint8Array());

/** Who has signed a checkpoint, of the keys that the reader trusts. Fails where keys are given and none of them has. */
export async function signersOf(checkpoint: NotedCheckpoint, keys: readonly VerifierKey[]): Promise<readonly string[]> {
  const verified = await verifiedNote(checkpoint.note, keys, verifyEd25519);
  if (!verified) throw no('a signature of the checkpoint is not by the key that it claims');
  if (keys.length > 0 && verified.length === 0) throw no('the checkpoint is not signed by a key that was given');
  return verified.map(({ key }) => key.name);
}

/** The checkpoint of a text. @throws CommandFailure where it is none */
export function checkpointIn(text: string, what: string): NotedCheckpoint {
  const checkpoint = readLogCheckpoint(text);
  if (!checkpoint) throw new CommandFailure([`${what} is no signed checkpoint of a log`]);
  return checkpoint;
}

/** @throws CommandFailure where the proof does not show that the event is in the tree, or the checkpoint is of another */
export function insistOnInclusion(answer: ReportProofAnswer): void {
  const { event, index, entry, size, root, proof, checkpoint } = answer;
  const own = entryOfEvent(index, event.hash);
  if (!sameBytes(own, fromHex(entry) ?? new Uint8Array())) throw no('the entry is not that of the event');
  const head: TreeHead = { size, root: fromBase64(root) ?? new Uint8Array() };
  if (!isIncluded(leafHash(own), index, hashesOf(proof), head)) throw no('the event is not in the tree with this root');
  const signed = checkpoint === null ? undefined : checkpointIn(checkpoint, 'what the server sent');
  if (signed && (signed.size !== size || !sameBytes(signed.root, head.root)))
    throw no('the checkpoint is of another tree');
}

/** @throws CommandFailure where the later tree does not go on from the earlier one */
export function insistOnConsistency(from: TreeHead, to: TreeHead, { proof }: Pick<ConsistencyAnswer, 'proof'>): void {
  if (isConsistent(from, to, hashesOf(proof))) return;
  throw no(
    `the log of ${to.size} events does not go on from the one of ${from.size} that was kept: it is another history`,
  );
}
