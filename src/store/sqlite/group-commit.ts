/**
 * Group commit: appends that arrive at the same time share one transaction, and so one sync of the disk, which takes longer
 * than everything else together. No append fails because of another.
 */
import type { Database } from 'better-sqlite3';
import { commits } from '../../platform/instrumentation.js';
import type { AppendAttempt } from './appender.js';
import { asFailure } from './failure.js';

/** About how many events share a transaction at most: other work of the process waits for it. */
const MAX_GROUP_EVENTS = 2_000;

interface Job {
  readonly size: number;
  /** When it was added, by the monotonic clock in milliseconds. */
  readonly since: number;
  readonly run: () => FinishedJob;
  readonly fail: (reason: unknown) => void;
}

/** A job whose work is done, but not committed. */
interface FinishedJob {
  readonly settle: () => void;
  readonly mustRollBack: boolean;
}

function publishMetrics(group: readonly Job[]): void {
  commits.publish(() => {
    const now = performance.now();
    const events = group.reduce((sum, { size }) => sum + size, 0);
    return { events, seconds: group.map(({ since }) => (now - since) / 1000) };
  });
}

/** What is called around a transaction. */
export interface CommitHooks {
  /** In every transaction, before its first job. It throws where nothing is to be stored. */
  readonly onBegin: () => void;
  /** Before every transaction and after it. It throws where what is stored is lost. */
  readonly insist: () => void;
  /** After every transaction that was committed. */
  readonly onCommit: () => void;
}

export class GroupCommit {
  readonly #db: Database;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  readonly #hooks: CommitHooks;
  #waiting: Job[] = [];
  #scheduled: NodeJS.Immediate | undefined;

  /**
   * @param hooks called around every transaction
   */
  constructor(db: Database, hooks: CommitHooks) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#hooks = hooks;
  }

  /**
   * Does the work in the next transaction.
   * @param size how many events the work appends
   * @returns the outcome, once it is durable
   */
  add<Outcome>(size: number, work: () => AppendAttempt<Outcome>): Promise<Outcome> {
    return new Promise((resolve, fail) => {
      const run = () => {
        const { outcome, mustRollBack } = work();
        return { settle: () => resolve(outcome), mustRollBack };
      };
      this.#waiting.push({ size, since: performance.now(), run, fail });
      // Not a microtask, so that all requests that have arrived by now are in the same group.
      this.#scheduled ??= setImmediate(() => this.#next());
    });
  }

  /** Commits all waiting appends at once. */
  drain(): void {
    clearImmediate(this.#scheduled);
    while (this.#waiting.length > 0) this.#next();
  }

  #next(): void {
    const group = this.#take();
    this.#scheduled = this.#waiting.length > 0 ? setImmediate(() => this.#next()) : undefined;
    this.#runGroup(group);
  }

  #take(): Job[] {
    let size = 0;
    const end = this.#waiting.findIndex((job) => (size += job.size) > MAX_GROUP_EVENTS);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(end, 1));
  }

  #runGroup(group: readonly Job[]): void {
    try {
      this.#hooks.insist();
      this.#begin.run();
    } catch (error) {
      for (const job of group) job.fail(asFailure(error));
      return;
    }
    try {
      this.#hooks.onBegin();
      this.#finish(group.map((job) => job.run()));
      publishMetrics(group);
    } catch (error) {
      // When the disk fails, SQLite may have rolled back by itself.
      if (this.#db.inTransaction) this.#rollback.run();
      this.#runAlone(group, error);
    }
  }

  #finish(done: readonly FinishedJob[]): void {
    const mustRollBack = done.some((job) => job.mustRollBack);
    if (mustRollBack && done.length > 1)
      throw new Error('what is left of one append must not be committed with the others');
    (mustRollBack ? this.#rollback : this.#commit).run();
    // Only what is in a file that will be there later is acknowledged.
    this.#hooks.insist();
    for (const job of done) job.settle();
    if (!mustRollBack) this.#hooks.onCommit();
  }

  // A savepoint for each job would cost more than its inserts. A job must rarely be undone; then the whole transaction is
  // rolled back, and each job gets one of its own.
  #runAlone(group: readonly Job[], error: unknown): void {
    if (group.length > 1) for (const job of group) this.#runGroup([job]);
    else group[0]?.fail(asFailure(error));
  }
}
