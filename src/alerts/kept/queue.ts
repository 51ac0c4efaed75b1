/** What waits to be delivered, in order for each subscription, and what could not be: the dead letters. */
import type Database from 'better-sqlite3';
import { eventId } from '../../../events/identity.js';
import type { Instant } from '../../../events/dates.js';
import type { Cause, News, TalksNews } from '../../../projections/alerts/news.js';
import { SealedRows } from './sealed-rows.js';
import type { Subscription } from './subscription.js';

/** Those who are told of the same negotiations of some news. */
export interface Recipients {
  /** The places of the negotiations in the news. */
  readonly talks: readonly number[];
  /** The rows of the subscriptions in the file. */
  readonly subscriptions: readonly number[];
}

/** How many alerts wait to be delivered, and how many could not be. */
export interface Backlog {
  readonly waiting: number;
  readonly dead: number;
}

/** A mail that asks whether somebody wants alerts. */
export const CONFIRMATION = 'confirmation';

/** An alert that waits, or is dead. */
export interface Letter {
  readonly number: number;
  readonly message: number;
  readonly key: string;
  readonly cause: Cause | typeof CONFIRMATION;
  readonly at: string;
  /** The negotiations of the news, also where its words are gone. */
  readonly negotiations: readonly string[];
  /** Which of them are told, by their places. */
  readonly talks: readonly number[];
  readonly due: Instant;
  readonly attempts: number;
  readonly deadAt: Instant | null;
  readonly why: string | null;
}

interface Row extends Omit<Letter, 'negotiations' | 'talks'> {
  readonly negotiations: string;
  readonly talks: string;
}

const letterOf = ({ negotiations, talks, ...row }: Row): Letter => ({
  ...row,
  negotiations: JSON.parse(negotiations) as string[],
  talks: JSON.parse(talks) as number[],
});

const LETTERS = `SELECT q.number, q.message, m.key, m.cause, m.at, m.negotiations, q.talks, q.due, q.attempts,
    q.dead_at AS deadAt, q.why FROM queue q JOIN messages m ON m.number = q.message`;

const sealedAs = (key: string): string => `message/${key}`;

/** The id of an alert: the same whenever it is sent, and another for each subscription. */
export const letterId = ({ id }: Pick<Subscription, 'id'>, { key }: Pick<Letter, 'key'>): string =>
  eventId(`alert-${id}`, 'alert', key);

export class Queue {
  readonly #sealed: SealedRows;

  constructor(private readonly db: Database.Database) {
    this.#sealed = new SealedRows(db);
  }

  /** Of all subscriptions. */
  backlog(): Backlog {
    const counts = 'SELECT count(*) - count(dead_at) AS waiting, count(dead_at) AS dead FROM queue';
    return this.db.prepare<[], Backlog>(counts).get() as Backlog;
  }

  /** To be called within a transaction. News without anybody to be told is not kept. */
  add({ key, cause, at, talks }: News, recipients: readonly Recipients[], due: Instant): void {
    if (recipients.every(({ subscriptions }) => subscriptions.length === 0)) return;
    const known = this.db.prepare<[string], number>('SELECT number FROM messages WHERE key = ?').pluck().get(key);
    const about = talks.map(({ negotiation }) => negotiation);
    const message = known ?? this.#addMessage(key, cause, at, talks, about);
    const insert = this.db.prepare(
      'INSERT OR IGNORE INTO queue (subscription, message, talks, due) VALUES (?, ?, ?, ?)',
    );
    for (const { subscriptions, talks: told } of recipients)
      for (const subscription of subscriptions) insert.run(subscription, message, JSON.stringify(told), due);
  }

  /** To be called within a transaction. @param code by which it is confirmed */
  addConfirmation({ id, number }: Subscription, code: string, due: Instant): void {
    const message = this.#addMessage(`confirm/${id}`, CONFIRMATION, new Date(due).toISOString(), code, []);
    this.db
      .prepare("INSERT INTO queue (subscription, message, talks, due) VALUES (?, ?, '[]', ?)")
      .run(number, message, due);
  }

