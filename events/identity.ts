/**
 * Ids that follow from what they name, so that the same thing sent twice is recognised as the same.
 * The namespaces are part of the storage format: another one would make every stored event a stranger.
 */
import { v5 } from 'uuid';
import { canonicalJson } from './canonical.js';
import type { JsonObject } from './envelope.js';

/** Namespace of event ids, chosen at random once. */
export const EVENT_NAMESPACE = '59adccf5-0933-46e4-b100-15c762a5e426';

/** Namespace of the ids given to reports and changes that came without one, chosen at random once. */
export const CONTENT_NAMESPACE = '8035617b-7ee3-455b-9945-daef9c689af6';

/**
 * The id of an event: UUIDv5 of the canonical JSON of `[stream, type, ownId]`.
 * `ownId` is the event's own: a reportId, a changeId, or the slug of what is opened or added.
 */
export const eventId = (stream: string, type: string, ownId: string): string =>
  v5(canonicalJson([stream, type, ownId]), EVENT_NAMESPACE);

/**
 * The own id of a report or change that came without one: UUIDv5 of the canonical JSON of `[negotiation, data]`.
 * `data` is what was posted, with the report's `kind`: two kinds may have the same fields.
 * A change to the stream `sources` belongs to no negotiation: null.
 */
export const contentId = (negotiation: string | null, data: JsonObject): string =>
  v5(canonicalJson([negotiation, data]), CONTENT_NAMESPACE);
