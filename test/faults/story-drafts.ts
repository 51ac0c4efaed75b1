/** The events of a story as a caller hands them to the store. */
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event-types.js';
import { eventId } from '../../events/identity.js';

export function draftsOf(story: string): NewEvent[] {
  return story
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { type, data } = JSON.parse(line) as { type: string; data: JsonObject };
      const id = eventId('negotiation-qatar-mediation', type, String(ownIdOf(type, data)));
      return { id, type, data, recorder: 'test', schemaVersion: 1, correlationId: 'c', causationId: 'c' };
    });
}
