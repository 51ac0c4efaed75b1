/** Appends inside a transaction that holds the write lock. */
import type { Database } from 'better-sqlite3';
import { seal, type Link } from '../../../events/chain/chain.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { Appended, AppendOutcome, Refusal, TogetherOutcome } from '../append-outcome.js';
import { isConstraint } from './failure.js';
import { duplicateAppend } from './duplicate-append.js';
import type { PreparedWrite } from '../prepared-write.js';
import type { Reader, LogEnd } from './reader.js';
import { COLUMNS, rowOf, type Row } from './row.js';
import { idConflict } from './id-conflict.js';

/** What became of an append, and whether the transaction now holds part of it and must be rolled back. */
export interface Done<Outcome> {
  readonly outcome: Outcome;
  readonly spoilt: boolean;
}

export class Appender {
  readonly #reader: Reader;
  readonly #insert;
  #tip: LogEnd = { position: 0, recordedAt: '' };
  #now = '';

  constructor(db: Database, reader: Reader) {
    this.#reader = reader;
    this.#insert = db.prepare<[...Row]>(`INSERT INTO events (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, '?')})`);
  }

  /** To be called first in every transaction: another process may have written since the last. */
  begin(now: number): void {
    this.#tip = this.#reader.tip();
    this.#now = new Date(now).toISOString();
  }

  append(write: PreparedWrite): Done<AppendOutcome> {
    const before = this.#tip;
    const outcome = this.#write(write);
    return { outcome, spoilt: outcome.outcome !== 'appended' && this.#tip !== before };
  }

  appendTogether(writes: readonly PreparedWrite[]): Done<TogetherOutcome> {
    const before = this.#tip;
    const outcome = this.#writeEach(writes);
    return { outcome, spoilt: outcome.outcome !== 'stored' && this.#tip !== before };
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

  // What is stored already is known by its ids, whatever was expected: an append may be repeated at any time.
  #write(write: PreparedWrite): AppendOutcome {
    const { position } = this.#tip;
    const link = this.#reader.link(write.stream);
    const refusal = this.#refusal(write, link);
    if (refusal) return duplicateAppend(this.#reader, write, position) ?? refusal;
    try {
      const stored = this.#store(write, link);
      // Last, because it is seldom so, and whoever is told it has what was stored undone.
      return idConflict(this.#reader, write, link) ?? stored;
    } catch (error) {
      const known = isConstraint(error) ? duplicateAppend(this.#reader, write, position) : undefined;
      if (!known) throw error;
      return known;
    }
  }

  #refusal({ events, expected }: PreparedWrite, { revision }: Link): Refusal | undefined {
    const actual = revision === -1 ? 'none' : revision;
    if (expected !== 'any' && expected !== actual) return { outcome: 'wrong-revision', actual };
    let last = this.#tip.recordedAt;
    for (const { event } of events) {
      if (event.recordedAt !== undefined && event.recordedAt < last)
        return { outcome: 'back-dated', id: event.id, last };
      last = this.#timeOf(event.recordedAt, last);
    }
    return undefined;
  }

  // The clock of the machine may have been set back; the time recorded never goes back.
  #timeOf(moved: string | undefined, last: string): string {
    if (moved !== undefined) return moved;
    return this.#now > last ? this.#now : last;
  }

  #store({ stream, events }: PreparedWrite, link: Link): Appended {
    let last = link;
    const stored: RecordedEvent[] = [];
    for (const { event, data } of events) {
      const position = this.#tip.position + 1;
      const sealed = seal(stream, last, event, this.#timeOf(event.recordedAt, this.#tip.recordedAt), data);
      this.#insert.run(...rowOf(position, sealed, data));
      this.#tip = { position, recordedAt: sealed.recordedAt };
      stored.push({ ...sealed, position: BigInt(position) });
      last = sealed;
    }
    return { outcome: 'appended', revision: last.revision, position: BigInt(this.#tip.position), events: stored };
  }
}
