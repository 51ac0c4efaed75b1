/**
 * Data of reports that this process has checked, recorded, and kept in memory: whoever reads the event need not check them
 * again. The object itself bears it unseen: it is neither listed nor copied, so whatever was read of a store, or made of such
 * data, is checked.
 */
import type { JsonObject } from './envelope.js';

const CHECKED = Symbol('checked');

/** The same data, which have passed the schema of their type, but for an id and marks that were added since. */
export const asChecked = (data: JsonObject): JsonObject => Object.defineProperty(data, CHECKED, { value: true });

export const isChecked = (data: JsonObject): boolean => Object.hasOwn(data, CHECKED);
