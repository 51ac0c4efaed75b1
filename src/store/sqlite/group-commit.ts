/**
 * Appends that are asked for at the same time share one transaction, and so one sync of the disk, which takes longer
 * than all else together. None of them fails because of another.
 */
import type { Database } from 'better-sqlite3';
import { commits } from '../../platform/instrumentation.js';
import type { Done } from './appender.js';
import { asFailure } from './failure.js';

/** How many events share a transaction at most, about: other work of the process waits for it. */
const GROUP = 2_000;

interface Job {
  readonly size: number;
  /** When it was asked for, in milliseconds. */
  readonly since: number;
  readonly run: () => Told;
  readonly fail: (reason: unknown) => void;
}

/** A job that has been done, but not yet committed. */
interface Told {
  readonly tell: () => void;
  readonly spoilt: boolean;
}

function measure(group: readonly Job[]): void {
  commits.publish(() => {
    const now = performance.now();
    const events = group.reduce((sum, { size }) => sum + size, 0);
    return { events, seconds: group.map(({ since }) => (now - since) / 1000) };
  });
}

export class GroupCommit {
  readonly #db: Database;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  readonly #started: () => void;
  readonly #stored: () => void;
  #waiting: Job[] = [];
  #scheduled: NodeJS.Immediate | undefined;

  /** `started` is called in every transaction before its first job, `stored` after every one that is committed. */
  constructor(db: Database, started: () => void, stored: () => void) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#started = started;
    this.#stored = stored;
  }

  /** Does the work in the next transaction. Settles when that is durable; `size` counts the events of the work. */
  add<Outcome>(size: number, work: () => Done<Outcome>): Promise<Outcome> {
    return new Promise((resolve, fail) => {
      const run = () => {
        const { outcome, spoilt } = work();
        return { tell: () => resolve(outcome), spoilt };
      };
      this.#waiting.push({ size, since: performance.now(), run, fail });
      // Not a microtask: all requests that have come in by now are to be in the same group.
      this.#scheduled ??= setImmediate(() => this.#next());
    });
  }

  /** Does at once what is waiting. */
  drain(): void {
    clearImmediate(this.#scheduled);
    while (this.#waiting.length > 0) this.#next();
  }

  #next(): void {
    const group = this.#take();
    this.#scheduled = this.#waiting.length > 0 ? setImmediate(() => this.#next()) : undefined;
    this.#do(group);
  }

  #take(): Job[] {
    let size = 0;
    const end = this.#waiting.findIndex((job) => (size += job.size) > GROUP);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(end, 1));
  }

  #do(group: readonly Job[]): void {
    try {
      this.#begin.run();
    } catch (error) {
      for (const job of group) job.fail(asFailure(error));
      return;
    }
    try {
      this.#started();
      this.#finish(group.map((job) => job.run()));
      measure(group);
    } catch (error) {
      // Where the disk fails, SQLite may have ended the transaction by itself.
      if (this.#db.inTransaction) this.#rollback.run();
      this.#doAlone(group, error);
    }
  }

  #finish(done: readonly Told[]): void {
    const spoilt = done.some((job) => job.spoilt);
    if (spoilt && done.length > 1) throw new Error('what is left of one append must not be committed with the others');
    (spoilt ? this.#rollback : this.#commit).run();
    for (const job of done) job.tell();
    this.#stored();
  }

  // A savepoint for each job would cost more than its inserts. It is seldom that a job must be undone, so then the
  // whole transaction is, and each job gets one of its own.
  #doAlone(group: readonly Job[], error: unknown): void {
    if (group.length > 1) for (const job of group) this.#do([job]);
    else group[0]?.fail(asFailure(error));
  }
}
