/** Data files of format 1, as Parley wrote them up to 0.1.0. */
import Database from 'better-sqlite3';
import { canonicalJson } from '../../events/canonical.js';
import { seal, START, type Link } from '../../events/chain/chain.js';
import type { NewEvent } from '../../events/envelope.js';
import { checksumOf } from '../../src/store/sqlite/row.js';
import { APPLICATION_ID } from '../../src/store/sqlite/schema.js';

/** The tables as they were. */
const SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    correlation_id TEXT NOT NULL,
    causation_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (stream, revision),
    UNIQUE (stream, id)
  ) STRICT;

  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
  CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
  CREATE TRIGGER events_are_only_added BEFORE INSERT ON events
  WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
    OR NEW.revision <> (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = NEW.stream)
    OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'an event is only added at the end'); END;
`;

const COLUMNS =
  'position, stream, revision, id, type, data, recorded_at, recorder, schema_version, correlation_id, causation_id, hash, checksum';

/** What a row of format 1 held. */
export type OldRow = readonly (string | number)[];

/** Writes the events of each stream in turn. */
export function writeFormat1(file: string, events: readonly (NewEvent & { readonly stream: string })[]): void {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma('user_version = 1');
  db.exec(SCHEMA);
  const insert = db.prepare(`INSERT INTO events VALUES (${COLUMNS.replaceAll(/\w+/g, '?')})`);
  const links = new Map<string, Link>();
  db.transaction(() => {
    for (const [i, event] of events.entries()) {
      const data = canonicalJson(event.data);
      const e = seal(event.stream, links.get(event.stream) ?? START, event, '2026-01-01T00:00:00.000Z', data);
      links.set(event.stream, e);
      const ids = [e.schemaVersion, e.correlationId, e.causationId, e.hash];
      const place = [i + 1, e.stream, e.revision, e.id, e.type, data, e.recordedAt, e.recorder];
      insert.run(...place, ...ids, checksumOf(i + 1, e, data));
    }
  })();
  db.close();
}

export function rowsOfFormat1(file: string): OldRow[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[], OldRow>(`SELECT ${COLUMNS} FROM events ORDER BY position`).raw().all();
  db.close();
  return rows;
}
