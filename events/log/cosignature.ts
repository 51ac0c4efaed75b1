/**
 * Cosignatures of witnesses, as C2SP's tlog-cosignature has them for Ed25519: that at a time the checkpoint was the newest of
 * its log that the witness had seen, and that all it had seen before are a part of it.
 */
import { joinBytes, toUint64 } from './bytes.js';
import { SIGNATURE_TYPES, verifiedNote, type SignedNote, type Verify, type VerifierKey } from './signed-note.js';

const TIME_SIZE = 8;

/**
 * What the witness signs.
 * @param seconds since the epoch
 * @param text of the checkpoint's note
 */
export const cosignedText = (seconds: number, text: string): string => `cosignature/v1\ntime ${seconds}\n${text}`;

/** What stands in the line of the note. */
export const cosignatureBytes = (seconds: number, signature: Uint8Array): Uint8Array =>
  joinBytes(toUint64(seconds), signature);

/** The time of a cosignature, and the signature itself; undefined where it is too short. */
export function readCosignature(bytes: Uint8Array): { seconds: number; signature: Uint8Array } | undefined {
  if (bytes.length <= TIME_SIZE) return undefined;
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(seconds) ? { seconds, signature: bytes.slice(TIME_SIZE) } : undefined;
}

/** That a witness has seen a checkpoint. */
export interface Cosigned {
  readonly witness: VerifierKey;
  /** Since the epoch. */
  readonly seconds: number;
}

/** Verifies signatures of both kinds, given how Ed25519 is verified. */
export const verifyingBoth =
  (verify: Verify): Verify =>
  async (key, text, signature) => {
    if (key.type === SIGNATURE_TYPES.note) return verify(key, text, signature);
    const read = readCosignature(signature);
    return read !== undefined && (await verify(key, cosignedText(read.seconds, text), read.signature));
  };

/**
 * The cosignatures of a note by known witnesses; undefined where one that claims to be theirs does not verify.
 * @param verify as `verifiedNote` takes it, for Ed25519
 */
export async function cosignaturesOf(
  note: SignedNote,
  witnesses: readonly VerifierKey[],
  verify: Verify,
): Promise<readonly Cosigned[] | undefined> {
  const known = witnesses.filter(({ type }) => type === SIGNATURE_TYPES.cosignature);
  const verified = await verifiedNote(note, known, verifyingBoth(verify));
  return verified?.flatMap(({ key, signature }) => {
    const read = readCosignature(signature);
    return read ? [{ witness: key, seconds: read.seconds }] : [];
  });
}
