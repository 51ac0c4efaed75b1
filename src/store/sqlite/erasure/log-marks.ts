/** By what the log in a file is known as that of one Parley and no other, also after it was rewritten, restored or moved. */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { asOpeningFailure } from '../failure.js';

const MARK = 'parley log mark ';
const digest = (kind: string, bytes: string | Buffer): string =>
  `${kind}-${createHash('sha256').update(MARK).update(kind).update(bytes).digest('hex').slice(0, 32)}`;

/**
 * What two logs of one Parley have in common: the secret of the store, which a log keeps when it is rewritten, and the hash of the
 * first event, which one from before there was a secret has too. A mark is a digest, and tells neither.
 * @returns none where the log holds no event
 * @throws StoreFailure where the file cannot be read
 */
export function logMarksOf(file: string): readonly string[] {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, readonly: true, timeout: 5_000 });
    const first = db.prepare<[], string | Buffer>('SELECT hash FROM events ORDER BY position LIMIT 1').pluck().get();
    if (first === undefined) return [];
    const secret = db.prepare<[], Buffer>("SELECT secret FROM secrets WHERE name = 'content-ids'").pluck().get();
    return [...(secret ? [digest('secret', secret)] : []), digest('first', first)];
  } catch (error) {
    throw asOpeningFailure(error);
  } finally {
    db?.close();
  }
}
