/** An event as it lies in a store: what an auditor reads, who trusts neither the text nor whoever would parse it. */
import { canonicalJson } from '../canonical.js';
import { hashOfText, type Link } from './chain.js';
import type { JsonObject, RecordedEvent } from '../envelope.js';

export interface StoredEvent extends Omit<RecordedEvent, 'data' | 'damaged'> {
  /** Its data, as the text that is stored: canonical JSON where nobody has touched it. */
  readonly text: string;
  /** What the store itself finds wrong with it, such as a checksum that does not fit. Absent from every sound one. */
  readonly flaw?: string;
}

const textOf = ({ data, damaged }: RecordedEvent): Pick<StoredEvent, 'text' | 'flaw'> => {
  if (damaged !== undefined) return { text: '', flaw: damaged };
  try {
    return { text: canonicalJson(data) };
  } catch {
    return { text: '', flaw: 'its data has no canonical JSON, and so was never sealed' };
  }
};

/** An event that has been read already: all that can be checked of its text is what it says. */
export const asStored = ({ data, damaged, ...rest }: RecordedEvent): StoredEvent => ({
  ...rest,
  ...textOf({ ...rest, data, ...(damaged === undefined ? {} : { damaged }) }),
});

/** The data, where the text is what was sealed: an object in canonical JSON. */
export function dataIn(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonObject;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The hash that the event would have had, had it been sealed in this stream after this link. */
export const hashAfter = (event: StoredEvent, { revision, hash }: Link, stream = event.stream): string =>
  hashOfText(hash, { ...event, stream, revision: revision + 1 }, event.text);

/** Whether the event was sealed in this stream as the next after this link, whatever it says of itself now. */
export const follows = (event: StoredEvent, link: Link, stream?: string): boolean =>
  event.hash === hashAfter(event, link, stream);
