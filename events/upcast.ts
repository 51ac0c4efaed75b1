/**
 * Brings the data of old events to the current schema version. Stored names are never renamed: a change of the data's
 * form is a new schema version and one more step here.
 */
import type { JsonObject } from './envelope.js';
import { kindOfType } from './event-types.js';
import { STAGES } from './vocabulary.js';

const isStage = (text: string): boolean => (STAGES as readonly string[]).includes(text);

/** The schema version of the events that this program writes. */
export const SCHEMA_VERSION = 5;

/** `steps[n]` turns the data of an event of version n + 1 into that of version n + 2. */
export type Upcasts = readonly ((type: string, data: JsonObject) => JsonObject)[];

/** In version 1 any text was a stage, and `by` was one party. */
const fieldsOfVersion2 = (fields: JsonObject): JsonObject => ({
  ...fields,
  ...(typeof fields['stage'] === 'string' && !isStage(fields['stage']) ? { stage: 'Other' } : {}),
  ...(typeof fields['by'] === 'string' ? { by: [fields['by']] } : {}),
});

function toVersion2(type: string, data: JsonObject): JsonObject {
  if (kindOfType(type)) return fieldsOfVersion2(data);
  const { changes } = data;
  const isPatch = typeof changes === 'object' && changes !== null && !Array.isArray(changes);
  return isPatch ? { ...data, changes: fieldsOfVersion2(changes as JsonObject) } : data;
}

/** From version 3 on a store may hold texts sealed; the data that it hands out have the same form. */
const toVersion3 = (_: string, data: JsonObject): JsonObject => data;

/** From version 4 on a report has marks. Nothing can be said of the voice of an older one but its name. */
const toVersion4 = (_: string, data: JsonObject): JsonObject => data;

/** From version 5 on a store may hold the names of recorders sealed as well; the data have the same form. */
const toVersion5 = (_: string, data: JsonObject): JsonObject => data;

const STEPS: Upcasts = [toVersion2, toVersion3, toVersion4, toVersion5];

/**
 * @param version the schema version that the event was written with, from 1
 * @returns the data in the current version; null where the version is newer than this program, or no version at all
 */
export function upcast(type: string, data: JsonObject, version: number, steps: Upcasts = STEPS): JsonObject | null {
  if (!Number.isInteger(version) || version < 1 || version > steps.length + 1) return null;
  return steps.slice(version - 1).reduce((form, step) => step(type, form), data);
}
