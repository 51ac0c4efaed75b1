/** Writing a file atomically: a reader finds the whole new text or the old one, also after a crash. */
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file that its owner alone may read, and flushes it to disk. Rejects with the error of the file system; then
 * the old file is unchanged.
 */
export async function writeFileAtomically(file: string, text: string | Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
