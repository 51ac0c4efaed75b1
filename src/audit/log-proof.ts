/**
 * That the streams of a bundle are in the log: for the last event of each the proof that it is in the tree, and the signed
 * checkpoint of that tree. The chains hold what comes before. Where a checkpoint was timestamped, the proof that the tree goes
 * on from it.
 */
import { sameBytes, toBase64 } from '../../events/log/bytes.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import { noteText } from '../../events/log/signed-note.js';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { Refused } from '../problems/refused.js';
import type { Timestamps } from '../log/timestamps.js';
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

/** What a bundle says of the log: its files by their names, of which `log.json` is there always. */
export type LogFiles = ReadonlyMap<string, string | Uint8Array>;

/** The newest timestamped checkpoint from which the tree goes on, with the proof; undefined where there is none. */
async function stampedBefore(log: TransparentLog, timestamps: Timestamps, head: TreeHead) {
  const stamped = await timestamps.newestOfThis();
  if (!stamped || stamped.checkpoint.size > head.size) return undefined;
  const { size, root } = await log.headAt(stamped.checkpoint.size);
  if (!sameBytes(root, stamped.checkpoint.root)) return undefined;
  return {
    stamped,
    said: { size, root: toBase64(root), proof: (await log.consistency(size, head.size)).map(toBase64) },
  };
}

/**
 * @param files the names of the files, in the order of the streams
 */
export async function logProofOf(
  store: EventStore,
  log: TransparentLog,
  timestamps: Timestamps,
  { streams }: Checkpoint,
  files: readonly (readonly [stream: string, file: string])[],
): Promise<LogFiles> {
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
  const { stamped, said } = (await stampedBefore(log, timestamps, head)) ?? {};
  const proof = { size, root: toBase64(root), checkpoint, events, timestamped: said ?? null };
  return new Map<string, string | Uint8Array>([
    ['log.json', `${JSON.stringify(proof, null, 2)}\n`],
    ...(stamped
      ? ([
          ['timestamped.checkpoint', stamped.text],
          ['timestamped.tsr', stamped.reply],
        ] as const)
      : []),
  ]);
}
