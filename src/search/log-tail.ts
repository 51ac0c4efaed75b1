/** What of the log is remembered for the search index: what came last, and what was read last. */
import type { RecordedEvent } from '../../events/envelope.js';
import type { EventStore } from '../store/event-store.js';

/** Events that are kept as they come; what came before is read from the log. */
const KEPT = 2_000;

/**
 * The events that come next after a position; undefined where that is not known. Only what follows a known event has no gap
 * before it: positions need not be contiguous.
 */
function nextOf(events: readonly RecordedEvent[], position: bigint, most: number) {
  const at = events.findIndex((event) => event.position > position);
  return at > 0 ? events.slice(at, at + most) : undefined;
}

export class LogTail {
  /** The last events, without a gap. */
  #recent: RecordedEvent[] = [];
  /** What was read of the log last, without a gap: several batches. */
  #page: readonly RecordedEvent[] = [];

  constructor(private readonly store: EventStore) {}

  add(event: RecordedEvent): void {
    this.#recent.push(event);
    if (this.#recent.length > KEPT) this.#recent = this.#recent.slice(KEPT / 2);
  }

  /** At most so many events after a position, and none after `last`. */
  async after(position: bigint, last: bigint, most: number): Promise<readonly RecordedEvent[]> {
    const known = nextOf(this.#recent, position, most) ?? nextOf(this.#page, position, most);
    if (known) return known;
    const events = await this.store.readAll(position, most * 5);
    this.#page = events.filter((event) => event.position <= last);
    return this.#page.slice(0, most);
  }

  forget(): void {
    this.#recent = [];
    this.#page = [];
  }
}
