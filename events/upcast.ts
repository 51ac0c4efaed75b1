/** Old events in today's form. A stored name is never renamed: a change of form is a new schema version and a step here. */
import type { JsonObject } from './envelope.js';

export const SCHEMA_VERSION = 1;

/** `steps[n]` brings the data of an event of version n + 1 to version n + 2. */
export type Upcasts = readonly ((type: string, data: JsonObject) => JsonObject)[];

const STEPS: Upcasts = [];

/** The data in the current version's form, or null where the version is newer than this code. */
export function upcast(type: string, data: JsonObject, version: number, steps: Upcasts = STEPS): JsonObject | null {
  if (!Number.isInteger(version) || version < 1 || version > steps.length + 1) return null;
  return steps.slice(version - 1).reduce((form, step) => step(type, form), data);
}
