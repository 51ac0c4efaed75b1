/**
 * Seals the texts of an event that can be erased before it is stored, and opens them again. In the stored data each of them
 * is `{"sealed": "…"}`, which no text is: the hash of the event covers that, and never changes.
 */
import { canonicalJson } from '../../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import { erasedText, type Erased } from '../../../events/erasure/erased.js';
import { withoutMarks } from '../../../events/erasure/marks.js';
import { ShapedData } from '../../../events/erasure/shape.js';
import {
  fieldsInOrder,
  isBranch,
  mapTexts,
  pathAt,
  pointerTo,
  textPathsOf,
  type TextPaths,
  type TextSort,
} from '../../../events/erasure/text-paths.js';
import { openText, sealText } from './field-cipher.js';
import { destroyedKey, erasedIn, keyAt, newKeys } from './key-slots.js';

/** The data of an event as it is stored, and the keys that open it. */
export interface SealedData {
  readonly data: JsonObject;
  /** Undefined where it has no text that can be erased. */
  readonly keys: Buffer | undefined;
  /** Whether nothing in it was sealed before. */
  readonly allNew: boolean;
}

/** Shown in the place of a text whose key is missing, or is another one. An audit finds it as well. */
export const UNREADABLE = '[cannot be read: its key is not the one that it was sealed with]';

/** What stands in stored data for a text. */
function sealedIn(value: JsonValue): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { sealed } = value as JsonObject;
  return typeof sealed === 'string' ? sealed : undefined;
}

const NO_KEYS = Buffer.alloc(0);

/**
 * @param data of an event that is recorded, and not moved from another store
 * @param known the keys of texts that are sealed in it already, where a log is written anew
 * @throws TypeError where one of the texts has no UTF-8, and would be opened as another
 */
export function sealTexts(type: string, data: JsonObject, known: Buffer = NO_KEYS): SealedData {
  const slots: ({
    readonly holder: object;
    readonly field: string;
    readonly pointer: string;
    readonly text: string;
  } | null)[] = [];
  const copy = mapTexts(data, textPathsOf(type), (value, pointer, _sort, holder, field) => {
    if (sealedIn(value) !== undefined) slots.push(null);
    if (typeof value !== 'string') return value;
    if (!value.isWellFormed()) throw new TypeError(`not an event: ${pointer} holds half a surrogate pair`);
    slots.push({ holder, field, pointer, text: value });
    return value;
  });
  if (slots.length === 0) return { data, keys: undefined, allNew: true };
  const keys = newKeys(slots.length);
  let next = 0;
  for (const [i, slot] of slots.entries()) {
    if (slot === null) keyAt(known, next++).copy(keyAt(keys, i));
    else
      (slot.holder as Record<string, JsonValue>)[slot.field] = {
        sealed: sealText(keyAt(keys, i), slot.pointer, slot.text),
      };
  }
  return { data: copy, keys, allNew: !slots.includes(null) };
}

/** The data with their texts. */
class Opening {
  /** The index of the next key. */
  #next = 0;

  constructor(private readonly keys: Buffer) {}

  get foundAny(): boolean {
    return this.#next > 0;
  }

  branch(value: JsonObject | readonly JsonValue[], paths: TextPaths, pointer: string): JsonObject {
    const made = new ShapedData(Array.isArray(value));
    for (const field of fieldsInOrder(value)) {
      const inner = (value as JsonObject)[field] ?? null;
      const path = pathAt(paths, field);
      if (typeof path === 'object' && isBranch(inner))
        made.value(field, this.branch(inner, path, pointerTo(pointer, field)));
      else if (typeof path === 'string') this.#text(made, field, inner, path, pointer);
      else made.value(field, inner);
    }
    return made.done;
  }

  #text(made: ShapedData, field: string, value: JsonValue, sort: TextSort, pointer: string): void {
    const sealed = sealedIn(value);
    if (sealed === undefined) return made.value(field, value);
    const key = keyAt(this.keys, this.#next++);
    const erased = erasedIn(key);
    if (erased) made.erased(field, sort === 'url' ? undefined : erasedText(erased));
    else made.text(field, () => openText(key, pointerTo(pointer, field), sealed) ?? UNREADABLE);
  }
}

/**
 * The data with its texts. Those that were erased are told as such; of an erased address nothing is left.
 * @param keys undefined where the store has none for the event
 */
export function openTexts(type: string, data: JsonObject, keys: Buffer = NO_KEYS): JsonObject {
  const opening = new Opening(keys);
  const found = opening.branch(data, textPathsOf(type), '');
  return opening.foundAny ? found : data;
}

/** Whether the data as stored is what a caller hands in again. What was erased is taken to be the same; marks are not compared. */
export function isSameContent(type: string, stored: JsonObject, keys: Buffer | undefined, given: JsonObject): boolean {
  const paths = textPathsOf(type);
  const texts = new Map<string, JsonValue>();
  mapTexts(given, paths, (value, pointer) => {
    texts.set(pointer, value);
    return value;
  });
  let next = 0;
  const opened = mapTexts(stored, paths, (value, pointer) => {
    const sealed = sealedIn(value);
    if (sealed === undefined) return value;
    const key = keyAt(keys ?? NO_KEYS, next++);
    if (erasedIn(key)) return texts.get(pointer) ?? value;
    return openText(key, pointer, sealed) ?? UNREADABLE;
  });
  return canonicalJson(withoutMarks(opened)) === canonicalJson(withoutMarks(given));
}

/** A text as it is stored: where it stands, and the index of its key. */
export interface SealedText {
  readonly pointer: string;
  readonly index: number;
  readonly sealed: string;
}

/** The sealed texts of stored data, in the order of their keys. */
export function sealedTextsOf(type: string, stored: JsonObject): SealedText[] {
  const found: SealedText[] = [];
  mapTexts(stored, textPathsOf(type), (value, pointer) => {
    const sealed = sealedIn(value);
    if (sealed !== undefined) found.push({ pointer, index: found.length, sealed });
    return value;
  });
  return found;
}

/** The places of the texts that have not been erased. */
export const erasableIn = (type: string, stored: JsonObject, keys: Buffer): string[] =>
  sealedTextsOf(type, stored).flatMap(({ pointer, index }) => (erasedIn(keyAt(keys, index)) ? [] : [pointer]));

/** The keys without those of these texts; of all where no fields are given. */
export function withoutKeysOf(
  type: string,
  stored: JsonObject,
  keys: Buffer,
  fields: readonly string[] | undefined,
  erased: Erased,
): Buffer {
  const left = Buffer.from(keys);
  const destroyed = destroyedKey(erased);
  for (const { pointer, index } of sealedTextsOf(type, stored))
    if ((fields?.includes(pointer) ?? true) && !erasedIn(keyAt(left, index))) destroyed.copy(keyAt(left, index));
  return left;
}

/** Why the keys do not open what is stored; undefined where they do, or were destroyed. */
export function keyDefectOf(type: string, stored: JsonObject, keys: Buffer | undefined): string | undefined {
  for (const { pointer, index, sealed } of sealedTextsOf(type, stored)) {
    const key = keyAt(keys ?? NO_KEYS, index);
    if (!erasedIn(key) && openText(key, pointer, sealed) === undefined)
      return `${pointer} cannot be opened: its key is not the one that it was sealed with`;
  }
  return undefined;
}
