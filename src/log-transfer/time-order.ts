/**
 * Sorts a log by time. Where several machines record, events of different streams may be stored out of the order of
 * their times, by as much as an append takes; within a stream they never are. A store with one clock accepts them in
 * the order of their times alone.
 */
import type { StoredEvent } from '../../events/chain/stored-event.js';

/** An event may be so many places away from where it belongs. */
const WINDOW = 2_000;

/** Inserts the event by its time, behind those of the same time. */
function insert(waiting: StoredEvent[], event: StoredEvent): void {
  let at = waiting.length;
  while (at > 0 && (waiting[at - 1] as StoredEvent).recordedAt > event.recordedAt) at -= 1;
  waiting.splice(at, 0, event);
}

/** @param window how many events are held back to be sorted */
export async function* inTimeOrder(events: AsyncIterable<StoredEvent>, window = WINDOW): AsyncGenerator<StoredEvent> {
  const waiting: StoredEvent[] = [];
  for await (const event of events) {
    insert(waiting, event);
    if (waiting.length > window) yield waiting.shift() as StoredEvent;
  }
  yield* waiting;
}
