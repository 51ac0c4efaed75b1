/** A new name for a log that is another one than before: what was signed under the old name is not contradicted by it. */
import { existsSync, linkSync } from 'node:fs';
import { newSigningKey, signingKeyText, verifierKeyOf, type SigningKey } from '../../events/log/ed25519.js';
import { toHex } from '../../events/log/bytes.js';
import { keyIdOf, verifierKeyText } from '../../events/log/signed-note.js';
import { writeFileAtomically } from '../platform/atomic-write.js';
import { keyFileIn, readKeyFile } from './key-file.js';

export interface NewOrigin {
  readonly name: string;
  /** What others verify it with. */
  readonly verifierKey: string;
  /** The file of the new key. */
  readonly file: string;
  /** Where the keys of before are now; null where there were none. */
  readonly kept: string | null;
}

/** `log`, `log-2`, `log-3`: the next that is not taken. */
export function nextOrigin(origin: string, taken: readonly string[]): string {
  const { base = origin, number = '1' } = /^(?<base>.+?)-(?<number>[1-9]\d{0,5})$/.exec(origin)?.groups ?? {};
  const next = `${base}-${Number(number) + 1}`;
  return taken.includes(next) ? nextOrigin(next, taken) : next;
}

/** The names of the keys of a folder. @throws BadLogKey where they cannot be used */
export const namesOfKeys = (folder: string, file = keyFileIn(folder)): readonly string[] =>
  (readKeyFile(file) ?? []).map(({ name }) => name);

/** The keys of before stay, under the id of the first, and sign no more. */
function setAside(file: string, [first]: readonly SigningKey[]): string | null {
  if (!first) return null;
  const kept = `${file}.${toHex(keyIdOf(verifierKeyOf(first)))}`;
  if (!existsSync(kept)) linkSync(file, kept);
  return kept;
}

/**
 * Makes the key of a new log in the place of the old one, which is kept beside it.
 * @param name not that of the log before
 * @throws BadLogKey where the old keys cannot be read
 */
export async function beginNewOrigin(folder: string, name: string, file = keyFileIn(folder)): Promise<NewOrigin> {
  const kept = setAside(file, readKeyFile(file) ?? []);
  const key = newSigningKey(name);
  await writeFileAtomically(file, `${signingKeyText(key)}\n`);
  return { name, verifierKey: verifierKeyText(verifierKeyOf(key)), file, kept };
}
