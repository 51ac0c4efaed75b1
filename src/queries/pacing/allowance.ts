/** How much of the processor's time each caller may take: so much a minute, and what was saved up. */

/** Milliseconds of work. */
export interface AllowanceLimits {
  /** What comes back in a second. */
  readonly perSecond: number;
  /** What may be saved up, and so be used at once. */
  readonly most: number;
}

/** A third of one processor, and a minute of it at once. */
export const USUAL_ALLOWANCE: AllowanceLimits = { perSecond: 333, most: 60_000 };

/** How many callers are remembered. The one that was charged longest ago is forgotten, and has all of its time again. */
const CALLERS = 10_000;

interface Account {
  left: number;
  at: number;
}

/** An account of each caller's time, which fills up by itself. It may be overdrawn by one piece of work. */
export class Allowance {
  readonly #accounts = new Map<string, Account>();

  constructor(private readonly limits: AllowanceLimits = USUAL_ALLOWANCE) {}

  /** Seconds until the caller may ask for more; 0: at once. */
  waitOf(caller: string, now: number): number {
    const { left } = this.#filled(caller, now);
    return left > 0 ? 0 : Math.ceil((1 - left) / this.limits.perSecond);
  }

  charge(caller: string, ms: number, now: number): void {
    const { left } = this.#filled(caller, now);
    this.#accounts.delete(caller);
    this.#accounts.set(caller, { left: left - ms, at: now });
    if (this.#accounts.size <= CALLERS) return;
    const [oldest] = this.#accounts.keys();
    if (oldest !== undefined) this.#accounts.delete(oldest);
  }

  #filled(caller: string, now: number): Account {
    const { perSecond, most } = this.limits;
    const known = this.#accounts.get(caller);
    if (!known) return { left: most, at: now };
    return { left: Math.min(most, known.left + ((now - known.at) / 1000) * perSecond), at: now };
  }
}
