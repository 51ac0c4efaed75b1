/** Stored events as CloudEvents 1.0, in JSON. */
import { SOURCES_STREAM } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event-types.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import { contentOf, recorderOf } from './event-line.js';

/** The attribute `source`: a path on this server. With the attribute `id` it identifies the event everywhere. */
const sourceOf = (stream: string): string =>
  stream === SOURCES_STREAM ? '/v1/sources' : `/v1/negotiations/${stream.replace(/^negotiation-/, '')}`;

// Names of attributes have lower-case letters and digits alone. A position may exceed what a JSON number can hold.
/**
 * A line of JSON, with its line feed. Parley's metadata are extension attributes; `damaged` is there where it applies.
 */
export function cloudEvent(event: StoredEvent): string {
  const { data, damaged, text } = contentOf(event);
  const attributes = {
    specversion: '1.0',
    id: event.id,
    source: sourceOf(event.stream),
    type: event.type,
    subject: ownIdOf(event.type, data ?? {}),
    time: event.recordedAt,
    datacontenttype: 'application/json',
    revision: event.revision,
    position: String(event.position),
    recorder: recorderOf(event),
    schemaversion: event.schemaVersion,
    correlationid: event.correlationId,
    causationid: event.causationId,
    hash: event.hash,
    damaged,
  };
  return `${JSON.stringify({ ...attributes, data: text ?? data })}\n`;
}
