/** What a witness answers to a log, as C2SP's tlog-witness says: whether the log only grows, as far as this witness has seen. */
import { sameBytes } from './bytes.js';
import { isConsistent } from './consistency.js';
import type { TreeHead } from './inclusion.js';
import { emptyRoot } from './merkle.js';
import type { AddCheckpoint } from './witness-request.js';

export type WitnessAnswer =
  | { readonly answer: 'cosign' }
  /** The old size is more than the new one. */
  | { readonly answer: 'bad-request' }
  /** Another size was cosigned last: the log is to prove that it goes on from that. */
  | { readonly answer: 'conflict'; readonly size: number }
  /** The log shows another history than before. */
  | { readonly answer: 'inconsistent' };

/**
 * @param known what the witness has cosigned last of this log; undefined where it has not yet
 * @param request whose signature by the log was verified
 */
export function witnessAnswer(
  known: TreeHead | undefined,
  { oldSize, proof, checkpoint }: AddCheckpoint,
): WitnessAnswer {
  if (oldSize > checkpoint.size) return { answer: 'bad-request' };
  const size = known?.size ?? 0;
  if (oldSize !== size) return { answer: 'conflict', size };
  if (checkpoint.size === 0 && !sameBytes(checkpoint.root, emptyRoot())) return { answer: 'inconsistent' };
  const from = known ?? { size: 0, root: emptyRoot() };
  return { answer: isConsistent(from, checkpoint, proof) ? 'cosign' : 'inconsistent' };
}
