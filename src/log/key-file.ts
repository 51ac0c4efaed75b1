/** The signing keys of the log: one a line, the newest first. All sign, so that a new one is known before an old one goes. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSigningKey, type SigningKey } from '../../events/log/ed25519.js';
import type { LogSettings } from '../platform/log-settings.js';

/** The file of the keys in a data folder. */
export const keyFileIn = (folder: string): string => join(folder, 'log.key');

/** The keys cannot be used; the message says why, and never shows one. */
export class BadLogKey extends Error {
  override readonly name = 'BadLogKey';
}

/** @param where what the text was read from, for the message */
export function signingKeysIn(text: string, where: string): readonly SigningKey[] {
  const lines = text.split('\n').map((line) => line.trim());
  const keys = lines
    .filter((line) => line !== '')
    .map((line, i) => {
      const key = readSigningKey(line);
      if (!key) throw new BadLogKey(`line ${i + 1} of ${where} is no key that \`parley key create\` makes`);
      return key;
    });
  if (new Set(keys.map(({ name }) => name)).size > 1) throw new BadLogKey(`the keys of ${where} have different names`);
  return keys;
}

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';

/** Others than its owner may not read the file. Windows has no such modes. */
function insistOnPrivate(file: string): void {
  const { mode } = statSync(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new BadLogKey(`others may read ${file}: make it private (chmod 600), or make a new key`);
}

/** The keys in a file; undefined where there is no file. */
export function readKeyFile(file: string): readonly SigningKey[] | undefined {
  try {
    insistOnPrivate(file);
    return signingKeysIn(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * The keys that the settings name; none where there are none.
 * @throws BadLogKey where they cannot be used
 */
export function configuredKeys({ key, keyFile }: LogSettings, dataFolder: string): readonly SigningKey[] {
  if (key !== undefined) return signingKeysIn(key, 'PARLEY_LOG_KEY');
  const keys = readKeyFile(keyFile ?? keyFileIn(dataFolder));
  if (!keys && keyFile !== undefined)
    throw new BadLogKey(`there is no file ${keyFile}, which PARLEY_LOG_KEY_FILE names`);
  return keys ?? [];
}
