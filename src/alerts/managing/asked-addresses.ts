/** How many mails that ask for confirmation somebody may cause: they go to people who did not ask for them. */
import type { Instant } from '../../../events/dates.js';

const DAY = 86_400_000;

/** In a day: by one subscriber, and to one address. */
const MOST_BY_ONE = 20;
const MOST_TO_ONE = 3;
/** How many are remembered. Beyond that nobody asks. */
const MOST_REMEMBERED = 10_000;

interface Asking {
  readonly by: string;
  readonly to: string;
  readonly at: Instant;
}

export class AskedAddresses {
  #asked: Asking[] = [];

  /** Notes that an address is asked, where it may be. @param to in any form that is the same for the same address */
  mayAsk(by: string, to: string, now: Instant): boolean {
    this.#asked = this.#asked.filter(({ at }) => at > now - DAY);
    const count = (is: (one: Asking) => boolean): number => this.#asked.filter(is).length;
    if (count((one) => one.by === by) >= MOST_BY_ONE || count((one) => one.to === to) >= MOST_TO_ONE) return false;
    if (this.#asked.length >= MOST_REMEMBERED) return false;
    this.#asked.push({ by, to, at: now });
    return true;
  }
}
