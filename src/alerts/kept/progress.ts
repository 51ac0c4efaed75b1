/** How far the log and the clock have been followed, and which process delivers. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type Database from 'better-sqlite3';
import type { Instant } from '../../../events/dates.js';

/** How far the log and the clock have been followed. */
export interface Followed {
  /** The position up to which the log was read; null: it never was. */
  readonly position: string | null;
  /** What was read and not told of yet, as the follower writes it. */
  readonly groups: string | null;
  readonly time: Instant | null;
}

/** Who delivers holds this, and renews it. */
interface Lease {
  readonly by: string;
  readonly pid: number;
  readonly host: string;
  readonly until: Instant;
}

/** In milliseconds: a process that has not renewed its lease for so long has none. */
export const LEASE_TIME = 15_000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
};

export class Progress {
  readonly #self = randomUUID();

  constructor(private readonly db: Database.Database) {}

  read(): Followed {
    return this.db.prepare<[], Followed>('SELECT position, groups, time FROM about').get() as Followed;
  }

  /** To be called within a transaction. Time never goes back. */
  write({ position, groups, time }: Followed): void {
    this.db
      .prepare('UPDATE about SET position = ?, groups = ?, time = max(coalesce(time, 0), coalesce(?, 0))')
      .run(position, groups, time);
  }

  /** Takes the lease, or renews it. @returns whether this process holds it */
  lease(now: Instant): boolean {
    const take = this.db.transaction((): boolean => {
      const text = this.db.prepare<[], string | null>('SELECT lease FROM about').pluck().get();
      const held = text ? (JSON.parse(text) as Lease) : undefined;
      if (held && held.by !== this.#self && !isOver(held, now)) return false;
      const lease: Lease = { by: this.#self, pid: process.pid, host: hostname(), until: now + LEASE_TIME };
      this.db.prepare('UPDATE about SET lease = ?').run(JSON.stringify(lease));
      return true;
    });
    return take.immediate();
  }

  release(): void {
    const text = this.db.prepare<[], string | null>('SELECT lease FROM about').pluck().get();
    if (text && (JSON.parse(text) as Lease).by === this.#self) this.db.prepare('UPDATE about SET lease = NULL').run();
  }
}

/** A process of this machine that was killed holds its lease no longer. One of this number is this process itself, begun anew. */
const isOver = ({ pid, host, until }: Lease, now: Instant): boolean =>
  until <= now || (host === hostname() && (pid === process.pid || !isAlive(pid)));
