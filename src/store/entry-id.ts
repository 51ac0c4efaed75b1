/** The ids that the entries of a record share among each other, whatever type of event they are. */
import type { RecordedEvent } from '../../events/envelope.js';
import { ownIdField, ownIdOf } from '../../events/event.js';

/** Reports and changes share their ids; the slugs of what is opened or added are of another sort. */
export function entryOf({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string | undefined {
  return ['reportId', 'changeId'].includes(ownIdField(type)) ? ownIdOf(type, data) : undefined;
}
