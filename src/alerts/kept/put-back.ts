/** The file of alerts with a log that was put back to an earlier moment, and as a backup holds it. */
import Database from 'better-sqlite3';
import type { Instant } from '../../../events/dates.js';
import { flush, openAlertsFile } from './alerts-file.js';
import { Queue } from './queue.js';
import { Subscriptions } from './subscriptions.js';

/** What was erased or ended elsewhere. */
export interface Forgotten {
  /** Negotiations in which something was erased, and when. */
  readonly erased: readonly { readonly negotiation: string; readonly at: Instant }[];
  /** The ids of alerts that were ended. */
  readonly ended: ReadonlySet<string>;
}

function forgetIn(db: Database.Database, { erased, ended }: Forgotten): string[] {
  const subscriptions = new Subscriptions(db);
  const queue = new Queue(db);
  const gone = subscriptions.all().filter(({ id }) => ended.has(id));
  const found = new Set(gone.map(({ id }) => `alert ${id}`));
  const forget = db.transaction(() => {
    for (const one of gone) {
      queue.drop(one.number);
      subscriptions.remove(one);
    }
    for (const { negotiation, at } of erased)
      if (queue.eraseWords(negotiation, at) > 0) found.add(`words of alerts on ${negotiation}`);
  });
  forget();
  return [...found];
}

/**
 * Does again in a copy of the file what was erased or ended elsewhere: alerts that were ended go with what waits for them, and
 * what waits loses its words where something that it may tell of was erased.
 * @returns the copy, and what was found; the same copy where that is nothing
 */
export function withoutForgotten(copy: Buffer, forgotten: Forgotten): readonly [copy: Buffer, found: string[]] {
  const db = new Database(copy);
  try {
    db.pragma('secure_delete = ON');
    const found = forgetIn(db, forgotten);
    return [found.length === 0 ? copy : db.serialize(), found];
  } finally {
    db.close();
  }
}

/** Whether there have been alerts in the file. @throws where it cannot be used */
export function hasHadAlerts(file: string): boolean {
  const db = openAlertsFile(file);
  try {
    return db.prepare("SELECT 1 FROM sqlite_sequence WHERE name = 'subscriptions'").get() !== undefined;
  } finally {
    db.close();
  }
}

/**
 * Has alerts go on from the end of a log that may be older than they are: what is recorded there from now on is news to
 * everybody, also under positions that were taken before.
 * @param head the position of the last event of the log
 */
export function followFrom(file: string, head: bigint): void {
  const db = openAlertsFile(file);
  try {
    const follow = db.transaction(() => {
      const known = db.prepare<[], string | null>('SELECT position FROM about').pluck().get();
      db.exec('UPDATE about SET lease = NULL');
      if (known && BigInt(known) > head) db.prepare('UPDATE about SET position = ?, groups = NULL').run(String(head));
      const since = db.prepare('UPDATE subscriptions SET confirmed_position = ? WHERE number = ?');
      for (const one of new Subscriptions(db).all()) if (BigInt(one.since) > head) since.run(String(head), one.number);
    });
    follow.immediate();
    flush(db);
  } finally {
    db.close();
  }
}
