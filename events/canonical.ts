/** Canonical JSON (RFC 8785): one text for a value, whatever the order of its keys. */
import canonicalize from 'canonicalize';
import type { JsonObject, JsonValue } from './envelope.js';

const NOT_PLAIN = Symbol('not plain');

const isObject = (value: JsonValue): value is JsonObject => typeof value === 'object' && value !== null;

// A plain object does not keep keys that look like numbers in the order of insertion, and treats `__proto__` specially.
const isPlainKey = (key: string): boolean => /^[A-Za-z]/.test(key);

/** From so many keys on, insertion takes longer than sorting. */
const MANY_KEYS = 40;

/** The keys in the order of their UTF-16 units. Where they are few, insertion takes a quarter of what `toSorted` does. */
function sortedKeys(value: JsonObject): readonly string[] {
  const keys = Object.keys(value);
  if (keys.length >= MANY_KEYS) return keys.toSorted();
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string;
    let at = i;
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** The value with its keys sorted. Throws NOT_PLAIN where a plain object cannot keep them in that order. */
function withSortedKeys(value: JsonValue): JsonValue {
  // JSON has no zero below zero.
  if (value === 0) return 0;
  if (typeof value === 'number' && !Number.isFinite(value)) throw NOT_PLAIN;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isObject(value)) return value;
  const copy: Record<string, JsonValue> = {};
  for (const key of sortedKeys(value)) {
    if (!isPlainKey(key)) throw NOT_PLAIN;
    const member = value[key];
    if (member !== undefined) copy[key] = withSortedKeys(member);
  }
  return copy;
}

function sortedCopy(value: JsonValue): JsonValue | undefined {
  try {
    return withSortedKeys(value);
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/**
 * A copy as its canonical JSON would be parsed; undefined where that is not known without making it. What has neither more
 * keys than it, nor others, is made canonical by `canonicalJsonInOrder`.
 */
export const canonicalCopy = (value: JsonObject): JsonObject | undefined => sortedCopy(value) as JsonObject | undefined;

/**
 * The canonical JSON of a value.
 * @throws where it has none: a number that is not finite, or a lone surrogate
 */
export function canonicalJson(value: JsonValue): string {
  const sorted = sortedCopy(value);
  return sorted === undefined ? jsonOfPackage(value) : canonicalJsonInOrder(sorted);
}

// Every event is made canonical before it is stored, and this takes a third of the package's time. JSON.stringify already
// writes strings and numbers as RFC 8785 demands; only the keys have to be sorted. The package does the rare rest: keys
// that are not plain, and lone surrogates, which JSON.stringify escapes and the package refuses.
/** The same of a value whose keys are in order: a `canonicalCopy`, in which values may have been replaced. */
export function canonicalJsonInOrder(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.includes('\\ud') ? jsonOfPackage(value) : text;
}

function jsonOfPackage(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
