/**
 * Marks: what the rules read of a report in place of texts that can be erased. They are made when it is recorded, stand in
 * its data beside the texts, and stay when those are erased. What was recorded before schema version 4 has none: of it
 * the texts themselves are read.
 */
import type { JsonObject, JsonValue } from '../envelope.js';

export interface Marks {
  /** Who speaks: a number drawn at random, the same for the same name, capacity, party and origin in a negotiation. */
  readonly voice?: number;
  /**
   * By field with texts, the id of the entry that first had these texts in it, where that is not the report itself: of a copy
   * the id of its original, of a corrected field that of the correction.
   */
  readonly words?: Readonly<Record<string, string>>;
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether these are marks as this program writes them. */
export function areMarks(value: JsonValue | undefined): boolean {
  if (!isObject(value)) return false;
  const { voice, words = {}, ...other } = value;
  const areWords = isObject(words) && Object.values(words).every((id) => typeof id === 'string');
  return areWords && (voice === undefined || Number.isSafeInteger(voice)) && Object.keys(other).length === 0;
}

/** The marks in the data of a report. */
export const marksIn = ({ marks }: JsonObject): Marks | undefined =>
  areMarks(marks) ? (marks as unknown as Marks) : undefined;

/** Data without its own marks; the same object where there are none. */
export function withoutOwnMarks(data: JsonObject): JsonObject {
  if (!Object.hasOwn(data, 'marks')) return data;
  const { marks: _, ...rest } = data;
  return rest;
}

/** Data as their author gave them: without marks, also in the changes of a correction or amendment. */
export function withoutMarks(data: JsonObject): JsonObject {
  const own = withoutOwnMarks(data);
  const { changes } = own;
  return isObject(changes) ? { ...own, changes: withoutMarks(changes) } : own;
}
