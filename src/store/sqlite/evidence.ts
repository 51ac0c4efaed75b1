/** The rows as they are stored, for audits. Every value and every byte of a row is checked. */
import type { Database } from 'better-sqlite3';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import { defectOfKeys } from '../erasure/key-defects.js';
import type { Evidence, SchemaFault, StreamHead, StreamCursor } from '../evidence.js';
import { isPackedHash, isPackedId, unpackedHash, unpackedId, type Packed } from './packed.js';
import { COLUMNS, checksumOf } from './row.js';
import { schemaFaults } from './schema-faults.js';

/** A column's value, of any type that SQLite stores. Integers are read as bigint, floats as number. */
type Value = bigint | number | string | Buffer | null;

const KEYS = '(SELECT keys FROM erasable_keys WHERE erasable_keys.position = events.position)';

const RECORDER_KEY = '(SELECT key FROM recorder_keys WHERE sealed = events.recorder)';

const NAMES = COLUMNS.split(', ');
const WHOLE_NUMBERS = new Set(['position', 'revision', 'schema_version', 'checksum']);

const PACKED_IDS = new Set(['id', 'correlation_id', 'causation_id']);

/** Less than any position, and any revision. */
const FIRST = -(2n ** 63n);

/** The character that SQLite's driver returns for bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD';

const isOf = (type: string) => (value: Value) => typeof value === type;

/** What the store writes into a column. The number of a stream was replaced by its name. */
function typeOf(name: string): (value: Value) => boolean {
  if (WHOLE_NUMBERS.has(name)) return isOf('bigint');
  if (name === 'hash') return isPackedHash;
  return PACKED_IDS.has(name) ? isPackedId : isOf('string');
}
const TYPES = NAMES.map(typeOf);
const isOfItsType = (value: Value, column: number): boolean => TYPES[column]?.(value) ?? false;

function textOf(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  return value instanceof Buffer ? value.toString() : String(value);
}

const packedOf = (value: Value | undefined): Packed => (value instanceof Buffer ? value : textOf(value));

function wholeOf(value: Value | undefined): bigint {
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.trunc(value));
  return typeof value === 'bigint' ? value : FIRST;
}

const columnOf = (name: string): string => (name === 'stream' ? 'streams.name' : `events.${name}`);

/** The event of a row, as far as its values can be converted. */
function convertedEvent(row: readonly Value[]): StoredEvent {
  const [position, stream, revision, id, type, text, recordedAt, recorder, version, correlation, causation, hash] = row;
  return {
    position: wholeOf(position),
    // Null where somebody has removed the name.
    stream: stream === null ? '' : textOf(stream),
    revision: Number(wholeOf(revision)),
    id: unpackedId(packedOf(id)),
    type: textOf(type),
    text: textOf(text),
    recordedAt: textOf(recordedAt),
    recorder: textOf(recorder),
    schemaVersion: Number(wholeOf(version)),
    correlationId: unpackedId(packedOf(correlation)),
    causationId: unpackedId(packedOf(causation)),
    hash: unpackedHash(packedOf(hash)),
  };
}

export class SqliteEvidence implements Evidence {
  readonly contiguous = true;
  readonly oneClock = true;
  readonly #db: Database;
  readonly #read: <T>(work: () => T) => Promise<T>;
  readonly #end;
  readonly #all;
  readonly #stream;
  readonly #bytes;
  readonly #nextStream;
  readonly #head;

