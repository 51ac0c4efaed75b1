/** The numbers of streams. A stream gets its number with its first event. */
import type { Database } from 'better-sqlite3';

export class Streams {
  readonly #db: Database;
  readonly #numberOf;
  readonly #nameOf;
  readonly #add;
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();

  constructor(db: Database) {
    this.#db = db;
    this.#numberOf = db.prepare<[string], number>('SELECT number FROM streams WHERE name = ?').pluck();
    this.#nameOf = db.prepare<[number], string>('SELECT name FROM streams WHERE number = ?').pluck();
    this.#add = db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)');
  }

  /** Undefined where there is no such stream. */
  numberOf(name: string): number | undefined {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#numberOf.get(name);
    if (number !== undefined) this.#keep(number, name);
    return number;
  }

  /** The number of the stream, which is added where it is not there. Only within a transaction. */
  numberFor(name: string): number {
    return this.numberOf(name) ?? Number(this.#add.run(name).lastInsertRowid);
  }

  /** The empty text, which is no stream's name, where somebody has removed it. */
  nameOf(number: number): string {
    const known = this.#names.get(number);
    if (known !== undefined) return known;
    const name = this.#nameOf.get(number);
    if (name !== undefined) this.#keep(number, name);
    return name ?? '';
  }

  // What a transaction has added is gone where it is rolled back, and its number is then given to another stream.
  #keep(number: number, name: string): void {
    if (this.#db.inTransaction) return;
    this.#numbers.set(name, number);
    this.#names.set(number, name);
  }
}
