/**
 * Data of reports that this process has checked, recorded, and kept in memory: whoever reads the event need not check them
 * again. It is known of the object itself, so whatever was read of a store, or made of it, is checked.
 */
import type { JsonObject } from './envelope.js';

const checked = new WeakSet<JsonObject>();

/** The same data, which have passed the schema of their type, but for an id and marks that were added since. */
export function asChecked(data: JsonObject): JsonObject {
  checked.add(data);
  return data;
}

export const isChecked = (data: JsonObject): boolean => checked.has(data);
