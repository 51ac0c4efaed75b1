/** Writing a file so that whoever opens it finds all of it or what was there before, whatever happens meanwhile. */
import { open, rename, rm } from 'node:fs/promises';

export async function writeFileAtomically(file: string, text: string): Promise<void> {
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
