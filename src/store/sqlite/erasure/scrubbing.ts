/**
 * Does erasures again in a file that does not know of them: a backup that was made before. Only keys are written; the events
 * stay as they are.
 */
import Database from 'better-sqlite3';
import { ACCESS_STREAM } from '../../../../events/access.js';
import type { JsonObject, RecorderErasure } from '../../../../events/envelope.js';
import { EVENT_TYPES } from '../../../../events/event-types.js';
import { isIntakeStream } from '../../../../events/intake/intake.js';
import { eventId } from '../../../../events/identity.js';
import { erasedThing, type ErasedArticle, type ErasedEntry, type KnownErasure } from '../../erasure/known-erasure.js';
import { withoutKeysOf } from '../../erasure/sealed-texts.js';
import { SEALED_FROM } from '../../prepared-write.js';
import { StoreFailure } from '../../store-failure.js';
import { eraseRecorder, standsOpen } from './erase-recorder.js';
import { asOpeningFailure } from '../failure.js';
import { packedId } from '../packed.js';
import { APPLICATION_ID, FORMAT_VERSION } from '../schema.js';

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
        `SELECT name, data, recorded_at AS at FROM events JOIN streams ON number = stream
         WHERE type IN ('EntryErased', 'ArticleErased', 'RecorderErased')`,
      )
      .all();
    return rows.map(({ name: stream, data, at }) => {
      if (stream === ACCESS_STREAM) {
        const { token, tokens, reason } = JSON.parse(data) as RecorderErasure;
        return { token, tokens: [...tokens], reason, at };
      }
      if (isIntakeStream(stream)) {
        const { article, events, reason } = JSON.parse(data) as Omit<ErasedArticle, 'stream' | 'at'>;
        return { stream, article, events, reason, at };
      }
      const { entry, fields, reason } = JSON.parse(data) as Pick<ErasedEntry, 'entry' | 'fields' | 'reason'>;
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
  readonly version: number;
  readonly keys: Buffer | null;
}

const OF_EVENT = `SELECT position, type, data, schema_version AS version, keys
  FROM events LEFT JOIN erasable_keys USING (position)
  WHERE stream = (SELECT number FROM streams WHERE name = ?) AND id = ?`;

/** Finds what is kept of an entry; its type is not known. */
function finding(db: Database.Database): (erasure: ErasedEntry | ErasedArticle) => Kept[] {
  const find = db.prepare<[string, ReturnType<typeof packedId>], Kept>(OF_EVENT);
  return (erasure) => {
    const { stream } = erasure;
    const ids = 'events' in erasure ? erasure.events : EVENT_TYPES.map((type) => eventId(stream, type, erasure.entry));
    return ids.flatMap((id) => find.get(stream, packedId(id)) ?? []);
  };
}

const withoutErased = ({ type, data }: Kept, keys: Buffer, erasure: ErasedEntry | ErasedArticle): Buffer => {
  const { reason, at } = erasure;
  const fields = 'fields' in erasure ? erasure.fields : undefined;
  return withoutKeysOf(type, JSON.parse(data) as JsonObject, keys, fields, { at: Date.parse(at), reason });
};

/** What a file holds of what was erased elsewhere. */
export interface FoundErased {
  /** Of these it has, or had, keys: each in words. */
  readonly keys: readonly string[];
  /** These stand in it in the clear, in events of earlier versions: there is no key to destroy. */
  readonly open: readonly string[];
}

/** Looks for one erasure after another, and destroys the keys. */
class Scrubbing {
  readonly keys = new Set<string>();
  readonly open = new Set<string>();
  readonly #find;
  readonly #update;

  constructor(
    private readonly db: Database.Database,
    private readonly write: boolean,
  ) {
    this.#find = finding(db);
    this.#update = db.prepare<[Buffer, number]>('UPDATE erasable_keys SET keys = ? WHERE position = ?');
  }

  take(erasure: KnownErasure): void {
    const thing = erasedThing(erasure);
    if ('tokens' in erasure) {
      if (standsOpen(this.db, erasure.tokens)) this.open.add(thing);
      if (eraseRecorder(this.db, erasure, this.write)) this.keys.add(thing);
    } else for (const kept of this.#find(erasure)) this.#takeEntry(kept, erasure, thing);
  }

  #takeEntry(kept: Kept, erasure: ErasedEntry | ErasedArticle, thing: string): void {
    if (kept.version < SEALED_FROM) this.open.add(thing);
    const left = kept.keys && withoutErased(kept, kept.keys, erasure);
    if (!left || !kept.keys || left.equals(kept.keys)) return;
    if (this.write) this.#update.run(left, kept.position);
    this.keys.add(thing);
  }
}

/**
 * Destroys in a file the keys of what was erased elsewhere.
 * @param write without it nothing is changed
 * @throws StoreFailure where the file is no log of the present format, or cannot be written
 */
export function scrubFile(file: string, erasures: readonly KnownErasure[], write: boolean): FoundErased {
  const db = opened(file, !write);
  try {
    db.pragma('secure_delete = ON');
    const scrubbing = new Scrubbing(db, write);
    db.transaction(() => {
      for (const erasure of erasures) scrubbing.take(erasure);
    })();
    if (write) db.pragma('wal_checkpoint(TRUNCATE)');
    return { keys: [...scrubbing.keys], open: [...scrubbing.open] };
  } catch (error) {
    throw asOpeningFailure(error);
  } finally {
    db.close();
  }
}
