/** What is done to an event before the database is asked: refusing what is no event, and making its data canonical. */
import { canonicalJson } from '../../events/canonical.js';
import type { NewEvent } from '../../events/envelope.js';
import type { Expected, Write } from './event-store.js';

/** An event, and the canonical JSON of its data. */
export interface PreparedEvent {
  readonly event: NewEvent;
  readonly data: string;
}

export interface PreparedWrite {
  readonly stream: string;
  readonly events: readonly PreparedEvent[];
  readonly expected: Expected;
  readonly seen: number | undefined;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const isInstant = (text: string): boolean => {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text && text.length === 24;
};

function insist(holds: boolean, what: string): void {
  if (!holds) throw new TypeError(`not an event: ${what}`);
}

function canonicalData(event: NewEvent): string {
  try {
    return canonicalJson(event.data);
  } catch (cause) {
    throw new TypeError('not an event: its data has no canonical JSON', { cause });
  }
}

function prepared(event: NewEvent): PreparedEvent {
  const { id, type, recorder, schemaVersion, correlationId, causationId, recordedAt } = event;
  insist(UUID.test(id), 'its id is not a UUID in lower case');
  insist(type !== '', 'it has no type');
  insist(Number.isInteger(schemaVersion) && schemaVersion > 0, 'its schemaVersion is not a positive integer');
  insist(recordedAt === undefined || isInstant(recordedAt), 'its recordedAt is not an instant as the store writes it');
  // Half a surrogate pair would come back as another character than the one that was hashed.
  const text = `${type} ${recorder} ${correlationId} ${causationId}`;
  insist(text.isWellFormed(), 'its metadata holds half a surrogate pair');
  return { event, data: canonicalData(event) };
}

export function preparedWrite({ stream, events, expected, seen }: Write): PreparedWrite {
  insist(stream !== '' && stream.isWellFormed(), 'its stream has no proper name');
  return { stream, events: events.map(prepared), expected, seen };
}

/** An id that the append itself holds twice. */
export function doubled(events: readonly PreparedEvent[]): string | undefined {
  const seen = new Set<string>();
  return events.find(({ event }) => seen.size === seen.add(event.id).size)?.event.id;
}
