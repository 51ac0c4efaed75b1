/**
 * Seals the texts of an event that can be erased before it is stored, and opens them again. In the stored data each of them
 * is `{"sealed": "…"}`, which no text is: the hash of the event covers that, and never changes.
 */
import { canonicalJson } from '../../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import { erasedText, type Erased } from '../../../events/erasure/erased.js';
import { ANY_TEXT, withShape } from '../../../events/erasure/shape.js';
import { mapTexts, textPathsOf } from '../../../events/erasure/text-paths.js';
import { openText, sealText } from './field-cipher.js';
import { destroyedKey, erasedIn, keyAt, newKeys } from './key-slots.js';

/** The data of an event as it is stored, and the keys that open it. */
export interface SealedData {
  readonly data: JsonObject;
  /** Undefined where it has no text that can be erased. */
  readonly keys: Buffer | undefined;
}

/** Shown in the place of a text whose key is missing, or is another one. An audit finds it as well. */
export const UNREADABLE = '[cannot be read: its key is not the one that it was sealed with]';

/** What stands in stored data for a text. */
function sealedIn(value: JsonValue): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { sealed } = value as JsonObject;
  return typeof sealed === 'string' ? sealed : undefined;
}

/** @param data canonical: of an event that is recorded, and not moved from another store */
export function sealTexts(type: string, data: JsonObject): SealedData {
  const paths = textPathsOf(type);
  let count = 0;
  mapTexts(data, paths, (value) => {
    if (typeof value === 'string') count += 1;
    return value;
  });
  if (count === 0) return { data, keys: undefined };
  const keys = newKeys(count);
  let next = 0;
  const sealed = mapTexts(data, paths, (value, pointer) => {
    if (typeof value !== 'string') return value;
    return { sealed: sealText(keyAt(keys, next++), pointer, value) };
  });
  return { data: sealed, keys };
}

/**
 * The text, opened when it is first read and kept then: by the object that it is read from, which may be a copy of the
 * holder with the same getters.
 */
function defineLazily(holder: object, field: string, open: () => string): void {
  const usual = { enumerable: true, configurable: true };
  Object.defineProperty(holder, field, {
    ...usual,
    get(this: object) {
      const value = open();
      Object.defineProperty(this, field, { ...usual, value, writable: true });
      return value;
    },
  });
}

/**
 * The data with its texts. Those that were erased are told as such; of an erased address nothing is left.
 * @param keys undefined where the store has none for the event
 */
export function openTexts(type: string, data: JsonObject, keys: Buffer | undefined): JsonObject {
  const paths = textPathsOf(type);
  let next = 0;
  const shape = mapTexts(data, paths, (value) => (sealedIn(value) === undefined ? value : ANY_TEXT));
  const opened = mapTexts(data, paths, (value, pointer, sort, holder, field) => {
    const sealed = sealedIn(value);
    if (sealed === undefined) return value;
    const key = keyAt(keys ?? Buffer.alloc(0), next++);
    const erased = erasedIn(key);
    if (erased && sort === 'url') {
      delete (holder as Record<string, unknown>)[field];
      return value;
    }
    if (erased) return erasedText(erased);
    defineLazily(holder, field, () => openText(key, pointer, sealed) ?? UNREADABLE);
    return value;
  });
  return next === 0 ? data : withShape(opened, shape);
}

/** Whether the data as stored is what a caller hands in again. What was erased is taken to be the same. */
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
    const key = keyAt(keys ?? Buffer.alloc(0), next++);
    if (erasedIn(key)) return texts.get(pointer) ?? value;
    return openText(key, pointer, sealed) ?? UNREADABLE;
  });
  return canonicalJson(opened) === canonicalJson(given);
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
    const key = keyAt(keys ?? Buffer.alloc(0), index);
    if (!erasedIn(key) && openText(key, pointer, sealed) === undefined)
      return `${pointer} cannot be opened: its key is not the one that it was sealed with`;
  }
  return undefined;
}
