/**
 * The entry of a leaf: 40 bytes that name one event, and nothing that it says. The first eight are its number in the log,
 * counted from 1 in the order of positions, the most significant byte first; the rest is its hash. In SQLite the number is
 * the position. Elsewhere positions have gaps, and differ from server to server: a log that is moved keeps its tree.
 */
import { fromHex, joinBytes, toUint64 } from './bytes.js';
import { leafHash, type Hash } from './merkle.js';

export const ENTRY_SIZE = 40;

/**
 * @param index of the leaf, from 0
 * @param eventHash 32 bytes
 */
export const entryOf = (index: number, eventHash: Uint8Array): Uint8Array => joinBytes(toUint64(index + 1), eventHash);

/** The hash of an event that is none, such as one that was changed in the store, is taken as it stands there. */
const bytesOf = (eventHash: string): Uint8Array => fromHex(eventHash) ?? new TextEncoder().encode(eventHash);

/** @param eventHash 64 hexadecimal digits */
export const entryOfEvent = (index: number, eventHash: string): Uint8Array => entryOf(index, bytesOf(eventHash));

/** @param eventHash 64 hexadecimal digits */
export const leafOf = (index: number, eventHash: string): Hash => leafHash(entryOfEvent(index, eventHash));
