/**
 * Ids that are computed from what they name, so that the same event sent twice is recognised as a duplicate.
 * The namespaces are part of the storage format: with another one, no stored event would be recognised.
 */
import { parse, v5 } from 'uuid';
import { canonicalJson } from './canonical.js';
import type { JsonObject } from './envelope.js';
import { utf8 } from './log/bytes.js';

/** The UUID namespace of event ids; random. */
export const EVENT_NAMESPACE = '59adccf5-0933-46e4-b100-15c762a5e426';

/** The UUID namespace of the ids given to reports and changes that came without one; random. */
export const CONTENT_NAMESPACE = '8035617b-7ee3-455b-9945-daef9c689af6';

const EVENTS = parse(EVENT_NAMESPACE);
const CONTENTS = parse(CONTENT_NAMESPACE);

/** From bytes: the package takes longer to make them of a text than for all the rest. */
const idOf = (text: string, namespace: Uint8Array): string => v5(utf8(text), namespace);

/**
 * The id of an event: UUIDv5 of the canonical JSON of `[stream, type, ownId]`.
 * @param ownId the event's own id: a reportId, a changeId, or the slug of what is opened or added
 */
export const eventId = (stream: string, type: string, ownId: string): string =>
  idOf(canonicalJson([stream, type, ownId]), EVENTS);

/** What the own id of a report or change that came without one is made of: the canonical JSON of `[negotiation, data]`. */
export const contentOf = (negotiation: string | null, data: JsonObject): string => canonicalJson([negotiation, data]);

/**
 * The own id of a report or change that came without one, where the store has no secret: UUIDv5 of its content.
 * @param negotiation null for the stream `sources`, which belongs to no negotiation
 * @param data what was posted, with the report's `kind`, since two kinds may have the same fields
 */
export const contentId = (negotiation: string | null, data: JsonObject): string =>
  idOf(contentOf(negotiation, data), CONTENTS);
