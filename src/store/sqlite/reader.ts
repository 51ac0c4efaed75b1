/** All queries of the table of events, as prepared statements. */
import type { Database } from 'better-sqlite3';
import { START, type Link } from '../../../events/chain/chain.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { ReadStreamOptions } from '../event-store.js';
import { packedId, unpackedHash, type Packed } from './packed.js';
import { eventOf, MARK_COLUMNS, READ_COLUMNS, type Marks, type Row } from './row.js';
import type { Recorders } from './erasure/recorders.js';
import type { Streams } from './streams.js';

/** The end of the log. */
export interface LogEnd {
  readonly position: number;
  /** Of the last event; the empty text, which sorts before any instant, where there is none. */
  readonly recordedAt: string;
}

const EMPTY: LogEnd = { position: 0, recordedAt: '' };

/** Of a row that somebody has removed meanwhile. */
const NO_MARKS: Marks = ['', '', '', ''];

// For SQLite a negative limit is none.
const UNLIMITED = -1;

export class Reader {
  readonly #streams: Streams;
  readonly #recorders: Recorders;
  readonly #all;
  readonly #at;
  readonly #marks;
  readonly #forward;
  readonly #backward;
  readonly #byId;
  readonly #containing;
  readonly #end;
  readonly #lastLink;
  readonly #dataVersion;

  constructor(db: Database, streams: Streams, recorders: Recorders) {
    this.#streams = streams;
    this.#recorders = recorders;
    // oxlint-disable-next-line no-unnecessary-type-parameters -- it types the statement's parameters for its caller
    const select = <P extends unknown[]>(rest: string) =>
      db.prepare<P, Row>(`SELECT ${READ_COLUMNS} FROM events WHERE ${rest}`).raw();
    this.#all = select<[number, number]>('position > ? ORDER BY position LIMIT ?');
    this.#at = db.prepare<[number], number>('SELECT 1 FROM events WHERE position = ?').pluck();
    this.#marks = db.prepare<[number], Marks>(`SELECT ${MARK_COLUMNS} FROM events WHERE position = ?`).raw();
    this.#forward = select<[number, number, number]>('stream = ? AND revision >= ? ORDER BY revision LIMIT ?');
    this.#backward = select<[number, number, number]>('stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?');
    this.#byId = select<[number, Packed]>('stream = ? AND id = ?');
    this.#containing = select<[number, number, number, string]>(
      'stream = ? AND revision > ? AND revision <= ? AND instr(data, ?) > 0',
    );
    this.#end = db.prepare<[], LogEnd>(
      'SELECT position, recorded_at AS recordedAt FROM events ORDER BY position DESC LIMIT 1',
    );
    this.#lastLink = db
      .prepare<[number], [number, Packed]>(
        'SELECT revision, hash FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
      )
      .raw();
    this.#dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  }

  all(after: bigint, limit = UNLIMITED): RecordedEvent[] {
    return this.#all.all(Number(after), limit).map((row) => this.eventOf(row));
  }

  /** The event of a row that was read here. */
  eventOf(row: Row): RecordedEvent {
    this.#recorders.noted(row[3]);
    const packed = (): Marks => this.#marks.get(row[0]) ?? NO_MARKS;
    return eventOf(row, this.#streams.nameOf(row[1]), packed, (recorder) => this.#recorders.shown(recorder));
  }

  hasPosition(position: bigint): boolean {
    return this.#at.get(Number(position)) !== undefined;
  }

  stream(stream: string, { from, direction = 'forward', limit = UNLIMITED }: ReadStreamOptions): RecordedEvent[] {
    const number = this.#streams.numberOf(stream);
    if (number === undefined) return [];
    const rows =
      direction === 'forward'
        ? this.#forward.all(number, from ?? 0, limit)
        : this.#backward.all(number, from ?? Number.MAX_SAFE_INTEGER, limit);
    return rows.map((row) => this.eventOf(row));
  }

  byId(stream: string, id: string): Row | undefined {
    const number = this.#streams.numberOf(stream);
    return number === undefined ? undefined : this.#byId.get(number, packedId(id));
  }

  /** The events of a stream, after one revision and up to another, whose data contain a text. */
  containing(stream: string, after: number, upTo: number, text: string): Row[] {
    const number = this.#streams.numberOf(stream);
    return number === undefined ? [] : this.#containing.all(number, after, upTo, text);
  }

  end(): LogEnd {
    return this.#end.get() ?? EMPTY;
  }

  /** A stream's last link; `START` where it has no event. */
  lastLink(stream: string): Link {
    const number = this.#streams.numberOf(stream);
    const found = number === undefined ? undefined : this.#lastLink.get(number);
    return found ? { revision: found[0], hash: unpackedHash(found[1]) } : START;
  }

  /** A number that changes whenever another connection has written. */
  dataVersion(): number | undefined {
    return this.#dataVersion.get();
  }
}
