/** An event as it is stored, not yet parsed: what an audit reads. */
import { canonicalJson } from '../canonical.js';
import { hashOfText, type Link } from './chain.js';
import type { JsonObject, RecordedEvent } from '../envelope.js';

/** An event with its data as text. */
export interface StoredEvent extends Omit<RecordedEvent, 'data' | 'damaged' | 'keys' | 'recorderKey'> {
  /** Its data as stored: canonical JSON, unless somebody changed it. */
  readonly text: string;
  /** What the store itself finds wrong with it, such as a wrong checksum. Absent from sound events. */
  readonly defect?: string;
  /** The keys of the texts that are sealed in its data, where the store has any. */
  readonly keys?: Uint8Array;
  /** The key of its recorder's name, where that is sealed. */
  readonly recorderKey?: Uint8Array;
}

const textOf = ({ data, damaged }: RecordedEvent): Pick<StoredEvent, 'text' | 'defect'> => {
  if (damaged !== undefined) return { text: '', defect: damaged };
  try {
    return { text: canonicalJson(data) };
  } catch {
    return { text: '', defect: 'its data has no canonical JSON, and so was never sealed' };
  }
};

/** A parsed event in this form. Its text is made anew, so an audit of it cannot see changes that parsing hides. */
export const storedEventOf = ({ data, damaged, ...rest }: RecordedEvent): StoredEvent => ({
  ...rest,
  ...textOf({ ...rest, data, ...(damaged === undefined ? {} : { damaged }) }),
});

/** The data in a stored text; undefined where the text is not an object in canonical JSON, as every sealed text is. */
export function canonicalDataOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonObject;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The hash that the event would have if it had been sealed in this stream after this link. */
export const hashAfter = (event: StoredEvent, { revision, hash }: Link, stream = event.stream): string =>
  hashOfText(hash, { ...event, stream, revision: revision + 1 }, event.text);

/** Whether the event's hash fits this stream and this link, whatever stream and revision the event names now. */
export const isSealedAfter = (event: StoredEvent, link: Link, stream?: string): boolean =>
  event.hash === hashAfter(event, link, stream);
