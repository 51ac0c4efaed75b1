/**
 * The newest checkpoint that was signed here, in a file beside the log. Nothing that contradicts it is signed: a log that
 * was put back to an earlier state, or written anew, would show two histories under one name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { noteText, type SignedNote } from '../../events/log/signed-note.js';
import { writeFileAtomically } from '../platform/atomic-write.js';

/** The file in a data folder. */
export const checkpointFileIn = (folder: string): string => join(folder, 'log.checkpoint');

/** What the file holds; undefined where there is none. */
export function readNewest(file: string): NotedCheckpoint | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
  const checkpoint = readLogCheckpoint(text);
  if (!checkpoint)
    throw new Error(`${file} holds no checkpoint: it is the newest that was signed, and may not be lost`);
  return checkpoint;
}

export const writeNewest = (file: string, note: SignedNote): Promise<void> => writeFileAtomically(file, noteText(note));
