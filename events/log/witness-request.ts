/** The request of a log to a witness, as C2SP's tlog-witness has it: `add-checkpoint`. */
import { fromBase64, toBase64 } from './bytes.js';
import { readLogCheckpoint, type NotedCheckpoint } from './log-checkpoint.js';
import { HASH_SIZE, type Hash } from './merkle.js';
import { noteText, type SignedNote } from './signed-note.js';

/** Lines of the proof; a tree of 2 ** 63 leaves needs no more. */
const MOST_HASHES = 63;

export interface AddCheckpoint {
  /** The size that the witness has cosigned last; 0 where it has not yet. */
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  readonly checkpoint: NotedCheckpoint;
}

/** The body of the request. */
export const addCheckpointBody = (oldSize: number, proof: readonly Hash[], note: SignedNote): string =>
  `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${noteText(note)}`;

const OLD = /^old (?<size>0|[1-9]\d{0,15})$/;

/** The request of a body; undefined where it is none. Nothing is verified. */
export function readAddCheckpoint(body: string): AddCheckpoint | undefined {
  const split = body.indexOf('\n\n');
  if (split === -1) return undefined;
  const [first = '', ...lines] = body.slice(0, split).split('\n');
  const size = OLD.exec(first)?.groups?.['size'];
  const checkpoint = readLogCheckpoint(body.slice(split + 2));
  if (size === undefined || !Number.isSafeInteger(Number(size)) || !checkpoint || lines.length > MOST_HASHES)
    return undefined;
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_SIZE) as Hash[];
  return proof.length === lines.length ? { oldSize: Number(size), proof, checkpoint } : undefined;
}
