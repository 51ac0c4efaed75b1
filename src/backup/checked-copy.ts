/** A copy of a log in a file, checked event by event: what a backup has to be, and what is restored. */
import type { LogFinding } from '../../events/chain/log-finding.js';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { verifyLog } from '../audit/verification.js';
import { openFile } from '../store/files.js';

export interface CheckedCopy {
  readonly events: number;
  readonly streams: number;
  /** The position of its last event. */
  readonly head: string;
  /** The first event that is not as it was recorded. */
  readonly firstBad: LogFinding | null;
}

/**
 * Checks every chain of the log in the file. Throws a `StoreFailure` where it is no log, or cannot be read at all.
 * @param kept where streams stood by a checkpoint that was kept elsewhere
 */
export async function checkCopy(file: string, kept?: Checkpoint['streams']): Promise<CheckedCopy> {
  const store = openFile(file);
  try {
    const head = await store.evidence.end();
    return { ...(await verifyLog(store.evidence, head, kept)), head: String(head) };
  } finally {
    await store.close();
  }
}
