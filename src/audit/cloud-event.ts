/** A stored event as a CloudEvent 1.0 in its JSON form; Parley's metadata are extension attributes. */
import { SOURCES_STREAM } from '../../events/envelope.js';
import { ownIdOf } from '../../events/event.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import { contentOf } from './event-line.js';

/** With the id it identifies the event everywhere: the address of what it is about, relative to the server. */
const sourceOf = (stream: string): string =>
  stream === SOURCES_STREAM ? '/v1/sources' : `/v1/negotiations/${stream.replace(/^negotiation-/, '')}`;

// The names of attributes have lower-case letters and digits only, and a position may be longer than a number.
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
    recorder: event.recorder,
    schemaversion: event.schemaVersion,
    correlationid: event.correlationId,
    causationid: event.causationId,
    hash: event.hash,
    damaged,
  };
  return `${JSON.stringify({ ...attributes, data: text ?? data })}\n`;
}
