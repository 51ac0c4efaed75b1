/**
 * The checkpoint of the tree, as C2SP's tlog-checkpoint has it: which log, how many events, and the root over them. Signed
 * by the log it is a note (`signed-note.ts`); witnesses sign it as well (`cosignature.ts`).
 */
import { fromBase64, toBase64 } from './bytes.js';
import type { TreeHead } from './inclusion.js';
import { HASH_SIZE } from './merkle.js';
import { readNote, type SignedNote } from './signed-note.js';

export interface LogCheckpoint extends TreeHead {
  /** The name of the log, such as `parley.example.org/log`. */
  readonly origin: string;
}

/** The text that is signed. */
export const checkpointBody = ({ origin, size, root }: LogCheckpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

const SIZE = /^(?:0|[1-9]\d{0,15})$/;

/** The checkpoint of a note's text; undefined where it is none. Further lines, which a log may add, are passed over. */
export function readCheckpointBody(text: string): LogCheckpoint | undefined {
  const lines = text.split('\n');
  const [origin = '', size = '', encoded = ''] = lines;
  const root = fromBase64(encoded);
  const isEnded = lines.length >= 4 && lines.at(-1) === '' && lines.slice(0, -1).every((line) => line !== '');
  if (!isEnded || !SIZE.test(size) || !Number.isSafeInteger(Number(size)) || root?.length !== HASH_SIZE)
    return undefined;
  return { origin, size: Number(size), root };
}

/** A checkpoint with the note that it was read from. */
export interface NotedCheckpoint extends LogCheckpoint {
  readonly note: SignedNote;
}

/** A signed checkpoint, of which nothing is verified yet; undefined where the text is none. */
export function readLogCheckpoint(text: string): NotedCheckpoint | undefined {
  const note = readNote(text);
  const checkpoint = note && readCheckpointBody(note.text);
  return note && checkpoint && { ...checkpoint, note };
}
