/** Events as the index reads them. */
import type { RecordedEvent } from '../../events/envelope.js';
import { readEvent, type Logged } from '../../events/event.js';

/** The event as it can be read; an event that cannot is passed over here as everywhere. */
export function readSafely(event: RecordedEvent): Logged | undefined {
  if (event.damaged !== undefined) return undefined;
  try {
    const read = readEvent(event);
    return 'unreadable' in read ? undefined : read;
  } catch {
    return undefined;
  }
}
