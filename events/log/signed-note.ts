/**
 * Signed notes, as C2SP's signed-note has them: a text, an empty line, and a line for each signature. What a signature is
 * worth is for whoever checks it to say, with the keys that they trust (`verifiedNote`).
 */
import { sha256OfBytes } from '../sha256.js';
import { fromBase64, fromHex, joinBytes, sameBytes, toBase64, toHex, utf8 } from './bytes.js';

/** The byte by which a key says what it signs: a note, or a checkpoint together with the time. */
export const SIGNATURE_TYPES = { note: 1, cosignature: 4 } as const;
export type SignatureType = (typeof SIGNATURE_TYPES)[keyof typeof SIGNATURE_TYPES];

/** A line of a note. */
export interface NoteSignature {
  readonly name: string;
  /** The first four bytes of the key's hash. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** With the end of its last line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A public key of Ed25519 under the name of its owner. */
export interface VerifierKey {
  readonly name: string;
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

const DASH = '\u2014';
const KEY_ID_SIZE = 4;
const KEY_SIZE = 32;

/** Signatures that are read: a note with more is refused. */
const MOST_SIGNATURES = 64;

/** In UTF-16 code units. */
const LONGEST_NOTE = 200_000;

/** Whether a key may bear the name: it has no space, and no plus sign. */
export const isKeyName = (name: string): boolean =>
  name.length <= 255 && /^[^\s+\p{Control}\p{Surrogate}]+$/u.test(name);

export function keyIdOf({ name, type, publicKey }: VerifierKey): Uint8Array {
  const bytes = joinBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
  return sha256OfBytes(bytes).slice(0, KEY_ID_SIZE);
}

/** The key as a text that others configure: `<name>+<key id>+<key>`. */
export const verifierKeyText = (key: VerifierKey): string =>
  `${key.name}+${toHex(keyIdOf(key))}+${toBase64(joinBytes(Uint8Array.of(key.type), key.publicKey))}`;

/** The key of such a text; undefined where it is none, is of a type that is not known, or its key id does not fit. */
export function readVerifierKey(text: string): VerifierKey | undefined {
  const [name = '', id = '', ...rest] = text.trim().split('+');
  const bytes = fromBase64(rest.join('+'));
  const type = Object.values(SIGNATURE_TYPES).find((one) => one === bytes?.[0]);
  if (!bytes || type === undefined || bytes.length !== 1 + KEY_SIZE || !isKeyName(name)) return undefined;
  const key = { name, type, publicKey: bytes.slice(1) };
  return sameBytes(keyIdOf(key), fromHex(id) ?? new Uint8Array()) ? key : undefined;
}

/** The line of a signature, with its end. */
export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `${DASH} ${name} ${toBase64(joinBytes(keyId, signature))}\n`;

export const noteText = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(signatureLine).join('')}`;

function signatureOf(line: string): NoteSignature | undefined {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ');
  const bytes = fromBase64(encoded);
  if (dash !== DASH || rest.length > 0 || !isKeyName(name) || !bytes || bytes.length <= KEY_ID_SIZE) return undefined;
  return { name, keyId: bytes.slice(0, KEY_ID_SIZE), signature: bytes.slice(KEY_ID_SIZE) };
}

/** The signatures of lines; undefined where one of them is none. */
export function signaturesIn(lines: string): readonly NoteSignature[] | undefined {
  if (!lines.endsWith('\n')) return undefined;
  const read = lines.slice(0, -1).split('\n').map(signatureOf);
  const signatures = read.filter((one) => one !== undefined);
  return signatures.length === read.length && read.length <= MOST_SIGNATURES ? signatures : undefined;
}

/** The parts of a note; undefined where the text is none. Nothing is verified. */
export function readNote(note: string): SignedNote | undefined {
  if (note.length > LONGEST_NOTE || /[^\P{Control}\n]|\p{Surrogate}/u.test(note)) return undefined;
  const split = note.lastIndexOf('\n\n');
  if (split === -1) return undefined;
  const signatures = signaturesIn(note.slice(split + 2));
  return signatures && { text: note.slice(0, split + 1), signatures };
}

/** A signature by a key that was asked for. */
export interface Verified {
  readonly key: VerifierKey;
  readonly signature: Uint8Array;
}

/** Verifies a signature; it may be done elsewhere, as browsers do. */
export type Verify = (key: VerifierKey, text: string, signature: Uint8Array) => boolean | Promise<boolean>;

/** Whether a line claims to be of the key. */
export const isOfKey = ({ name, keyId }: NoteSignature, key: VerifierKey): boolean =>
  name === key.name && sameBytes(keyId, keyIdOf(key));

/**
 * The signatures of a note by known keys; others are passed over, as they must be. Undefined where one that claims to be of a
 * known key does not verify: such a note is not to be used at all.
 */
export async function verifiedNote(
  note: SignedNote,
  keys: readonly VerifierKey[],
  verify: Verify,
): Promise<readonly Verified[] | undefined> {
  const verified: Verified[] = [];
  for (const line of note.signatures) {
    const key = keys.find((one) => isOfKey(line, one));
    if (!key) continue;
    if (!(await verify(key, note.text, line.signature))) return undefined;
    verified.push({ key, signature: line.signature });
  }
  return verified;
}
