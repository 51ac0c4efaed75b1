/**
 * That the streams of a bundle are in the log: for the last event of each the proof that it is in the tree, and the signed
 * checkpoint of that tree. The chains hold what comes before.
 */
import { toBase64 } from '../../events/log/bytes.js';
import { noteText } from '../../events/log/signed-note.js';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { Refused } from '../problems/refused.js';
import type { TransparentLog } from '../log/transparent-log.js';
import type { EventStore } from '../store/event-store.js';

/** What signs the tree now; undefined where there is no key, or where the log must not be signed. */
async function signedNow(log: TransparentLog) {
  try {
    return log.isSigned ? await log.checkpoint() : undefined;
  } catch (error) {
    // A log that was put back is not signed, and is to be taken away all the same.
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/**
 * The text of `log.json` in a bundle.
 * @param files the names of the files, in the order of the streams
 */
export async function logProofOf(
  store: EventStore,
  log: TransparentLog,
  { streams }: Checkpoint,
  files: readonly (readonly [stream: string, file: string])[],
): Promise<string> {
  const signed = await signedNow(log);
  const head = signed ?? (await log.head());
  const events = [];
  for (const [stream, file] of files) {
    const last = streams.get(stream);
    const [event] = last ? await store.readStream(stream, { from: last.revision, limit: 1 }) : [];
    const included = event && (await log.inclusion(event.position, head));
    if (event && included)
      events.push({ file, revision: event.revision, index: included.index, proof: included.proof.map(toBase64) });
  }
  const { size, root } = head;
  const checkpoint = signed ? noteText(signed.note) : null;
  return `${JSON.stringify({ size, root: toBase64(root), checkpoint, events }, null, 2)}\n`;
}
