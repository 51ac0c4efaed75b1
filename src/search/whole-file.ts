/** Whether the file of a search index is whole. A large one takes seconds to read: that is done in a thread of its own. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** What is wrong with a file, in words; undefined where it is whole, or cannot be looked into: whoever opens it is told why. */
export function damageIn(file: string): string | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true });
    const found = db.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? undefined : `it is damaged: ${String(found)}`;
  } catch (error) {
    return /^SQLITE_(?:CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code)) ? String(error) : undefined;
  } finally {
    db?.close();
  }
}

/** Undefined where the program of the thread was not built. */
function program(): URL | undefined {
  const built = ['./check-worker.js', '../../dist/src/search/check-worker.js'];
  return built.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
}

/**
 * The same, while others are served; undefined where there is no file yet. What the thread itself dies of is no damage of the
 * file: whoever reads a damaged page of it later is told by SQLite.
 */
export async function findDamageIn(file: string, ending: AbortSignal): Promise<string | undefined> {
  if (!existsSync(file) || ending.aborted) return undefined;
  const url = program();
  if (!url) return damageIn(file);
  return new Promise((resolve) => {
    const worker = new Worker(url, { env: {}, workerData: file });
    const end = () => void worker.terminate();
    ending.addEventListener('abort', end, { once: true });
    worker.once('message', (damage: string | undefined) => resolve(damage));
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => {
      ending.removeEventListener('abort', end);
      resolve(undefined);
    });
  });
}
