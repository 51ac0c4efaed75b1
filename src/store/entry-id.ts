/** Reports and changes share one space of ids in a stream, although their event ids differ by type. */
import type { RecordedEvent } from '../../events/envelope.js';
import { ownIdField, ownIdOf } from '../../events/event-types.js';

/** The reportId or changeId of an event; undefined for openings and added parties, whose slugs are a space of their own. */
export function entryIdOf({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string | undefined {
  return ['reportId', 'changeId'].includes(ownIdField(type)) ? ownIdOf(type, data) : undefined;
}
