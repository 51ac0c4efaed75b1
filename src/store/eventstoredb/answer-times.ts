/** How long the server takes to answer, and so from when on a silence is worth a look. */

/** In milliseconds: the silence beside the fastest server, beside one that has not answered yet, and beside the slowest. */
const SHORTEST = 15;
const UNKNOWN = 100;
const LONGEST = 300;

/** A silence is this many times as long as answers take. */
const FACTOR = 4;
/** How much the latest answer counts. */
const WEIGHT = 1 / 8;

/**
 * A fixed time would be too long beside a server that answers within two milliseconds, and would have a slow one asked
 * again and again.
 */
export class AnswerTimes {
  #mean: number | undefined;

  /** @param ms how long an answer took to come, or to begin */
  note(ms: number): void {
    this.#mean = this.#mean === undefined ? ms : this.#mean + (ms - this.#mean) * WEIGHT;
  }

  /** After how many milliseconds without an answer the stream is looked into for the first time. */
  get silence(): number {
    if (this.#mean === undefined) return UNKNOWN;
    return Math.min(LONGEST, Math.max(SHORTEST, this.#mean * FACTOR));
  }
}
