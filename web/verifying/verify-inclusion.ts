/**
 * Whether a report is in the log that others follow: its proof, followed in the browser with the same code from `events/` that
 * makes it, and the signature of the checkpoint, where the reader gives the key.
 */
import type { ReportProofAnswer } from '../../answers/log/proofs.js';
import { fromBase64, sameBytes, utf8 } from '../../events/log/bytes.js';
import { entryOfEvent } from '../../events/log/entry.js';
import { isIncluded } from '../../events/log/inclusion.js';
import { readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { leafHash } from '../../events/log/merkle.js';
import { readVerifierKey, verifiedNote, type VerifierKey } from '../../events/log/signed-note.js';

/** What was found, in words. */
export interface Found {
  readonly holds: boolean;
  readonly said: string;
}

const no = (said: string): Found => ({ holds: false, said });

const bytesOf = (base64: string): Uint8Array => fromBase64(base64) ?? new Uint8Array();

/** By WebCrypto. Rejects where the browser does not know Ed25519. */
async function verifyEd25519({ publicKey }: VerifierKey, text: string, signature: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(utf8(text)));
}

const UNKNOWN_TO_BROWSER =
  'This browser does not know Ed25519, so the signature is not checked: use “parley log proof --key”.';

/** What can be said of the signatures of a checkpoint. */
async function signatureWords({ note, origin }: NotedCheckpoint, keyText: string): Promise<Found> {
  if (keyText === '')
    return { holds: true, said: `It is signed as ${origin}; without the verifier key that is not checked.` };
  const key = readVerifierKey(keyText);
  if (!key) return no('What was given is no verifier key of a log.');
  try {
    const verified = await verifiedNote(note, [key], verifyEd25519);
    if (verified === undefined || verified.length === 0) return no('The checkpoint is not signed by that key.');
    return { holds: true, said: `It is signed by ${key.name}, and the signature is good.` };
  } catch {
    return { holds: true, said: UNKNOWN_TO_BROWSER };
  }
}

/**
 * @param hash the hash of the report's event, as the page shows it
 * @param keyText the verifier key of the log, told to the reader elsewhere; empty where there is none
 */
export async function verifyInclusion(answer: ReportProofAnswer, hash: string, keyText: string): Promise<Found> {
  const { event, index, size, proof, checkpoint } = answer;
  const root = bytesOf(answer.root);
  if (event.hash !== hash) return no('The proof is of another event than the one shown here.');
  const leaf = leafHash(entryOfEvent(index, hash));
  if (!isIncluded(leaf, index, proof.map(bytesOf), { size, root }))
    return no('The proof does not lead to the root of the log: the event is not in it.');
  const place = `It is event ${index + 1} of ${size} in the log: ${proof.length} hashes lead from it to the root ${answer.root}.`;
  if (checkpoint === null) return { holds: true, said: `${place} The log is not signed.` };
  const signed = readLogCheckpoint(checkpoint);
  if (!signed || signed.size !== size || !sameBytes(signed.root, root)) return no('The checkpoint is of another tree.');
  const { holds, said } = await signatureWords(signed, keyText.trim());
  return { holds, said: `${place} ${said}` };
}
