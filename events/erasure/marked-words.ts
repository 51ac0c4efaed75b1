/** The words of a report beside its marks: which fields hold texts, and what is left to compare without them. */
import type { JsonObject, JsonValue } from '../envelope.js';
import { isErasedText } from './erased.js';
import type { Marks } from './marks.js';
import { isBranch, mapTexts, pathAt, textPathsOf, type TextPaths, type TextSort } from './text-paths.js';

/** Fields whose texts are no words of the report: who speaks is marked by the voice, and a source may differ in copies. */
const NO_WORDS: ReadonlySet<string> = new Set(['source', 'speaker']);

/** What stands in the place of each text where only the rest is compared. */
const BLANK = '';

/** Whether texts stand at the ends of the path, and whether one of them was erased. */
function textsAt(value: JsonValue, path: TextPaths | TextSort): 'none' | 'some' | 'erased' {
  if (typeof path === 'string') return isErasedText(value) ? 'erased' : 'some';
  if (!isBranch(value)) return 'none';
  let found: 'none' | 'some' = 'none';
  for (const [field, inner] of Object.entries(value)) {
    const further = pathAt(path, field);
    const texts = further === undefined ? 'none' : textsAt(inner, further);
    if (texts === 'erased') return texts;
    if (texts === 'some') found = texts;
  }
  return found;
}

/**
 * The fields of a report that hold texts, each with its value; null where one of the texts was erased. No other text is
 * read: where texts are sealed, each that is read takes time.
 */
export function wordsOf(type: string, data: JsonObject): ReadonlyMap<string, JsonValue> | null {
  const found = new Map<string, JsonValue>();
  const paths = textPathsOf(type);
  for (const field of Object.keys(data)) {
    const path = NO_WORDS.has(field) ? undefined : pathAt(paths, field);
    const value = path === undefined ? undefined : data[field];
    if (path === undefined || value === undefined) continue;
    const texts = textsAt(value, path);
    if (texts === 'erased') return null;
    if (texts === 'some') found.set(field, value);
  }
  return found;
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
