/** Somebody who can write the database file, and knows how Parley writes it. */
import Database from 'better-sqlite3';
import { canonicalJson } from '../../events/canonical.js';
import { hashOf, START, type Link } from '../../events/chain/chain.js';
import type { JsonObject } from '../../events/envelope.js';
import { checksumOf } from '../../src/store/sqlite/row.js';

/** A row by its columns' names. */
export interface StoredRow {
  position: number;
  stream: string;
  revision: number;
  id: string;
  type: string;
  data: string;
  recorded_at: string;
  recorder: string;
  schema_version: number;
  correlation_id: string;
  causation_id: string;
  hash: string;
  checksum: number;
}

export const TEXTS = [
  ...(['stream', 'id', 'type', 'data', 'recorded_at', 'recorder'] as const),
  ...(['correlation_id', 'causation_id', 'hash'] as const),
];
export const NUMBERS = ['position', 'revision', 'schema_version', 'checksum'] as const;

const eventOf = (row: StoredRow) => ({
  stream: row.stream,
  revision: row.revision,
  id: row.id,
  type: row.type,
  recordedAt: row.recorded_at,
  recorder: row.recorder,
  schemaVersion: row.schema_version,
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  hash: row.hash,
});

/** The row with the checksum that Parley would have given it. */
export const summed = (row: StoredRow): StoredRow => ({
  ...row,
  checksum: checksumOf(row.position, eventOf(row), row.data),
});

/** The row with the hash that Parley would have given it after this link, and the checksum. */
export function resealed(row: StoredRow, last: Link): StoredRow {
  const placed = { ...row, revision: last.revision + 1 };
  const data = JSON.parse(row.data) as JsonObject;
  return summed({ ...placed, hash: hashOf(last.hash, { ...eventOf(placed), data }, canonicalJson(data)) });
}

/** The whole log sealed anew, as if all of it had always been so. */
export function allResealed(rows: readonly StoredRow[]): StoredRow[] {
  const ends = new Map<string, Link>();
  return rows.map((row) => {
    const sealed = resealed(row, ends.get(row.stream) ?? START);
    ends.set(row.stream, sealed);
    return sealed;
  });
}

const COLUMNS = [...NUMBERS, ...TEXTS];

export class Attacker {
  readonly #db: Database.Database;
  readonly #byColumn = new Map<string, Database.Statement>();

  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.pragma('synchronous = OFF');
    for (const trigger of ['changed', 'removed']) this.#db.exec(`DROP TRIGGER events_are_not_${trigger}`);
    this.#db.exec('DROP TRIGGER events_are_only_added');
  }

  rows(): StoredRow[] {
    return this.#db.prepare<[], StoredRow>('SELECT * FROM events ORDER BY position').all();
  }

  /** Makes the table one that takes everything: no keys, no types. */
  loosen(): void {
    this.#db.exec(`CREATE TABLE loose (${COLUMNS.join(', ')});
      INSERT INTO loose SELECT ${COLUMNS.join(', ')} FROM events; DROP TABLE events; ALTER TABLE loose RENAME TO events`);
  }

  /**
   * Writes one value at a position, bytes as text, and another checksum where one is given. Answers whether the
   * database let that happen: its keys still hold.
   */
  set(position: number | bigint, column: string, value: Buffer | bigint | number | null, checksum?: number): boolean {
    const statement = this.#byColumn.get(column) ?? this.#setting(column);
    try {
      return statement.run({ sum: checksum ?? null, value, position }).changes === 1;
    } catch (error) {
      if ((error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) return false;
      throw error;
    }
  }

  /** Puts these rows in the place of all that is there. */
  replace(rows: readonly StoredRow[]): void {
    const insert = this.#db.prepare(
      `INSERT INTO events (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((c) => `@${c}`).join(', ')})`,
    );
    this.#db.transaction(() => {
      this.#db.exec('DELETE FROM events');
      for (const row of rows) insert.run({ ...row, ...Object.fromEntries(NUMBERS.map((n) => [n, BigInt(row[n])])) });
    })();
  }

  /** The offset in the file of the page that holds the rows of the middle; all that was written is in the file. */
  middle(): number {
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    const pages = this.#db
      .prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'leaf' ORDER BY path`)
      .pluck()
      .all();
    return ((pages[Math.floor(pages.length / 2)] ?? 1) - 1) * Number(this.#db.pragma('page_size', { simple: true }));
  }

  close(): void {
    this.#db.close();
  }

  #setting(column: string): Database.Statement {
    const value = (TEXTS as readonly string[]).includes(column) ? 'CAST(@value AS TEXT)' : '@value';
    const sum = column === 'checksum' ? '' : 'checksum = coalesce(@sum, checksum), ';
    const statement = this.#db.prepare(`UPDATE events SET ${sum}${column} = ${value} WHERE position = @position`);
    this.#byColumn.set(column, statement);
    return statement;
  }
}
