/**
 * Logs without the names of those who speak, for callers who may not see them. All that is derived from such a log is
 * derived without the names: no answer has to leave them out.
 */
import { loggedWithoutSpeakers } from '../../events/erasure/speakers.js';
import type { Logged } from '../../events/event.js';

export class UnnamedLogs {
  /** By the list of all events, which grows, and is another one once something was erased. */
  readonly #known = new WeakMap<readonly Logged[], Logged[]>();

  /** The same events without the names. The list grows with the other one, whenever it is asked for. */
  of(events: readonly Logged[]): readonly Logged[] {
    const known = this.#known.get(events) ?? [];
    this.#known.set(events, known);
    for (let i = known.length; i < events.length; i += 1) known.push(this.#without(events[i] as Logged, i === 0));
    return known;
  }

  // Indexes are kept by the first event of a log: these are of another log.
  #without(logged: Logged, isFirst: boolean): Logged {
    const less = loggedWithoutSpeakers(logged);
    return isFirst && less === logged ? { ...logged } : less;
  }
}
