/**
 * The tables of the file. The database itself refuses to change, remove or replace an event, whichever program tries:
 * events can only be added.
 */

/** Marks the file as Parley's: "Prly" in ASCII. */
export const APPLICATION_ID = 0x50726c79;

/** The version of these tables, from 1. Files of an earlier one are upgraded: `upgrade.ts`. */
export const FORMAT_VERSION = 2;

/*
 * Streams are numbered, so that neither the rows nor their indexes repeat the names. UUIDs are stored as 16 bytes and
 * hashes as 32; an id of another form, as its text.
 *
 * An id is unique in its stream and not in the log: with an index over all ids, every batch would write pages all over the
 * index, and appends would get slower as the log grows. STRICT, so that no value of a wrong type can be stored.
 * `data` is canonical JSON; `checksum` is that of `checksumOf`.
 *
 * `erasable_keys` holds, by position, the keys of the texts of an event that can be erased. They are apart from the events,
 * because they alone are ever destroyed; `recorder_keys`, by what stands in
 * events for the name of a recorder, its key. `secrets` holds what no event may hold.
 *
 * The trigger on INSERT is there for INSERT OR REPLACE, which removes rows without firing the trigger on DELETE. It also
 * keeps positions and revisions contiguous.
 */
export const TABLES = `
  CREATE TABLE IF NOT EXISTS streams (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id ANY NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorder TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    correlation_id ANY NOT NULL,
    causation_id ANY NOT NULL,
    hash ANY NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (stream, revision),
    UNIQUE (stream, id)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS erasable_keys (position INTEGER PRIMARY KEY, keys BLOB NOT NULL) STRICT;

  CREATE TABLE IF NOT EXISTS recorder_keys (sealed TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, secret BLOB NOT NULL) STRICT, WITHOUT ROWID;
`;

export const TRIGGERS = `
  CREATE TRIGGER IF NOT EXISTS streams_are_not_changed BEFORE UPDATE ON streams
  BEGIN SELECT RAISE(ABORT, 'a stream is never changed'); END;

  CREATE TRIGGER IF NOT EXISTS streams_are_not_removed BEFORE DELETE ON streams
  BEGIN SELECT RAISE(ABORT, 'a stream is never removed'); END;

  CREATE TRIGGER IF NOT EXISTS streams_are_only_added BEFORE INSERT ON streams
  WHEN EXISTS (SELECT 1 FROM streams WHERE number = NEW.number OR name = NEW.name)
  BEGIN SELECT RAISE(ABORT, 'a stream is only added'); END;

  CREATE TRIGGER IF NOT EXISTS events_are_not_changed BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

  CREATE TRIGGER IF NOT EXISTS events_are_not_removed BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;

  CREATE TRIGGER IF NOT EXISTS events_are_only_added BEFORE INSERT ON events
  WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
    OR NEW.revision <> (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = NEW.stream)
    OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'an event is only added at the end'); END;
`;

export const SCHEMA = TABLES + TRIGGERS;
