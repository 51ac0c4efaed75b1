/** Appends events within a transaction that holds the write lock. */
import type { Database } from 'better-sqlite3';
import { seal, type Link } from '../../../events/chain/chain.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { Appended, AppendOutcome, AppendRefusal, TogetherOutcome } from '../append-outcome.js';
import { isConstraint } from './failure.js';
import { duplicateAppend, idConflict } from './duplicate-append.js';
import type { PreparedWrite } from '../prepared-write.js';
import type { Reader, LogEnd } from './reader.js';
import { COLUMNS, rowOf, type NewRow } from './row.js';
import type { Erasing } from './erasure/erasing.js';
import type { Recorders } from './erasure/recorders.js';
import type { Streams } from './streams.js';
import { WrittenEvents } from './written-events.js';

/** The outcome of an append, and whether the transaction holds part of a refused append and must be rolled back. */
export interface AppendAttempt<Outcome> {
  readonly outcome: Outcome;
  readonly mustRollBack: boolean;
}

export class Appender {
  readonly #reader: Reader;
  readonly #streams: Streams;
  readonly #insert;
  readonly #insertKeys;
  readonly #erasing: Erasing;
  /** What the present transaction has stored. */
  readonly written = new WrittenEvents();
  readonly #recorders: Recorders;
  #end: LogEnd = { position: 0, recordedAt: '' };
  #now = '';

  constructor(db: Database, reader: Reader, streams: Streams, erasing: Erasing, recorders: Recorders) {
    this.#recorders = recorders;
    this.#reader = reader;
    this.#streams = streams;
    this.#erasing = erasing;
    this.#insertKeys = db.prepare<[number, Uint8Array]>('INSERT INTO erasable_keys (position, keys) VALUES (?, ?)');
    this.#insert = db.prepare<[...NewRow]>(
      `INSERT INTO events (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, '?')})`,
    );
  }

  /**
   * Call it first in every transaction: another process may have written since the last one.
   * @returns the position of the last event
   */
  begin(now: number): number {
    this.#streams.begin();
    this.written.begin();
    this.#end = this.#reader.end();
    this.#now = new Date(now).toISOString();
    return this.#end.position;
  }

  append(write: PreparedWrite): AppendAttempt<AppendOutcome> {
    const before = this.#end;
    const outcome = this.#write(write);
    return { outcome, mustRollBack: outcome.outcome !== 'appended' && this.#end !== before };
  }

  appendTogether(writes: readonly PreparedWrite[]): AppendAttempt<TogetherOutcome> {
    const before = this.#end;
    const outcome = this.#writeEach(writes);
    return { outcome, mustRollBack: outcome.outcome !== 'stored' && this.#end !== before };
  }

  #writeEach(writes: readonly PreparedWrite[]): TogetherOutcome {
    const done = [];
    for (const [index, write] of writes.entries()) {
      const outcome = this.#write(write);
      if (outcome.outcome !== 'appended' && outcome.outcome !== 'duplicate')
        return { outcome: 'refused', write: index, refusal: outcome };
      done.push(outcome);
    }
    return { outcome: 'stored', writes: done };
  }

  // Duplicates are found by their ids, whatever revision is expected: an append may be repeated at any time.
  #write(write: PreparedWrite): AppendOutcome {
    const { position } = this.#end;
    const link = this.#reader.lastLink(write.stream);
    const refusal = this.#refusal(write, link);
    if (refusal) return duplicateAppend(this.#reader, write, position) ?? refusal;
    try {
      const stored = this.#store(write, link);
      // Checked last, because a conflict is rare. It rolls back what was stored.
      return idConflict(this.#reader, write, link) ?? stored;
    } catch (error) {
      const duplicate = isConstraint(error) ? duplicateAppend(this.#reader, write, position) : undefined;
      if (!duplicate) throw error;
      return duplicate;
    }
  }

  #refusal({ events, expected }: PreparedWrite, { revision }: Link): AppendRefusal | undefined {
    const actual = revision === -1 ? 'none' : revision;
    if (expected !== 'any' && expected !== actual) return { outcome: 'wrong-revision', actual };
    let last = this.#end.recordedAt;
    for (const { event } of events) {
      if (event.recordedAt !== undefined && event.recordedAt < last)
        return { outcome: 'back-dated', id: event.id, last };
      last = this.#timeOf(event.recordedAt, last);
    }
    return undefined;
  }

  // Recorded times never go back, even when the clock of the machine is set back.
  #timeOf(moved: string | undefined, last: string): string {
    if (moved !== undefined) return moved;
    return this.#now > last ? this.#now : last;
  }

  #store({ stream, events }: PreparedWrite, link: Link): Appended {
    if (events.length === 0) return this.#appended(link, []);
    let last = link;
    const number = this.#streams.numberFor(stream);
    const stored: RecordedEvent[] = [];
    for (const prepared of events) {
      const { event, data, keys, recorder } = prepared;
      const position = this.#end.position + 1;
      const recorded = recorder === event.recorder ? event : { ...event, recorder };
      const sealed = seal(stream, last, recorded, this.#timeOf(event.recordedAt, this.#end.recordedAt), data);
      this.#insert.run(...rowOf(position, number, sealed, data));
      if (keys) this.#insertKeys.run(position, keys);
      for (const erasure of event.erases ?? []) this.#erasing.erase(stream, erasure, sealed.recordedAt);
      this.#end = { position, recordedAt: sealed.recordedAt };
      if (event.recorderKey) this.#recorders.keep(recorder, event.recorderKey);
      this.#recorders.noted(event.type);
      const told = { ...sealed, recorder: this.#recorders.shown(recorder), position: BigInt(position) };
      this.written.add(told.position, told, prepared);
      stored.push(told);
      last = sealed;
    }
    return this.#appended(last, stored);
  }

  #appended({ revision }: Link, events: readonly RecordedEvent[]): Appended {
    return { outcome: 'appended', revision, position: BigInt(this.#end.position), events };
  }
}