  #addMessage(key: string, cause: string, at: string, says: unknown, about: readonly string[]): number {
    const sealed = this.#sealed.seal(sealedAs(key), JSON.stringify(says));
    const negotiations = JSON.stringify(about);
    const insert = this.db.prepare(
      'INSERT INTO messages (key, cause, at, negotiations, sealed) VALUES (?, ?, ?, ?, ?)',
    );
    return Number(insert.run(key, cause, at, negotiations, sealed).lastInsertRowid);
  }

  /** The rows of the subscriptions for which something waits. */
  waiting(): number[] {
    return this.db.prepare<[], number>('SELECT DISTINCT subscription FROM queue WHERE dead_at IS NULL').pluck().all();
  }

  /** What waits for a subscription, in order. */
  first(subscription: number, limit: number): Letter[] {
    const rows = this.db.prepare<[number, number], Row>(
      `${LETTERS} WHERE q.subscription = ? AND q.dead_at IS NULL ORDER BY q.number LIMIT ?`,
    );
    return rows.all(subscription, limit).map(letterOf);
  }

  /** What it says; undefined where that was erased. */
  talksOf(letter: Letter): readonly TalksNews[] | undefined {
    return letter.cause === CONFIRMATION ? [] : (this.#saysIn(letter) as readonly TalksNews[] | undefined);
  }

  /** Of a mail that asks for confirmation: by which it is confirmed. */
  codeOf(letter: Letter): string | undefined {
    return letter.cause === CONFIRMATION ? String(this.#saysIn(letter)) : undefined;
  }

  #saysIn({ key, message }: Letter): unknown {
    const sealed = this.db.prepare<[number], string | null>('SELECT sealed FROM messages WHERE number = ?').pluck();
    const text = sealed.get(message);
    const opened = text === null || text === undefined ? undefined : this.#sealed.open(sealedAs(key), text);
    return opened === undefined ? undefined : JSON.parse(opened);
  }

  delivered(letters: readonly Letter[]): void {
    for (const { number, message } of letters) {
      this.db.prepare('DELETE FROM queue WHERE number = ?').run(number);
      this.#dropMessage(message);
    }
  }

  #dropMessage(message: number): void {
    const unused = 'messages.number = ? AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.message = messages.number)';
    const key = this.db.prepare<[number], string>(`SELECT key FROM messages WHERE ${unused}`).pluck().get(message);
    if (key === undefined) return;
    this.#sealed.destroy(sealedAs(key));
    this.db.prepare('DELETE FROM messages WHERE key = ?').run(key);
  }

  tried({ number }: Letter): void {
    this.db.prepare('UPDATE queue SET attempts = attempts + 1 WHERE number = ?').run(number);
  }

  died({ number }: Letter, at: Instant, why: string): void {
    this.db.prepare('UPDATE queue SET dead_at = ?, why = ? WHERE number = ?').run(at, why, number);
  }

  /** The last that died first. */
  dead(subscription: number, limit: number): Letter[] {
    const rows = this.db.prepare<[number, number], Row>(
      `${LETTERS} WHERE q.subscription = ? AND q.dead_at IS NOT NULL AND m.cause <> '${CONFIRMATION}' ORDER BY q.dead_at DESC, q.number DESC LIMIT ?`,
    );
    return rows.all(subscription, limit).map(letterOf);
  }

  /** Dead letters wait again, in the order that they had. */
  revive(letters: readonly Letter[], due: Instant): void {
    const revive = this.db.prepare(
      'UPDATE queue SET dead_at = NULL, why = NULL, attempts = 0, due = ? WHERE number = ?',
    );
    for (const { number } of letters) revive.run(due, number);
  }

  /** Drops dead letters that died before an instant, and what waits for nobody. */
  forget(before: Instant): void {
    const old = this.db.prepare<[number], number>('DELETE FROM queue WHERE dead_at < ? RETURNING message').pluck();
    for (const message of old.all(before)) this.#dropMessage(message);
  }

  /** Drops all that waits for a subscription, or is dead. */
  drop(subscription: number): void {
    const gone = this.db
      .prepare<[number], number>('DELETE FROM queue WHERE subscription = ? RETURNING message')
      .pluck();
    for (const message of gone.all(subscription)) this.#dropMessage(message);
  }

  /**
   * Destroys the words of all that tells of a negotiation: something in it was erased.
   * @param upTo what is of a later time tells nothing of it
   * @returns of how many
   */
  eraseWords(negotiation: string, upTo: Instant = Infinity): number {
    const found = this.db.prepare<[string], { number: number; key: string; at: string }>(
      `SELECT number, key, at FROM messages
       WHERE sealed IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(negotiations) WHERE value = ?)`,
    );
    // What has no time that can be read may be of any.
    const told = found.all(negotiation).filter(({ at }) => !(Date.parse(at) > upTo));
    for (const { number, key } of told) {
      this.#sealed.destroy(sealedAs(key));
      this.db.prepare('UPDATE messages SET sealed = NULL WHERE number = ?').run(number);
    }
    return told.length;
  }
}
