/** Stored events as lines of JSON, damaged ones included. */
import type { JsonObject } from '../../events/envelope.js';
import { sealedDefectOf } from '../../events/chain/sealed-defect.js';
import { canonicalDataOf, type StoredEvent } from '../../events/chain/stored-event.js';

/** The data of an event. */
export interface Content {
  /** Null where the stored text is not a JSON object. */
  readonly data: JsonObject | null;
  /** The stored text, where it is not a JSON object. */
  readonly text?: string;
  /** Why the event cannot be trusted; left out of sound events. */
  readonly damaged?: string;
}

export function contentOf(event: StoredEvent): Content {
  const data = canonicalDataOf(event.text);
  const damaged = sealedDefectOf(event);
  if (damaged === undefined && data) return { data };
  return { data: data ?? null, ...(data ? {} : { text: event.text }), ...(damaged === undefined ? {} : { damaged }) };
}

/** A line of the bundle: everything that the hash covers, in the order in which people look for it. */
export function bundleLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, recorder, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data, ...damage } = contentOf(event);
  const place = { stream, revision, position: String(position), id, type, data };
  const metadata = { recordedAt, recorder, schemaVersion, correlationId, causationId, hash };
  return `${JSON.stringify({ ...place, ...metadata, ...damage })}\n`;
}

/** A line of the export: `type` and `data`, which can be imported again, come first. */
export function exportLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, recorder, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data, ...damage } = contentOf(event);
  const metadata = { recordedAt, recorder, schemaVersion, correlationId, causationId, hash };
  return `${JSON.stringify({ type, data, stream, revision, position: String(position), id, ...metadata, ...damage })}\n`;
}
