/**
 * Where several machines record, events of different streams may be stored in another order than that of their times, by
 * as much as an append takes. A store with one clock takes them in the order of their times: those that lie so near each
 * other are put in it, the order of each stream being that already.
 */
import type { StoredEvent } from '../../events/chain/stored-event.js';

/** Among how many events the next one is looked for. */
const WINDOW = 2_000;

/** Behind those of the same time. */
function insert(waiting: StoredEvent[], event: StoredEvent): void {
  let at = waiting.length;
  while (at > 0 && (waiting[at - 1] as StoredEvent).recordedAt > event.recordedAt) at -= 1;
  waiting.splice(at, 0, event);
}

export async function* inTimeOrder(events: AsyncIterable<StoredEvent>, window = WINDOW): AsyncGenerator<StoredEvent> {
  const waiting: StoredEvent[] = [];
  for await (const event of events) {
    insert(waiting, event);
    if (waiting.length > window) yield waiting.shift() as StoredEvent;
  }
  yield* waiting;
}
