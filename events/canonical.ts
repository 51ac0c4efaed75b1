/** RFC 8785 canonical JSON: one text for one value, whatever the order of its keys. */
import canonicalize from 'canonicalize';
import type { JsonValue } from './envelope.js';

export function canonicalJson(value: JsonValue): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
