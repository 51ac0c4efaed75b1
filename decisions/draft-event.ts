/** An event that could be recorded, with the id that identifies it. */
import { SOURCES_STREAM, streamOf, type JsonObject, type JsonValue } from '../events/envelope.js';
import { typeOfFact, type Fact } from '../events/event.js';
import { ownIdField } from '../events/event-types.js';
import { contentId } from '../events/identity.js';
import type { EntryId, NegotiationId } from '../events/ids.js';
import { dataOf } from './parse-fact.js';

/** An event but for its metadata: who records it, and when. */
export interface DraftEvent {
  readonly stream: string;
  /** Null in the stream `sources`. */
  readonly negotiation: NegotiationId | null;
  readonly id: EntryId;
  readonly type: string;
  readonly data: JsonObject;
  readonly fact: Fact;
  /** A report whose data have passed their schema as they are. */
  readonly isChecked?: boolean | undefined;
}

/** One party in `by` makes the id that it made when it could not be a list: the same report is a duplicate still. */
function asWritten(content: JsonObject): JsonObject {
  const { by } = content;
  return Array.isArray(by) && by.length === 1 ? { ...content, by: by[0] as JsonValue } : content;
}

/** The own id of what came without one. @param content with the kind of a report, and without the negotiation */
export type Identify = (negotiation: NegotiationId | null, content: JsonObject) => string;

/** The data with its own id, which follows from the content where the caller gave none. */
function identified(
  fact: Fact,
  negotiation: NegotiationId | null,
  identify: Identify,
): { readonly data: JsonObject; readonly id: EntryId } {
  const data = dataOf(fact);
  const field = ownIdField(typeOfFact(fact));
  const given = data[field];
  if (typeof given === 'string') return { data, id: given as EntryId };
  const { negotiation: _, ...content } = data;
  const id = identify(
    negotiation,
    fact.type === 'Report' ? { ...asWritten(content), kind: fact.report.kind } : content,
  );
  return { data: { ...data, [field]: id }, id: id as EntryId };
}

/**
 * The event that states the fact.
 * @param isAsGiven whether its data have passed their schema as they are
 */
export function draftEventOf(fact: Fact, identify: Identify = contentId, isAsGiven = false): DraftEvent {
  const { negotiation: named } = dataOf(fact) as { negotiation?: NegotiationId };
  const negotiation = named ?? null;
  const { data, id } = identified(fact, negotiation, identify);
  const stream = negotiation === null ? SOURCES_STREAM : streamOf(negotiation);
  const { type } = fact;
  const whole = type === 'Report' ? { type, report: { ...data, kind: fact.report.kind } } : { type, data };
  const isChecked = isAsGiven && type === 'Report';
  return { stream, negotiation, id, type: typeOfFact(fact), data, fact: whole as unknown as Fact, isChecked };
}
