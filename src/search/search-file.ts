/**
 * The file of the search index: SQLite with FTS5. It holds nothing that the log does not hold, and can be deleted at any
 * time. One that does not fit, or cannot be read, is thrown away and made anew.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import { version } from '../platform/version.js';

/** To be raised whenever the tables, or the folding of words, change. */
const FORM = 4;

/** What an index must be of, to be used by this program. */
const MADE_BY = JSON.stringify({ parley: 'search', form: FORM, schema: SCHEMA_VERSION, program: version() });

const BUSY_TIMEOUT = 5_000;

/*
 * Each row of `report_text` has the number of its report, and each of `thing_text` that of its thing. Their words are
 * folded before they come here, so the tokenizer has only to split at spaces; all that is not ASCII belongs to words.
 *
 * `touched` says, in bits, how a row must be checked before it is shown: 0, it stands as it was recorded; 1, it may not
 * count after a change of the record; 2, it may read otherwise in all that it says; 4, its parties may be read as others.
 *
 * `mentions` says which reports name a thing, and by which of its texts, counted from 1; 0, by none. `other_events` are
 * those that are no report, or tell one again: with the reports that they may change, they are all that has to be read of a
 * negotiation to know what stands in it.
 */
const SCHEMA = `
  CREATE TABLE about (made_by TEXT NOT NULL, position TEXT NOT NULL, stream TEXT, revision INTEGER, hash TEXT) STRICT;

  CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    negotiation TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    kind TEXT NOT NULL,
    parties TEXT NOT NULL,
    publisher TEXT NOT NULL,
    origin TEXT NOT NULL,
    reliability TEXT NOT NULL,
    credibility INTEGER NOT NULL,
    attribution INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    happened INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    things TEXT NOT NULL,
    UNIQUE (negotiation, id)
  ) STRICT;
  CREATE INDEX reports_by_date ON reports (last, number);
  CREATE INDEX reports_touched ON reports (touched) WHERE touched <> 0;
  CREATE INDEX reports_changed ON reports (negotiation, revision) WHERE (touched & 3) <> 0;
  CREATE TABLE other_events (
    negotiation TEXT NOT NULL, revision INTEGER NOT NULL, recorded INTEGER NOT NULL, opens INTEGER NOT NULL,
    PRIMARY KEY (negotiation, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX openings ON other_events (recorded, negotiation) WHERE opens = 1;

  CREATE TABLE links (
    negotiation TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (negotiation, a, b)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE things (
    number INTEGER PRIMARY KEY,
    what TEXT NOT NULL,
    negotiation TEXT NOT NULL,
    id TEXT NOT NULL,
    texts TEXT NOT NULL,
    since INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    UNIQUE (what, id, negotiation)
  ) STRICT;

  CREATE TABLE mentions (
    thing INTEGER NOT NULL, told INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (thing, told, report)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE changes (
    negotiation TEXT NOT NULL, id TEXT NOT NULL, report TEXT, things TEXT NOT NULL, PRIMARY KEY (negotiation, id)
  ) STRICT;
  CREATE INDEX changes_by_report ON changes (negotiation, report) WHERE report IS NOT NULL;
  CREATE TABLE merged (
    negotiation TEXT NOT NULL, what TEXT NOT NULL, id TEXT NOT NULL, into_id TEXT NOT NULL,
    PRIMARY KEY (negotiation, what, id)
  ) STRICT;

  CREATE VIRTUAL TABLE report_text USING fts5(
    main, quote, rest, joined, speaker, speakerJoined, tokenize = "ascii tokenchars '.'"
  );
  CREATE VIRTUAL TABLE thing_text USING fts5(main, quote, rest, joined, tokenize = "ascii tokenchars '.'");
  INSERT INTO report_text(report_text, rank) VALUES ('secure-delete', 1);
  INSERT INTO thing_text(thing_text, rank) VALUES ('secure-delete', 1);
`;

/** Where the log was when the index was last brought up to date. */
export interface IndexedUpTo {
  readonly position: bigint;
  /** Of the last event; undefined before the first. */
  readonly last: { readonly stream: string; readonly revision: number; readonly hash: string } | undefined;
}

interface AboutRow {
  readonly made_by: string;
  readonly position: string;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly hash: string | null;
}

export function indexedUpTo(db: Database.Database): IndexedUpTo {
  const { position, stream, revision, hash } = db.prepare<[], AboutRow>('SELECT * FROM about').get() as AboutRow;
  const last = stream === null || revision === null || hash === null ? undefined : { stream, revision, hash };
  return { position: BigInt(position), last };
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // What is lost with a power cut is read from the log again.
  db.pragma('synchronous = OFF');
  db.pragma('secure_delete = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -32000');
}

function createTables(db: Database.Database): void {
  const create = db.transaction(() => {
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'about'").get()) return;
    db.exec(SCHEMA);
    db.prepare("INSERT INTO about (made_by, position) VALUES (?, '0')").run(MADE_BY);
  });
  create.immediate();
}

/** Why an open file cannot be used, in words. */
function flawOf(db: Database.Database): string | undefined {
  const about = db.prepare<[], AboutRow>('SELECT * FROM about').get();
  return about?.made_by === MADE_BY ? undefined : 'it is of another version';
}

function openOnce(file: string): Database.Database | string {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: BUSY_TIMEOUT });
    configure(db);
    createTables(db);
    const flaw = flawOf(db);
    if (flaw === undefined) return db;
    db.close();
    return flaw;
  } catch (error) {
    db?.close();
    return String(error);
  }
}

/** Removes the file, and what SQLite keeps beside it. */
export function removeSearchFile(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true });
}

/** An index without a file of its own: SQLite keeps it in a temporary one, and removes that. */
export function temporarySearchFile(): Database.Database {
  const db = openOnce('');
  if (typeof db === 'string') throw new Error(`the search index cannot be made: ${db}`);
  return db;
}

/**
 * Opens the index; makes it anew where there is none that fits.
 * @param warn is told why a file was thrown away, or cannot be used
 */
export function openSearchFile(file: string, warn: (message: string) => void): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const opened = openOnce(file);
    if (typeof opened !== 'string') return opened;
    warn(`the search index ${file} is thrown away, and made anew from the log: ${opened}`);
    removeSearchFile(file);
    const made = openOnce(file);
    if (typeof made !== 'string') return made;
    warn(`the search index ${file} cannot be written, and is kept in a temporary file: ${made}`);
  } catch (error) {
    warn(`the search index ${file} cannot be written, and is kept in a temporary file: ${String(error)}`);
  }
  return temporarySearchFile();
}
