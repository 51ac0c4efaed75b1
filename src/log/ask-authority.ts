/** Asks an authority for a timestamp (RFC 3161, over HTTP), and takes nothing from it that does not verify. */
import { notAnswered, postTo } from './post-to.js';
import type { Timestamp } from './timestamp-token.js';

/** An authority, and the certificates that are trusted. */
export interface Authority {
  readonly url: string;
  /** The text of the certificates, in PEM. */
  readonly certificates: string;
}

/** A timestamp with the answer that holds it, as DER; or why there is none, in words. */
export type Stamped = (Timestamp & { readonly reply: Uint8Array }) | { readonly problem: string };

/**
 * Never rejects: what goes wrong is told.
 * @param now the present, in milliseconds since the epoch
 */
export async function askAuthority(
  { url, certificates }: Authority,
  data: Uint8Array,
  now: () => number,
): Promise<Stamped> {
  // The library is large, and most servers take no timestamps.
  const { certificatesIn, newNonce, readTimestamp, requestFor } = await import('./timestamp-token.js');
  const nonce = newNonce();
  try {
    const trusted = certificatesIn(certificates);
    const { status, bytes } = await postTo(url, requestFor(data, nonce), 'application/timestamp-query');
    if (status !== 200) return { problem: `it answered ${status}` };
    const read = await readTimestamp(bytes, data, trusted, { nonce, now: now() });
    return 'problem' in read ? read : { ...read, reply: bytes };
  } catch (error) {
    return { problem: notAnswered(error) };
  }
}
