/** The numbers of streams. A stream gets its number with its first event. */
import type { Database } from 'better-sqlite3';

export class Streams {
  readonly #db: Database;
  readonly #numberOf;
  readonly #nameOf;
  readonly #add;
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();
  /** Those that the present transaction has added. Where it is rolled back, their numbers are given to other streams. */
  readonly #added = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
    this.#numberOf = db.prepare<[string], number>('SELECT number FROM streams WHERE name = ?').pluck();
    this.#nameOf = db.prepare<[number], string>('SELECT name FROM streams WHERE number = ?').pluck();
    this.#add = db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)');
  }

  /** A transaction begins: what the one before has added is there by now, or gone. */
  begin(): void {
    this.#added.clear();
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
    const number = this.numberOf(name);
    if (number !== undefined) return number;
    this.#added.add(name);
    return Number(this.#add.run(name).lastInsertRowid);
  }

  /** The empty text, which is no stream's name, where somebody has removed it. */
  nameOf(number: number): string {
    const known = this.#names.get(number);
    if (known !== undefined) return known;
    const name = this.#nameOf.get(number);
    if (name !== undefined) this.#keep(number, name);
    return name ?? '';
  }

  #keep(number: number, name: string): void {
    if (this.#db.inTransaction && this.#added.has(name)) return;
    this.#numbers.set(name, number);
    this.#names.set(number, name);
  }
}
