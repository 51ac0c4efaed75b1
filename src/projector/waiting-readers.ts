/** Those who wait until the log has been read up to a position. */

interface Waiting {
  readonly position: bigint;
  readonly reached: () => void;
}

export class WaitingReaders {
  /** By position. Whoever has written waits for a position behind all others: so there is nothing to sort. */
  readonly #waiting: Waiting[] = [];

  /**
   * Resolves once `reached` is called with the position, or a later one.
   * @param patience in milliseconds
   * @param late makes the error that it rejects with after that
   */
  until(position: bigint, patience: number, late: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(late());
      };
      const timer = setTimeout(giveUp, patience);
      const reached = () => {
        clearTimeout(timer);
        resolve();
      };
      const waiting = { position, reached };
      this.#waiting.splice(this.#placeOf(position), 0, waiting);
    });
  }

  reached(position: bigint): void {
    while (this.#waiting[0] && this.#waiting[0].position <= position) this.#waiting.shift()?.reached();
  }

  #placeOf(position: bigint): number {
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.position ?? 0n) > position) place -= 1;
    return place;
  }
}
