/** Reading an event, whatever it is: nothing in the log stops the monitor. */
import type { RecordedEvent } from '../../events/envelope.js';
import { readEvent, type Logged, type Unreadable } from '../../events/event.js';

export function readSafely(event: RecordedEvent): Logged | Unreadable {
  if (event.damaged !== undefined) return { unreadable: event.damaged };
  try {
    return readEvent(event);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