  /** @param read runs a query, or rejects with a `StoreFailure` */
  constructor(db: Database, read: <T>(work: () => T) => Promise<T>) {
    this.#db = db;
    this.#read = read;
    const [columns, tables] = [NAMES.map(columnOf).join(', '), 'events LEFT JOIN streams ON number = stream'];
    const select = (rest: string) =>
      db
        .prepare<Value[], Value[]>(`SELECT ${columns}, ${KEYS}, ${RECORDER_KEY} FROM ${tables} WHERE ${rest}`)
        .raw()
        .safeIntegers();
    this.#end = db.prepare<[], bigint>('SELECT coalesce(max(position), 0) FROM events').pluck().safeIntegers();
    this.#all = select('position > ? ORDER BY position LIMIT ?');
    const ofName = 'stream = (SELECT number FROM streams WHERE name = ?)';
    this.#stream = select(`${ofName} AND (revision, position) > (?, ?) ORDER BY revision, position LIMIT ?`);
    const bytes = NAMES.map((name) => `CAST(${columnOf(name)} AS BLOB)`).join(', ');
    this.#bytes = db.prepare<[bigint], Buffer[]>(`SELECT ${bytes} FROM ${tables} WHERE position = ?`).raw();
    this.#nextStream = db
      .prepare<[string], string>('SELECT name FROM streams WHERE name > ? ORDER BY name LIMIT 1')
      .pluck();
    this.#head = db
      .prepare<[string, bigint], [number, Packed]>(
        `SELECT revision, hash FROM events WHERE ${ofName} AND position <= ? ORDER BY revision DESC LIMIT 1`,
      )
      .raw();
  }

  schemaFaults(): Promise<readonly SchemaFault[]> {
    return this.#read(() => schemaFaults(this.#db));
  }

  end(): Promise<bigint> {
    return this.#read(() => this.#end.get() ?? 0n);
  }

  all(after: bigint | null, limit: number): Promise<readonly StoredEvent[]> {
    return this.#read(() => this.#all.all(after ?? FIRST, limit).map((row) => this.#eventOf(row)));
  }

  stream(stream: string, after: StreamCursor | null, limit: number): Promise<readonly StoredEvent[]> {
    const { revision = FIRST, position = FIRST } = after ?? {};
    return this.#read(() => this.#stream.all(stream, revision, position, limit).map((row) => this.#eventOf(row)));
  }

  heads(upTo: bigint, after: string, limit: number): Promise<readonly StreamHead[]> {
    return this.#read(() => {
      const heads: StreamHead[] = [];
      let stream = this.#nextStream.get(after);
      for (; stream !== undefined && heads.length < limit; stream = this.#nextStream.get(stream)) {
        const head = this.#headOf(stream, upTo);
        // A stream that began after that position has no link.
        if (head) heads.push(head);
      }
      return heads;
    });
  }

  head(upTo: bigint, stream: string): Promise<StreamHead | undefined> {
    return this.#read(() => this.#headOf(stream, upTo));
  }

  #headOf(stream: string, upTo: bigint): StreamHead | undefined {
    const [revision, hash] = this.#head.get(stream, upTo) ?? [];
    if (revision === undefined || hash === undefined) return undefined;
    return { stream, revision, hash: unpackedHash(hash) };
  }

  #eventOf(all: readonly Value[]): StoredEvent {
    const [row, keys, recorderKey] = [all.slice(0, -2), all.at(-2), all.at(-1)];
    const event = convertedEvent(row);
    const keyed = {
      ...event,
      ...(keys instanceof Buffer ? { keys } : {}),
      ...(recorderKey instanceof Buffer ? { recorderKey } : {}),
    };
    const defect = this.#defectOf(row, event) ?? defectOfKeys(keyed);
    return { ...keyed, ...(defect === undefined ? {} : { defect }) };
  }

  #defectOf(row: readonly Value[], event: StoredEvent): string | undefined {
    if (!row.every(isOfItsType)) return 'one of its values is of a type that the store does not write';
    if (!this.#isText(row, event)) return 'one of its values holds bytes that are no text';
    if (BigInt(checksumOf(event.position, event, event.text)) !== row.at(-1))
      return 'its checksum does not fit: it is not what was written';
    return undefined;
  }

  // All bytes that are no UTF-8 are read as the same character. Only where it occurs are the bytes themselves compared.
  #isText(row: readonly Value[], { position }: StoredEvent): boolean {
    if (!row.some((value) => typeof value === 'string' && value.includes(REPLACEMENT))) return true;
    const bytes = this.#bytes.get(position) ?? [];
    return row.every((value, i) => typeof value !== 'string' || bytes[i]?.equals(Buffer.from(value)));
  }
}
