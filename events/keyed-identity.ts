/** Ids of content under a secret: apart from the other ids, which pages compute too, and no page has Node's cryptography. */
import { createHmac } from 'node:crypto';
import { stringify } from 'uuid';
import type { JsonObject } from './envelope.js';
import { contentOf } from './identity.js';

/**
 * The own id of a report or change that came without one, in a store with a secret: UUIDv8 of the HMAC-SHA-256 of the content.
 * Without the secret nobody can tell whether a guess at what was erased is right.
 */
export function keyedContentId(secret: Uint8Array, negotiation: string | null, data: JsonObject): string {
  const bytes = createHmac('sha256', secret).update(contentOf(negotiation, data)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return stringify(bytes);
}
