/** How much of an import is held in memory, and how much may be. */
import { problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';

/** How many events, or characters of lines, make a batch. */
const BATCH = 500;
const BATCH_LENGTH = 8 * 1024 * 1024;

/** How many lines, or characters, an import may have that is kept in memory as a whole. */
const MOST_LINES = 100_000;
const MOST_LENGTH = 256 * 1024 * 1024;

export class ImportSize {
  #lines = 0;
  /** In characters, since the last batch. */
  #length = 0;

  /** @param whole whether the import is kept as a whole: with `atomic` or `dryRun` */
  constructor(private readonly whole: boolean) {}

  /**
   * Throws `Refused` (`payload-too-large`) where the import is kept as a whole, and is too large for that.
   * @param length of a line, in characters
   */
  add(length: number): void {
    this.#lines += 1;
    this.#length += length;
    if (!this.whole || (this.#lines <= MOST_LINES && this.#length <= MOST_LENGTH)) return;
    const most = `${MOST_LINES} lines or ${MOST_LENGTH / 1024 / 1024} MiB`;
    throw new Refused(
      problem('payload-too-large', `an import with atomic or dryRun holds at most ${most}; nothing was recorded`),
    );
  }

  /** @param events how many wait to be appended */
  makesBatch(events: number): boolean {
    return !this.whole && (events >= BATCH || this.#length >= BATCH_LENGTH);
  }

  /** To be called when a batch is taken. */
  beginBatch(): void {
    this.#length = 0;
  }
}
