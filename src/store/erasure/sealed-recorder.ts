/**
 * The name of a recorder, as a store keeps it in events: sealed under a key of its own, beside the id of the token that they
 * recorded with, which stays. Every event that they record has the same text, so that one key opens all of them, and its
 * destruction takes the name out of all at once. The hash of each event covers that text.
 */
import { erasedText, type Erased } from '../../../events/erasure/erased.js';
import { openText, sealText } from './field-cipher.js';
import { destroyedKey, erasedIn } from './key-slots.js';

/** The schema version from which on recorders are sealed. */
export const RECORDERS_SEALED_FROM = 5;

/** A control character, which no name may hold: no name looks like a sealed one. */
const MARK = '\u0001';
const SEALED = new RegExp(`^${MARK}([0-9a-f]{12})?:([\\w-]{64,})$`);

/** The field of the commitment. */
const FIELD = 'recorder';

/** Where the id of a token stands in the place of a destroyed key: behind the reason and the time. */
const TOKEN_AT = 23;
const TOKEN_BYTES = 6;

/** Shown where the key is missing, or is another one. An audit finds it as well. */
export const UNREADABLE_RECORDER = '[cannot be read: its key is not the one that it was sealed with]';

export interface SealedRecorder {
  /** The token that they recorded with; undefined where none is known. */
  readonly token: string | undefined;
  readonly sealed: string;
}

export const sealRecorder = (key: Buffer, token: string | undefined, name: string): string =>
  `${MARK}${token ?? ''}:${sealText(key, FIELD, name)}`;

/** Undefined for a recorder that stands as it is. */
export function sealedRecorderIn(recorder: string): SealedRecorder | undefined {
  const [, token, sealed] = (recorder.startsWith(MARK) ? SEALED.exec(recorder) : null) ?? [];
  return sealed === undefined ? undefined : { token, sealed };
}

/** The name; undefined where it was erased, or the key is another one. */
export const nameOfRecorder = ({ sealed }: SealedRecorder, key: Buffer): string | undefined =>
  erasedIn(key) ? undefined : openText(key, FIELD, sealed);

/** What stands in the place of the key of a recorder who was erased. @param token by whose id they are told */
export function destroyedRecorderKey(erased: Erased, token: string): Buffer {
  const place = destroyedKey(erased);
  place.write(token, TOKEN_AT, TOKEN_BYTES, 'hex');
  return place;
}

/** The recorder as it is shown: the name, or when and why it was erased, and the id of the token, which stays. */
export function shownRecorder(recorder: string, key: Buffer | undefined): string {
  const of = sealedRecorderIn(recorder);
  if (!of) return recorder;
  const erased = key && erasedIn(key);
  if (erased) return erasedRecorder(erased, key.toString('hex', TOKEN_AT, TOKEN_AT + TOKEN_BYTES));
  return (key && nameOfRecorder(of, key)) ?? UNREADABLE_RECORDER;
}

/** @example '[erased on 2026-11-30, because a source is protected] token 3f9c0a1b2c4d' */
export const erasedRecorder = (erased: Erased, token: string): string => `${erasedText(erased)} token ${token}`;
