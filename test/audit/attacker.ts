/** Somebody who can write the database file, and knows how Parley writes it. */
import Database from 'better-sqlite3';
import { canonicalJson } from '../../events/canonical.js';
import { hashOf, START, type Link } from '../../events/chain/chain.js';
import type { JsonObject } from '../../events/envelope.js';
import { packedHash, packedId, unpackedHash, unpackedId, type Packed } from '../../src/store/sqlite/packed.js';
import { checksumOf } from '../../src/store/sqlite/row.js';
import { TRIGGERS } from '../../src/store/sqlite/schema.js';

/** A row by its columns' names, with ids and hashes as texts, and its stream by name. */
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
  /** The keys of its texts, which go with it wherever it is moved. */
  keys?: Buffer | null;
}

export const TEXTS = ['type', 'data', 'recorded_at', 'recorder'] as const;
/** Those that are stored as bytes. */
export const PACKED = ['id', 'correlation_id', 'causation_id', 'hash'] as const;
/** Those that are stored as whole numbers; of its stream, the number is. */
export const NUMBERS = ['position', 'stream', 'revision', 'schema_version', 'checksum'] as const;

const packed = (column: string, text: string): Packed => (column === 'hash' ? packedHash : packedId)(text);

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

const COLUMNS = [...NUMBERS, ...TEXTS, ...PACKED];

const isPacked = (column: string): boolean => (PACKED as readonly string[]).includes(column);
/** Bytes of another length are those of a text. */
const unpacked = (column: string, bytes: Buffer): Packed => {
  const isText = bytes.length !== (column === 'hash' ? 32 : 16);
  return isText ? bytes.toString() : bytes;
};

export class Attacker {
  readonly #db: Database.Database;
  readonly #byColumn = new Map<string, Database.Statement>();

  /** @param covers whether the triggers are put back after each change: an audit finds that they are missing */
  constructor(
    file: string,
    private readonly covers = false,
  ) {
    this.#db = new Database(file);
    this.#db.pragma('synchronous = OFF');
    this.#dropTriggers();
    if (covers) this.#db.exec(TRIGGERS);
  }

  #dropTriggers(): void {
    for (const table of ['events', 'streams'])
      for (const how of ['not_changed', 'not_removed', 'only_added'])
        this.#db.exec(`DROP TRIGGER IF EXISTS ${table}_are_${how}`);
  }

  #unguarded<T>(work: () => T): T {
    if (!this.covers) return work();
    this.#dropTriggers();
    try {
      return work();
    } finally {
      this.#db.exec(TRIGGERS);
    }
  }

  rows(): StoredRow[] {
    type Raw = StoredRow & Record<(typeof PACKED)[number], Packed>;
    const rows = this.#db
      .prepare<[], Raw>(
        `SELECT e.*, name AS stream, keys FROM events e JOIN streams ON number = stream
         LEFT JOIN erasable_keys USING (position) ORDER BY position`,
      )
      .all();
    return rows.map((row) => ({
      ...row,
      id: unpackedId(row.id),
      correlation_id: unpackedId(row.correlation_id),
      causation_id: unpackedId(row.causation_id),
      hash: unpackedHash(row.hash),
    }));
  }

  /** What is stored in a column of the row. */
  stored(row: StoredRow, column: (typeof COLUMNS)[number]): Buffer | bigint {
    if (column === 'stream') return this.#numberOf(row.stream);
    const value = row[column];
    if (typeof value === 'number') return BigInt(value);
    return isPacked(column) ? Buffer.from(packed(column, value)) : Buffer.from(value);
  }

  /** How Parley reads what is stored in a column. */
  read(column: string, value: Buffer | bigint): string | bigint {
    if (column === 'stream') return this.#nameOf(value as bigint);
    if (typeof value === 'bigint') return value;
    if (!isPacked(column)) return value.toString();
    return (column === 'hash' ? unpackedHash : unpackedId)(unpacked(column, value));
  }

  /** Gives a stream another name. */
  rename(stream: string, to: string): void {
    this.#db.prepare('UPDATE streams SET name = ? WHERE name = ?').run(to, stream);
  }

  #numberOf(stream: string): bigint {
    this.#db.prepare('INSERT INTO streams (name) VALUES (?) ON CONFLICT DO NOTHING').run(stream);
    return BigInt(
      this.#db.prepare<[string], number>('SELECT number FROM streams WHERE name = ?').pluck().get(stream) ?? 0,
    );
  }

  #nameOf(number: bigint): string {
    return this.#db.prepare<[bigint], string>('SELECT name FROM streams WHERE number = ?').pluck().get(number) ?? '';
  }

  /** Makes the table one that takes everything: no keys, no types. */
  loosen(): void {
    this.#db.exec(`CREATE TABLE loose (${COLUMNS.join(', ')});
      INSERT INTO loose SELECT ${COLUMNS.join(', ')} FROM events; DROP TABLE events; ALTER TABLE loose RENAME TO events`);
  }

  /**
   * Writes one value at a position, bytes as text where the column has texts, and another checksum where one is given. Answers whether the
   * database let that happen: its keys still hold.
   */
  set(position: number | bigint, column: string, value: Buffer | bigint | number | null, checksum?: number): boolean {
    const statement = this.#byColumn.get(column) ?? this.#setting(column);
    try {
      const stored = value instanceof Buffer && isPacked(column) ? unpacked(column, value) : value;
      return this.#unguarded(() => statement.run({ sum: checksum ?? null, value: stored, position }).changes === 1);
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
    const insertKeys = this.#db.prepare('INSERT OR REPLACE INTO erasable_keys (position, keys) VALUES (?, ?)');
    const replaceAll = this.#db.transaction(() => {
      this.#db.exec('DELETE FROM events; DELETE FROM erasable_keys');
      for (const row of rows) {
        const bytes = PACKED.map((column) => [column, packed(column, row[column])]);
        const numbers = NUMBERS.map((column) => [column, this.stored(row, column)]);
        insert.run({ ...row, ...Object.fromEntries([...bytes, ...numbers]) });
        if (row.keys) insertKeys.run(BigInt(row.position), row.keys);
      }
    });
    this.#unguarded(() => replaceAll());
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
