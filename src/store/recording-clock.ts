/**
 * The clock that dates what is recorded. Recorded times never go back, so a clock that was wrong once would date all that
 * follows: one that has jumped ahead until the right time has caught up with it, and no lens by `recordedBy` would find
 * what was recorded meanwhile. So nothing is recorded while the clock cannot be right.
 */
import os from 'node:os';
import { isoOf, type Instant } from '../../events/dates.js';
import { StoreFailure } from './store-failure.js';

/** A clock that is set by more than this, in milliseconds, while the server runs has jumped. */
const LONGEST_STEP = 5 * 60_000;

const DAY = 86_400_000;

/** A log that was asleep for longer, in milliseconds: it is likelier that the clock is wrong. */
const LONGEST_SLEEP = 366 * DAY;

const WAY_OUT =
  'set the clock; or, where it is right, start the server with PARLEY_CLOCK_CONFIRMED and the date of today';

export interface RecordingClockOptions {
  /** The time in milliseconds since the epoch. The machine's clock where not given. */
  readonly now?: () => Instant;
  /** Seconds since the machine was started, those asleep included. Those of the machine where not given. */
  readonly uptime?: () => number;
  /** The day (`2026-11-30`, UTC) that an operator says it is: what a start finds odd is then taken. */
  readonly confirmed?: string | undefined;
}

export class RecordingClock {
  readonly #now: () => Instant;
  readonly #uptime: () => number;
  readonly #confirmed: string | undefined;
  /** When the machine was started, by the clock as it was when the server was. */
  readonly #booted: Instant;
  /** The last event when the server was started; undefined where the clock has been found to fit it, or there is none. */
  #before: string | undefined;

  constructor({ now = () => Date.now(), uptime = () => os.uptime(), confirmed }: RecordingClockOptions = {}) {
    [this.#now, this.#uptime, this.#confirmed] = [now, uptime, confirmed];
    this.#booted = this.#bootTime();
  }

  /** To be told once, before anything is recorded. @param recordedAt of the last event; empty where there is none */
  startAfter(recordedAt: string): void {
    if (!Number.isNaN(Date.parse(recordedAt))) this.#before = recordedAt;
  }

  /** The present. @throws StoreFailure `clock` where it cannot be right */
  now(): Instant {
    const wrong = this.wrong();
    if (wrong !== undefined) throw new StoreFailure('clock', wrong);
    return this.#now();
  }

  /** Why the clock cannot be right, and what to do; undefined where nothing speaks against it. */
  wrong(): string | undefined {
    const now = this.#now();
    const found = this.#jump() ?? this.#oddStart(now);
    return found === undefined ? undefined : `the clock says ${timeOf(now)}, and ${found}: ${WAY_OUT}`;
  }

  #bootTime(): Instant {
    return this.#now() - this.#uptime() * 1000;
  }

  #jump(): string | undefined {
    const seconds = Math.round((this.#bootTime() - this.#booted) / 1000);
    if (Math.abs(seconds) * 1000 <= LONGEST_STEP) return undefined;
    return `it was set ${seconds > 0 ? 'ahead' : 'back'} by ${Math.abs(seconds)} seconds since the server was started`;
  }

  #oddStart(now: Instant): string | undefined {
    if (this.#before === undefined) return undefined;
    const since = now - Date.parse(this.#before);
    if ((since >= 0 && since <= LONGEST_SLEEP) || this.#isConfirmed(now)) {
      this.#before = undefined;
      return undefined;
    }
    const last = `the last event was recorded at ${this.#before}`;
    return since < 0 ? `${last}, later than that` : `${last}, more than 366 days before that`;
  }

  /** The day may be over where the operator is, or not have begun. */
  #isConfirmed(now: Instant): boolean {
    const day = Date.parse(this.#confirmed ?? '');
    return now >= day - DAY && now < day + 2 * DAY;
  }
}

const timeOf = (now: Instant): string => (Number.isFinite(now) && Math.abs(now) < 8e15 ? isoOf(now) : String(now));
