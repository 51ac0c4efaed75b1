/** Keys and signatures of Ed25519, by node:crypto. A browser verifies by WebCrypto, and never signs. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { fromBase64, fromHex, joinBytes, sameBytes, toBase64, toHex, utf8 } from './bytes.js';
import {
  isKeyName,
  keyIdOf,
  SIGNATURE_TYPES,
  type NoteSignature,
  type Verify,
  type VerifierKey,
} from './signed-note.js';

/** What stands before the 32 bytes of a key where it is written as DER: PKCS #8 and SPKI. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SEED_SIZE = 32;

/** A private key under the name of its owner. */
export interface SigningKey {
  readonly name: string;
  /** 32 bytes: the secret. */
  readonly seed: Uint8Array;
}

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });

const publicKeyOf = (seed: Uint8Array): Uint8Array =>
  createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);

export function newSigningKey(name: string): SigningKey {
  const { privateKey: made } = generateKeyPairSync('ed25519');
  return { name, seed: made.export({ format: 'der', type: 'pkcs8' }).subarray(PRIVATE_PREFIX.length) };
}

/** What others verify its signatures with: those on checkpoints of the log, or those of a witness. */
export const verifierKeyOf = (
  { name, seed }: SigningKey,
  type: VerifierKey['type'] = SIGNATURE_TYPES.note,
): VerifierKey => ({ name, type, publicKey: publicKeyOf(seed) });

const PREFIX = 'PRIVATE+KEY+';

/** The secret as text, as Go's `sumdb/note` writes it: `PRIVATE+KEY+<name>+<key id>+<seed>`. */
export const signingKeyText = (key: SigningKey): string =>
  `${PREFIX}${key.name}+${toHex(keyIdOf(verifierKeyOf(key)))}+` +
  toBase64(joinBytes(Uint8Array.of(SIGNATURE_TYPES.note), key.seed));

/** The key of such a text; undefined where it is none, or its key id does not fit. */
export function readSigningKey(text: string): SigningKey | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  const [name = '', id = '', ...rest] = text.slice(PREFIX.length).trim().split('+');
  const bytes = fromBase64(rest.join('+'));
  if (!isKeyName(name) || bytes?.length !== 1 + SEED_SIZE || bytes[0] !== SIGNATURE_TYPES.note) return undefined;
  const key = { name, seed: bytes.slice(1) };
  return sameBytes(keyIdOf(verifierKeyOf(key)), fromHex(id) ?? new Uint8Array()) ? key : undefined;
}

/** 64 bytes. */
export const signed = ({ seed }: SigningKey, text: string): Uint8Array => sign(null, utf8(text), privateKey(seed));

/** The line of a note by the key. */
export const signatureBy = (key: SigningKey, text: string): NoteSignature => ({
  name: key.name,
  keyId: keyIdOf(verifierKeyOf(key)),
  signature: signed(key, text),
});

/** Verifies by node:crypto. Bytes that are no key or no signature verify nothing. */
export const verifyEd25519: Verify = ({ publicKey }, text, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: 'der', type: 'spki' });
    return verify(null, utf8(text), key, signature);
  } catch {
    return false;
  }
};
