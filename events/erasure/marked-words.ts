/** The words of a report beside its marks: which fields hold texts, and what is left to compare without them. */
import type { JsonObject, JsonValue } from '../envelope.js';
import { isErasedText } from './erased.js';
import type { Marks } from './marks.js';
import { mapTexts, textPathsOf } from './text-paths.js';

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
