/** Whoever was given a token, or was let in by an identity provider; and the keys of their names, as recorders. */
import { personSubject } from '../../../events/access.js';
import type { JsonObject } from '../../../events/envelope.js';
import { isErasedText } from '../../../events/erasure/erased.js';
import { openTexts, sealedTextsOf } from './sealed-texts.js';
import { nameOfRecorder, sealedRecorderIn } from './sealed-recorder.js';

/** The types of the events by which they are let in. */
export const HOLDER_TYPES: readonly string[] = ['TokenIssued', 'PersonAdmitted'];

const CHANGING: ReadonlySet<string> = new Set([...HOLDER_TYPES, 'RecorderErased']);

/** Whether after an event of this type a name may belong to another token, or to none. */
export const changesHolders = (type: string): boolean => CHANGING.has(type);

export interface Holder {
  readonly token: string;
  /** As recorder; undefined where it was erased. */
  readonly name: string | undefined;
  /** Whether the name stands there unsealed. */
  readonly isOpen: boolean;
}

/**
 * @param type one of `HOLDER_TYPES`
 * @param stored the data of the event as they are stored
 */
export function holderOf(type: string, stored: JsonObject, keys: Buffer | undefined): Holder {
  const data = openTexts(type, stored, keys);
  const { token, subject, issuer, sub } = data as Readonly<Record<string, string | undefined>>;
  const text = type === 'TokenIssued' ? subject : sub;
  const name = type === 'TokenIssued' ? subject : personSubject(issuer ?? '', sub ?? '');
  const isErased = isErasedText(text);
  const isOpen = !isErased && sealedTextsOf(type, stored).length === 0;
  return { token: token ?? '', name: isErased ? undefined : name, isOpen };
}

/** The names of some of them, as far as they were not erased. */
export const namesOf = (holders: readonly Holder[], tokens: readonly string[]): ReadonlySet<string> =>
  new Set(holders.flatMap(({ token, name }) => (tokens.includes(token) && name !== undefined ? [name] : [])));

/** The name of a recorder as it is sealed in events, and its key. */
export interface RecorderKey {
  readonly sealed: string;
  readonly key: Buffer;
}

/** The sealed names under which these have recorded, as far as there are keys of them. */
export function sealedNamesOf(
  keys: readonly RecorderKey[],
  tokens: readonly string[],
  names: ReadonlySet<string>,
): string[] {
  return keys.flatMap(({ sealed, key }) => {
    const of = sealedRecorderIn(sealed);
    const name = of && nameOfRecorder(of, key);
    if (!of || name === undefined) return [];
    const isOfToken = of.token !== undefined && tokens.includes(of.token);
    return isOfToken || names.has(name) ? [sealed] : [];
  });
}

/** The name as it is sealed already, beside this token; undefined where it has no key yet. */
export const sealedName = (keys: readonly RecorderKey[], name: string, token: string | undefined): string | undefined =>
  keys.find(({ sealed, key }) => {
    const of = sealedRecorderIn(sealed);
    return of && of.token === token && nameOfRecorder(of, key) === name;
  })?.sealed;
