/** RFC 8785 canonical JSON: one text for one value, whatever the order of its keys. */
import canonicalize from 'canonicalize';
import type { JsonObject, JsonValue } from './envelope.js';

const NOT_PLAIN = Symbol('not plain');

const isObject = (value: JsonValue): value is JsonObject => typeof value === 'object' && value !== null;

// JavaScript keeps keys that look like numbers in an order of its own, and `__proto__` is not a key like others.
const isPlainKey = (key: string): boolean => /^[A-Za-z]/.test(key);

/** The value with its keys in order. Throws NOT_PLAIN where a plain object cannot hold them so. */
function sorted(value: JsonValue): JsonValue {
  if (typeof value === 'number' && !Number.isFinite(value)) throw NOT_PLAIN;
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(value).toSorted()) {
    if (!isPlainKey(key)) throw NOT_PLAIN;
    const member = value[key];
    if (member !== undefined) copy[key] = sorted(member);
  }
  return copy;
}

// Every event passes here before it is stored, and the package takes three times as long as this: JSON.stringify
// writes strings and numbers as RFC 8785 asks for, only keys it leaves as they are. Whatever is unusual is left to the
// package: keys above, and half surrogate pairs, which JSON.stringify escapes and the package refuses.
function quickly(value: JsonValue): string | undefined {
  try {
    const text = JSON.stringify(sorted(value));
    return text.includes('\\ud') ? undefined : text;
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** The canonical text of a value. Throws where there is none: a number that is not finite, half a surrogate pair. */
export function canonicalJson(value: JsonValue): string {
  const text = quickly(value) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
