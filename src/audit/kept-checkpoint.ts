/** A checkpoint that was kept elsewhere, of either kind: one that names every stream, or the signed one of the tree. */
import { readCheckpoint, type Checkpoint } from '../../events/chain/checkpoint.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import { readLogCheckpoint } from '../../events/log/log-checkpoint.js';

export interface KeptCheckpoint {
  /** Undefined of a signed one, which names no streams. */
  readonly streams?: Checkpoint;
  /** In place of `streams`: where they stand, without saying what may come after. */
  readonly links?: Checkpoint['streams'];
  /** Undefined of one that does not cover the whole log, or that an older version made. */
  readonly tree?: TreeHead;
  /** The name of the log, of a signed one. Its signature is for whoever keeps it to check. */
  readonly origin?: string;
}

/** Reads the text of a checkpoint. */
export function readKept(text: string): { readonly kept: KeptCheckpoint } | { readonly unreadable: string } {
  const signed = readLogCheckpoint(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  if (signed) return { kept: { tree: { size: signed.size, root: signed.root }, origin: signed.origin } };
  const read = readCheckpoint(text);
  if ('unreadable' in read) return read;
  const { tree } = read.checkpoint;
  return { kept: { streams: read.checkpoint, ...(tree ? { tree } : {}) } };
}
