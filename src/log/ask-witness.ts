/**
 * Asks a witness to cosign a checkpoint, as C2SP's tlog-witness has it: with the proof that the log goes on from what the
 * witness has cosigned last. What that is, the witness says itself.
 */
import { cosignaturesOf } from '../../events/log/cosignature.js';
import { verifyEd25519 } from '../../events/log/ed25519.js';
import type { NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import type { Hash } from '../../events/log/merkle.js';
import { isOfKey, signaturesIn, type NoteSignature } from '../../events/log/signed-note.js';
import { addCheckpointBody } from '../../events/log/witness-request.js';
import type { WitnessAddress } from '../platform/log-settings.js';
import { notAnswered, postTo } from './post-to.js';

/** The proof that the log of one size goes on from that of another. */
export type Consistency = (from: number, to: number) => Promise<readonly Hash[]>;

/** What a witness has signed of a checkpoint; or why it has not, in words. */
export type Asked =
  | { readonly signature: NoteSignature; readonly seconds: number }
  | { readonly problem: string; readonly isFork: boolean };

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function post(url: string, body: string): Promise<Answer> {
  const { status, bytes } = await postTo(`${url}/add-checkpoint`, body, 'text/plain; charset=utf-8');
  return { status, body: bytes.toString('utf8') };
}

const refused = (problem: string, isFork = false): Asked => ({ problem, isFork });

async function signatureIn(body: string, checkpoint: NotedCheckpoint, { key }: WitnessAddress): Promise<Asked> {
  const lines = signaturesIn(body)?.filter((line) => isOfKey(line, key)) ?? [];
  const { text } = checkpoint.note;
  const found = await cosignaturesOf({ text, signatures: lines }, [key], verifyEd25519);
  const [signature] = lines;
  const [cosigned] = found ?? [];
  if (!signature || !cosigned) return refused('what it answered is no cosignature by its key');
  return { signature, seconds: cosigned.seconds };
}

function problemOf({ status, body }: Answer): Asked {
  switch (status) {
    case 403:
      return refused('it does not know the key of this log: tell it the verifier key of today');
    case 404:
      return refused('it does not watch this log: tell it the verifier key');
    case 422:
      return refused('it has seen another history of this log', true);
    default:
      return refused(`it answered ${status}: ${JSON.stringify(body.slice(0, 100))}`);
  }
}

/** The size that the answer names, as the one that was cosigned last. */
function knownSize({ status, body }: Answer): number | undefined {
  return status === 409 && /^\d{1,15}\n?$/.test(body) ? Number(body) : undefined;
}

/** Never rejects: what goes wrong is told. */
export async function askWitness(
  witness: WitnessAddress,
  checkpoint: NotedCheckpoint,
  last: number,
  consistency: Consistency,
): Promise<Asked> {
  const { size, note } = checkpoint;
  const ask = async (from: number): Promise<Answer> =>
    post(witness.url, addCheckpointBody(from, from === 0 || from === size ? [] : await consistency(from, size), note));
  try {
    let answer = await ask(Math.min(last, size));
    const known = knownSize(answer);
    if (known !== undefined && known > size)
      return refused(`it has seen ${known} events of this log, which holds ${size}: the log was put back`, true);
    if (known !== undefined) answer = await ask(known);
    return answer.status === 200 ? await signatureIn(answer.body, checkpoint, witness) : problemOf(answer);
  } catch (error) {
    return refused(notAnswered(error));
  }
}
