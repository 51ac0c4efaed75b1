/** The subscriptions in the file of alerts. */
import type Database from 'better-sqlite3';
import type { Instant } from '../../../events/dates.js';
import { sha256 } from '../../../events/sha256.js';
import { SealedRows } from './sealed-rows.js';
import type { Deliveries, SealedSubscription, Subscription } from './subscription.js';

interface Row {
  readonly number: number;
  readonly id: string;
  readonly sealed: string;
  readonly code: string | null;
  readonly confirmedAt: Instant | null;
  readonly position: string | null;
}

const sealedAs = (id: string): string => `subscription/${id}`;

export class Subscriptions {
  readonly #sealed: SealedRows;
  readonly #byNumber = new Map<number, Subscription>();

  constructor(private readonly db: Database.Database) {
    this.#sealed = new SealedRows(db);
    this.read();
  }

  /** Reads all again: another process may have changed them. */
  read(): void {
    this.#byNumber.clear();
    const rows = this.db.prepare<[], Row>(
      `SELECT number, id, sealed, code, confirmed_at AS confirmedAt, confirmed_position AS position
       FROM subscriptions ORDER BY number`,
    );
    for (const { number, id, sealed, code, confirmedAt, position } of rows.all()) {
      const text = this.#sealed.open(sealedAs(id), sealed);
      if (text === undefined) continue;
      const read = JSON.parse(text) as SealedSubscription;
      const isConfirmed = code === null || confirmedAt !== null;
      this.#byNumber.set(number, { ...read, since: position ?? read.since, number, isConfirmed, confirmedAt });
    }
  }

  /** In the order in which they were made. */
  all(): Subscription[] {
    return [...this.#byNumber.values()];
  }

  byNumber(number: number): Subscription | undefined {
    return this.#byNumber.get(number);
  }

  byId(id: string): Subscription | undefined {
    return this.all().find((one) => one.id === id);
  }

  /** @param code by which whoever is written to confirms it; undefined where nobody has to */
  add(subscription: SealedSubscription, code: string | undefined): Subscription {
    const add = this.db.transaction(() => {
      const sealed = this.#sealed.seal(sealedAs(subscription.id), JSON.stringify(subscription));
      const hash = code === undefined ? null : sha256(code);
      const insert = this.db.prepare('INSERT INTO subscriptions (id, sealed, code) VALUES (?, ?, ?)');
      return Number(insert.run(subscription.id, sealed, hash).lastInsertRowid);
    });
    const number = add.immediate();
    const added = { ...subscription, number, isConfirmed: code === undefined, confirmedAt: null };
    this.#byNumber.set(number, added);
    return added;
  }

  /**
   * The one that the code confirms; undefined where there is none. Confirmed again, it is the same.
   * @param position up to which what was recorded is no news to it
   */
  confirm(code: string, position: string, at: Instant): Subscription | undefined {
    const number = this.db.prepare<[string], number>('SELECT number FROM subscriptions WHERE code = ?').pluck();
    const known = this.#byNumber.get(number.get(sha256(code)) ?? 0);
    if (!known || known.isConfirmed) return known;
    this.db
      .prepare('UPDATE subscriptions SET confirmed_at = ?, confirmed_position = ? WHERE number = ?')
      .run(at, position, known.number);
    const confirmed = { ...known, since: position, isConfirmed: true, confirmedAt: at };
    this.#byNumber.set(known.number, confirmed);
    return confirmed;
  }

  /** Its key is destroyed with it. To be called within a transaction. */
  remove({ id, number }: Subscription): void {
    this.#sealed.destroy(sealedAs(id));
    this.db.prepare('DELETE FROM subscriptions WHERE number = ?').run(number);
    this.#byNumber.delete(number);
  }

  /** By it whoever gets its mails ends it, without a token. */
  endingCode(id: string): string | undefined {
    return this.#sealed.derived(sealedAs(id), 'ending')?.toString('hex');
  }

  deliveriesOf({ number }: Subscription): Deliveries {
    const row = this.db.prepare<[number], Deliveries>(
      `SELECT delivered, delivered_at AS deliveredAt, failed_at AS failedAt, why, next_at AS nextAt,
         (SELECT count(*) FROM queue WHERE subscription = number_of AND dead_at IS NULL) AS waiting,
         (SELECT count(*) FROM queue WHERE subscription = number_of AND dead_at IS NOT NULL) AS dead
       FROM (SELECT *, number AS number_of FROM subscriptions WHERE number = ?)`,
    );
    return row.get(number) as Deliveries;
  }

  nextAt({ number }: Subscription): Instant {
    const at = this.db.prepare<[number], number>('SELECT next_at FROM subscriptions WHERE number = ?').pluck();
    return at.get(number) ?? 0;
  }

  delivered({ number }: Subscription, at: Instant): void {
    this.db
      .prepare(
        `UPDATE subscriptions SET delivered = delivered + 1, delivered_at = ?, failing_since = NULL, failed_at = NULL,
           why = NULL, next_at = 0 WHERE number = ?`,
      )
      .run(at, number);
  }

  failed({ number }: Subscription, at: Instant, why: string, nextAt: Instant): void {
    this.db
      .prepare(
        `UPDATE subscriptions SET failing_since = coalesce(failing_since, ?), failed_at = ?, why = ?, next_at = ?
         WHERE number = ?`,
      )
      .run(at, at, why, nextAt, number);
  }

  /** When the first of the attempts failed that have failed since the last delivery; null where none has. */
  failingSince({ number }: Subscription): Instant | null {
    const since = this.db.prepare<[number], number | null>('SELECT failing_since FROM subscriptions WHERE number = ?');
    return since.pluck().get(number) ?? null;
  }

  /** The first alert that waits is tried at once. */
  resume({ number }: Subscription): void {
    this.db.prepare('UPDATE subscriptions SET next_at = 0, failing_since = NULL WHERE number = ?').run(number);
  }
}
