/** What can be wrong with an event although its hash fits: it was sealed again after it had been changed. */
import type { JsonObject } from '../envelope.js';
import { EVENT_TYPES, ownIdOf } from '../event-types.js';
import { eventId } from '../identity.js';
import { canonicalDataOf, type StoredEvent } from './stored-event.js';
import { SCHEMA_VERSION } from '../upcast.js';

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES);

/** Whether an event's id is the one that `eventId` makes. Types of newer versions cannot be checked. */
function hasItsOwnId({ stream, type, id, schemaVersion }: StoredEvent, data: JsonObject): boolean {
  if (!KNOWN.has(type) || schemaVersion > SCHEMA_VERSION) return true;
  const ownId = ownIdOf(type, data);
  return ownId === undefined || id === eventId(stream, type, ownId);
}

/** What is wrong with an event whose hash fits, in words; undefined where nothing is. */
export function sealedDefectOf(event: StoredEvent): string | undefined {
  if (event.defect !== undefined) return event.defect;
  const data = canonicalDataOf(event.text);
  if (!data) return 'its data is not canonical JSON, although it was sealed so';
  if (!hasItsOwnId(event, data)) return 'its id is not that of its stream, type and own id, although it was sealed so';
  return undefined;
}
