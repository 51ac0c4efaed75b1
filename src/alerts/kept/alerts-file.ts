/**
 * The file of alerts, beside the log: subscriptions, what waits to be delivered, and how far the log has been followed.
 * What is secret in it is sealed, each text under a key of its own in the table `keys`: to destroy the key is to erase the
 * text. It cannot be made anew from the log, and is never thrown away.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

/** @param folder the data folder */
export const alertsFile = (folder: string): string => join(folder, 'alerts.db');

/** To be raised whenever the tables change. */
const FORM = 1;
const BUSY_TIMEOUT = 5_000;

/*
 * `about` has one row. `position` and `groups` say up to where the log has been followed, `time` up to when the clock has;
 * `lease` says which process delivers.
 *
 * A subscription with a `code` is told of what comes after it was confirmed, one without of all since it was made. `next_at` says when the first alert that waits may be tried again, and `failing_since` when the first
 * of the attempts failed that have failed since the last delivery.
 */
const SCHEMA = `
  CREATE TABLE about (form INTEGER NOT NULL, position TEXT, groups TEXT, time INTEGER, lease TEXT) STRICT;
  CREATE TABLE keys (of TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE subscriptions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    sealed TEXT NOT NULL,
    code TEXT UNIQUE,
    confirmed_at INTEGER,
    confirmed_position TEXT,
    delivered INTEGER NOT NULL DEFAULT 0,
    delivered_at INTEGER,
    failing_since INTEGER,
    failed_at INTEGER,
    why TEXT,
    next_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    cause TEXT NOT NULL,
    at TEXT NOT NULL,
    negotiations TEXT NOT NULL,
    sealed TEXT
  ) STRICT;

  CREATE TABLE queue (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription INTEGER NOT NULL,
    message INTEGER NOT NULL,
    talks TEXT NOT NULL,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    dead_at INTEGER,
    why TEXT,
    UNIQUE (subscription, message)
  ) STRICT;
  CREATE INDEX queue_in_order ON queue (subscription, number) WHERE dead_at IS NULL;
  CREATE INDEX queue_dead ON queue (subscription, dead_at) WHERE dead_at IS NOT NULL;
  CREATE INDEX queue_by_message ON queue (message);
`;

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // A power cut may take the last deliveries back: they are made again, with the ids that they had.
  db.pragma('synchronous = NORMAL');
  db.pragma('secure_delete = ON');
  db.pragma('temp_store = MEMORY');
}

function createTables(db: Database.Database): void {
  const create = db.transaction(() => {
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'about'").get()) return;
    db.exec(SCHEMA);
    db.prepare('INSERT INTO about (form) VALUES (?)').run(FORM);
  });
  create.immediate();
}

/** Opens the file, and makes it where there is none. Its owner alone may read it. Throws where it cannot be used. */
export function openAlertsFile(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const db = new Database(file, { timeout: BUSY_TIMEOUT });
  try {
    configure(db);
    createTables(db);
    const form = db.prepare<[], number>('SELECT form FROM about').pluck().get();
    if (form !== FORM) throw new Error(`${file} is of another version of Parley (${form}, and not ${FORM})`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What was committed is on the disk, and what was overwritten is nowhere in the file any more. */
export function flush(db: Database.Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}
