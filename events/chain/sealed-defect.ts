/** What can be wrong with an event although its chain holds: what only somebody who seals anew could have done. */
import type { JsonObject } from '../envelope.js';
import { EVENT_TYPES, ownIdOf } from '../event.js';
import { eventId } from '../identity.js';
import { dataIn, type StoredEvent } from './stored-event.js';
import { SCHEMA_VERSION } from '../upcast.js';

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES);

/** An event's id follows from its stream, its type and its own id; of types that are unknown here, nobody knows how. */
function isOfItsId({ stream, type, id, schemaVersion }: StoredEvent, data: JsonObject): boolean {
  if (!KNOWN.has(type) || schemaVersion > SCHEMA_VERSION) return true;
  const ownId = ownIdOf(type, data);
  return ownId === undefined || id === eventId(stream, type, ownId);
}

/** Undefined where nothing is wrong. */
export function sealedDefectOf(event: StoredEvent): string | undefined {
  if (event.flaw !== undefined) return event.flaw;
  const data = dataIn(event.text);
  if (!data) return 'its data is not canonical JSON, although it was sealed so';
  if (!isOfItsId(event, data)) return 'its id is not that of its stream, type and own id, although it was sealed so';
  return undefined;
}
