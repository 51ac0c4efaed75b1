/**
 * Brings the data of old events to the current schema version. Stored names are never renamed: a change of the data's
 * form is a new schema version and one more step here.
 */
import type { JsonObject } from './envelope.js';

/** The schema version of the events that this program writes. */
export const SCHEMA_VERSION = 1;

/** `steps[n]` turns the data of an event of version n + 1 into that of version n + 2. */
export type Upcasts = readonly ((type: string, data: JsonObject) => JsonObject)[];

const STEPS: Upcasts = [];

/**
 * @param version the schema version that the event was written with, from 1
 * @returns the data in the current version; null where the version is newer than this program, or no version at all
 */
export function upcast(type: string, data: JsonObject, version: number, steps: Upcasts = STEPS): JsonObject | null {
  if (!Number.isInteger(version) || version < 1 || version > steps.length + 1) return null;
  return steps.slice(version - 1).reduce((form, step) => step(type, form), data);
}
