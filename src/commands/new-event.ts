/** A draft as the store takes it. */
import { v7 } from 'uuid';
import type { NewEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import type { DraftEvent } from '../../decisions/draft-event.js';

/** The id that all events of one command share. */
export const newCorrelation = (): string => v7();

/** The id of a change that is another one each time, even with the content of an earlier one. */
export const newChangeId = (): string => v7();

/** @param causationId the event that this follows from; the command alone, where not given */
export const newEvent = (
  { stream, type, id, data, isChecked }: DraftEvent,
  recorder: string,
  correlationId: string,
  causationId: string = correlationId,
): NewEvent => ({
  id: eventId(stream, type, id),
  type,
  data,
  recorder,
  schemaVersion: SCHEMA_VERSION,
  correlationId,
  causationId,
  isChecked,
});
