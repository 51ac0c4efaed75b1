/**
 * How long to go on where an append is refused because the stream has moved. Mostly another process was faster, and reading
 * the stream shows what it stored. But a server refuses by what is written and shows what is committed: for a moment, longer
 * after a change of leader, there is nothing to be read. Trying again at once would only be refused again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { StoreFailure } from '../store-failure.js';

/** How often other writers may get ahead of an append before it fails as `busy`. */
const MAX_CONFLICTS = 100;

/** The first and the longest pause after a conflict that reading did not explain, in milliseconds. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 500;

export class Conflicts {
  #count = 0;
  #pause = FIRST_PAUSE;
  #waited = 0;

  /** @param patience how long to wait in all for a conflict to be explained, in milliseconds */
  constructor(private readonly patience: number) {}

  /** To be called when an append was stored, or is given up. */
  reset(): void {
    this.#count = 0;
    this.#explained();
  }

  /**
   * To be called after a conflict, when the stream has been read.
   * @param explained whether reading showed what was stored meanwhile
   * @throws StoreFailure `busy` where it is not worth to try again
   */
  async add(explained: boolean): Promise<void> {
    if (!explained) return this.#wait();
    this.#explained();
    this.#count += 1;
    if (this.#count > MAX_CONFLICTS)
      throw this.#busy(`others have written ${MAX_CONFLICTS} times while this was to be appended`);
  }

  /** What is appended next is tried as patiently. */
  #busy(message: string): StoreFailure {
    this.reset();
    return new StoreFailure('busy', message);
  }

  #explained(): void {
    this.#pause = FIRST_PAUSE;
    this.#waited = 0;
  }

  async #wait(): Promise<void> {
    if (this.#waited >= this.patience)
      throw this.#busy(`the server has not shown for ${this.patience} ms what others have written`);
    await pause(this.#pause);
    this.#waited += this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}
