/** The beginnings of the log: recording one, and reading those that there are. */
import { v7 } from 'uuid';
import type { NewEvent, RecordedEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import { LOG_STREAM, logSchemas, type LogBegun } from '../../events/log/log-begun.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import type { EventStore } from '../store/event-store.js';

const TYPE = 'LogBegun';
/** Whoever works on the file itself. */
const OPERATOR = 'operator';

/** The event of a new log. */
export function logBegunEvent(data: LogBegun): NewEvent {
  const correlationId = v7();
  return {
    id: eventId(LOG_STREAM, TYPE, data.at),
    type: TYPE,
    data,
    recorder: OPERATOR,
    schemaVersion: SCHEMA_VERSION,
    correlationId,
    causationId: correlationId,
  };
}

/** A beginning, and where it stands. */
export interface PlacedBeginning extends LogBegun {
  readonly position: bigint;
}

const readBeginning = ({ type, data, position, damaged }: RecordedEvent): PlacedBeginning[] => {
  const read = type === TYPE && damaged === undefined ? logSchemas.LogBegun.safeParse(data) : undefined;
  return read?.success ? [{ ...read.data, position }] : [];
};

/** Those of the log, the first first. One that cannot be read is left out: an audit names it. */
export async function beginningsOf(store: Pick<EventStore, 'readStream'>): Promise<readonly PlacedBeginning[]> {
  return (await store.readStream(LOG_STREAM)).flatMap(readBeginning);
}
