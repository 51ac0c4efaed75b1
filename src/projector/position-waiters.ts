/** Those who wait for a position to be applied. */

/** How long to wait, in milliseconds, before saying that the answer would be an old one. */
const PATIENCE = 10_000;

interface Waiter {
  readonly position: bigint;
  readonly release: () => void;
}

export class PositionWaiters {
  readonly #waiters = new Set<Waiter>();

  /**
   * Resolves once the position is applied; rejects with what `late` makes where that takes too long.
   * @param patience in milliseconds
   */
  until(position: bigint, late: () => Error, patience = PATIENCE): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        position,
        release: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(late());
      }, patience).unref();
      this.#waiters.add(waiter);
    });
  }

  applied(position: bigint): void {
    for (const waiter of this.#waiters) {
      if (waiter.position > position) continue;
      this.#waiters.delete(waiter);
      waiter.release();
    }
  }
}
