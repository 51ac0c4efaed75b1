/** A checkpoint in the body of a request: one that an auditor has kept, to compare with. */
import { readKept, type KeptCheckpoint } from './kept-checkpoint.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import type { Chunks } from '../json/text-lines.js';

/** In bytes; enough for some hundred thousand streams. */
const LONGEST = 32 * 1024 * 1024;

async function textOf(chunks: Chunks): Promise<string> {
  const bytes: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes.push(piece);
    length += piece.length;
    if (length > LONGEST) throw new Refused(problem('payload-too-large', `a checkpoint may have ${LONGEST} bytes`));
  }
  return Buffer.concat(bytes).toString();
}

/** The refusal of a checkpoint. */
export const badCheckpoint = (detail: string): Refused => new Refused(problem('bad-checkpoint', detail));

/** Throws `Refused`: `bad-checkpoint` where it is damaged or none at all, `payload-too-large`. */
export async function checkpointFromBody(chunks: Chunks): Promise<KeptCheckpoint> {
  const read = readKept(await textOf(chunks));
  if ('unreadable' in read) throw badCheckpoint(read.unreadable);
  return read.kept;
}
