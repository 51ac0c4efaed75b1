/** Verifies a copy of the log in a file, event by event: a backup that was just made, or one to be restored. */
import type { LogFinding } from '../../events/chain/log-finding.js';
import type { KeptCheckpoint } from '../audit/kept-checkpoint.js';
import { verifyStore } from '../audit/verification.js';
import { openFile } from '../store/files.js';

/** What a copy holds. */
export interface CheckedCopy {
  readonly events: number;
  readonly streams: number;
  /** The position of its last event. */
  readonly head: string;
  /** The first event that is not as it was recorded; null where all are. */
  readonly firstBad: LogFinding | null;
}

/**
 * Verifies every hash chain of the log in the file. Rejects with a `StoreFailure` where the file is no log, or cannot
 * be read at all.
 * @param checkpoint one that was kept elsewhere
 */
export async function checkCopy(file: string, checkpoint?: KeptCheckpoint): Promise<CheckedCopy> {
  const store = openFile(file, true);
  try {
    const head = await store.evidence.end();
    const verified = await verifyStore(store, head, checkpoint);
    return { ...verified, head: String(head) };
  } finally {
    await store.close();
  }
}
