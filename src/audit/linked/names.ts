/** The names of things in exports for other systems: the same for the same thing, in every export and on every server. */
import { v5 } from 'uuid';
import { canonicalJson } from '../../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import { CONTENT_NAMESPACE } from '../../../events/identity.js';
import { comparableSource } from '../../../events/text.js';

/** What is named: a negotiation, a party of it, or a publisher or origin. */
export type Named = 'negotiation' | 'party' | 'source';

/** The UUID of a thing. Publishers and origins that count as one have one. */
export const uuidOf = (what: Named, ...of: readonly string[]): string =>
  v5(canonicalJson([what, ...(what === 'source' ? of.map(comparableSource) : of)]), CONTENT_NAMESPACE);

export const urn = (uuid: string): string => `urn:uuid:${uuid}`;

/** What a part of an address may hold (RFC 3986); all else is written in percent signs. */
const encoded = (part: string): string =>
  part
    .replaceAll(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (found) => encodeURIComponent(found))
    .replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25');

/** A link as a URI, whatever its author has put into it. It is one that `isLink` takes. */
export function uriOf(link: string): string {
  const { protocol, host, pathname, search, hash } = new URL(link.toWellFormed());
  return `${protocol}//${host}${encoded(pathname)}${encoded(search)}${hash === '' ? '' : `#${encoded(hash.slice(1))}`}`;
}

/** Whether a stored address may be followed. */
export const isLink = (value: JsonValue | undefined): value is string =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);

export const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined;

export const textsOf = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.flatMap((one: JsonValue) => textOf(one) ?? []) : [];

export const objectIn = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
