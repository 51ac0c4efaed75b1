/** A stored event as a line of JSON, whatever state it is in. */
import type { JsonObject } from '../../events/envelope.js';
import { sealedDefectOf } from '../../events/chain/sealed-defect.js';
import { canonicalDataOf, type StoredEvent } from '../../events/chain/stored-event.js';

/** An event's content: `damaged` says why it cannot be trusted, and `text` is what is stored where it is no data. */
export interface Content {
  readonly data: JsonObject | null;
  readonly text?: string;
  readonly damaged?: string;
}

export function contentOf(event: StoredEvent): Content {
  const data = canonicalDataOf(event.text);
  const damaged = sealedDefectOf(event);
  if (damaged === undefined && data) return { data };
  return { data: data ?? null, ...(data ? {} : { text: event.text }), ...(damaged === undefined ? {} : { damaged }) };
}

/** For the bundle: all that is hashed, in the order in which a reader looks for it. */
export function bundleLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, recorder, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data, ...damage } = contentOf(event);
  const place = { stream, revision, position: String(position), id, type, data };
  const metadata = { recordedAt, recorder, schemaVersion, correlationId, causationId, hash };
  return `${JSON.stringify({ ...place, ...metadata, ...damage })}\n`;
}

/** For the export: what can be imported again comes first. */
export function exportLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, recorder, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data, ...damage } = contentOf(event);
  const metadata = { recordedAt, recorder, schemaVersion, correlationId, causationId, hash };
  return `${JSON.stringify({ type, data, stream, revision, position: String(position), id, ...metadata, ...damage })}\n`;
}
