/** Data without the texts that were erased, and whether other data are the same but for those. */
import { canonicalJson } from '../canonical.js';
import type { JsonObject, JsonValue } from '../envelope.js';
import { erasedText, isErasedText, type Erased } from './erased.js';
import { withoutMarks } from './marks.js';
import { mapTexts, textPathsOf } from './text-paths.js';

/**
 * The data as a store gives them once these texts are erased: each is told as such, and of an address nothing is left.
 * @param fields the places of the texts, as JSON pointers; all of them where not given
 */
export function withErased(
  type: string,
  data: JsonObject,
  fields: readonly string[] | undefined,
  erased: Erased,
): JsonObject {
  const chosen = fields && new Set(fields);
  return mapTexts(data, textPathsOf(type), (value, pointer, sort, holder, field) => {
    if (typeof value !== 'string' || chosen?.has(pointer) === false) return value;
    if (sort === 'text') return isErasedText(value) ? value : erasedText(erased);
    delete (holder as Record<string, unknown>)[field];
    return value;
  });
}

/** The texts that can be erased, by their places. */
function textsIn(type: string, data: JsonObject): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  mapTexts(data, textPathsOf(type), (value, pointer) => {
    found.set(pointer, value);
    return value;
  });
  return found;
}

/** Whether both say the same, whatever their marks. What was erased in the recorded one is taken to be the same. */
export function isSameButErased(type: string, recordedData: JsonObject, givenData: JsonObject): boolean {
  const [recorded, given] = [withoutMarks(recordedData), withoutMarks(givenData)];
  const texts = textsIn(type, recorded);
  const someErased = [...texts.values()].some(isErasedText);
  if (!someErased) return canonicalJson(recorded) === canonicalJson(given);
  const alike = mapTexts(given, textPathsOf(type), (value, pointer, sort, holder, field) => {
    const there = texts.get(pointer);
    if (sort === 'url' && there === undefined) delete (holder as Record<string, unknown>)[field];
    return there !== undefined && isErasedText(there) ? there : value;
  });
  return canonicalJson(recorded) === canonicalJson(alike);
}
