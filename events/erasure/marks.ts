/**
 * Marks: what the rules read of a report in place of texts that can be erased. They are made when it is recorded, stand in
 * its data beside the texts, and stay when those are erased. What was recorded before schema version 4 has none: of it
 * the texts themselves are read.
 */
import type { JsonObject, JsonValue } from '../envelope.js';
import { isErasedText } from './erased.js';
import { mapTexts, textPathsOf } from './text-paths.js';

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

/** Fields whose texts are no words of the report: who speaks is marked by the voice, and a source may differ in copies. */
const NO_WORDS: ReadonlySet<string> = new Set(['source', 'speaker']);

/** What stands in the place of each text where only the rest is compared. */
const BLANK = '';

/** The fields of a report that hold texts, each with its value; null where one of the texts was erased. */
export function wordsOf(type: string, data: JsonObject): ReadonlyMap<string, JsonValue> | null {
  const found = new Map<string, JsonValue>();
  let erased = false;
  mapTexts(data, textPathsOf(type), (value, pointer) => {
    const [, field = ''] = pointer.split('/');
    if (NO_WORDS.has(field)) return value;
    erased ||= isErasedText(value);
    found.set(field, data[field] ?? null);
    return value;
  });
  return erased ? null : found;
}

/** A report without its texts, and what says which they are: equal of two reports with the same data. */
export function markedContent(type: string, content: JsonObject, own: string, marks: Marks): JsonObject {
  const words: Record<string, string> = {};
  const blank = mapTexts(content, textPathsOf(type), (_, pointer) => {
    const [, field = ''] = pointer.split('/');
    if (!NO_WORDS.has(field)) words[field] = marks.words?.[field] ?? own;
    return BLANK;
  });
  return { ...blank, marks: { voice: marks.voice ?? null, words } };
}
