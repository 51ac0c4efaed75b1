/**
 * Does erasures again in a file that does not know of them: a backup that was made before. Only keys are written; the events
 * stay as they are.
 */
import Database from 'better-sqlite3';
import type { JsonObject } from '../../../events/envelope.js';
import { EVENT_TYPES } from '../../../events/event-types.js';
import { eventId } from '../../../events/identity.js';
import type { KnownErasure } from '../erasure/known-erasure.js';
import { withoutKeysOf } from '../erasure/sealed-texts.js';
import { StoreFailure } from '../store-failure.js';
import { asOpeningFailure } from './failure.js';
import { packedId } from './packed.js';
import { APPLICATION_ID, FORMAT_VERSION } from './schema.js';

/** Opens the file of the present format. @throws StoreFailure where it is another */
function opened(file: string, readonly: boolean): Database.Database {
  try {
    const db = new Database(file, { fileMustExist: true, readonly, timeout: 5_000 });
    const [application, version] = ['application_id', 'user_version'].map((name) => db.pragma(name, { simple: true }));
    if (application === APPLICATION_ID && version === FORMAT_VERSION) return db;
    db.close();
  } catch (error) {
    throw asOpeningFailure(error);
  }
  throw new StoreFailure('not-parley', `${file} is no log of the present format: its texts are not sealed`);
}

/** The erasures that are recorded in a log. @throws StoreFailure where it cannot be read */
export function erasuresRecordedIn(file: string): KnownErasure[] {
  const db = opened(file, true);
  try {
    const rows = db
      .prepare<[], { name: string; data: string; at: string }>(
        `SELECT name, data, recorded_at AS at FROM events JOIN streams ON number = stream WHERE type = 'EntryErased'`,
      )
      .all();
    return rows.map(({ name: stream, data, at }) => {
      const { entry, fields, reason } = JSON.parse(data) as Pick<KnownErasure, 'entry' | 'fields' | 'reason'>;
      return { stream, entry, reason, at, ...(fields ? { fields } : {}) };
    });
  } finally {
    db.close();
  }
}

interface Kept {
  readonly position: number;
  readonly type: string;
  readonly data: string;
  readonly keys: Buffer;
}

const OF_EVENT = `SELECT position, type, data, keys FROM events JOIN erasable_keys USING (position)
  WHERE stream = (SELECT number FROM streams WHERE name = ?) AND id = ?`;

/** Finds what is kept of an entry; its type is not known. */
function finding(db: Database.Database): (erasure: KnownErasure) => Kept[] {
  const find = db.prepare<[string, ReturnType<typeof packedId>], Kept>(OF_EVENT);
  return ({ stream, entry }) =>
    EVENT_TYPES.flatMap((type) => find.get(stream, packedId(eventId(stream, type, entry))) ?? []);
}

const withoutErased = ({ type, data, keys }: Kept, { fields, reason, at }: KnownErasure): Buffer =>
  withoutKeysOf(type, JSON.parse(data) as JsonObject, keys, fields, { at: Date.parse(at), reason });

/**
 * Destroys in a file the keys of texts that were erased elsewhere.
 * @param write without it nothing is changed
 * @returns the entries of which there were keys
 * @throws StoreFailure where the file is no log of the present format, or cannot be written
 */
export function scrubFile(file: string, erasures: readonly KnownErasure[], write: boolean): string[] {
  const db = opened(file, !write);
  try {
    db.pragma('secure_delete = ON');
    const find = finding(db);
    const update = write ? db.prepare<[Buffer, number]>('UPDATE erasable_keys SET keys = ? WHERE position = ?') : null;
    const found = new Set<string>();
    const scrub = db.transaction(() => {
      for (const erasure of erasures)
        for (const kept of find(erasure)) {
          const left = withoutErased(kept, erasure);
          if (left.equals(kept.keys)) continue;
          update?.run(left, kept.position);
          found.add(`${erasure.stream} ${erasure.entry}`);
        }
    });
    scrub();
    if (write) db.pragma('wal_checkpoint(TRUNCATE)');
    return [...found];
  } catch (error) {
    throw asOpeningFailure(error);
  } finally {
    db.close();
  }
}
