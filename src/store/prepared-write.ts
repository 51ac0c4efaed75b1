/** Prepares a write before the database is used: checks its events and makes their data canonical. */
import { canonicalCopy, canonicalJson, canonicalJsonInOrder } from '../../events/canonical.js';
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import { RECORDERS_SEALED_FROM } from './erasure/sealed-recorder.js';
import { sealTexts } from './erasure/sealed-texts.js';
import type { ExpectedRevision, Write } from './event-store.js';

/** An event with the canonical JSON of its data. */
export interface PreparedEvent {
  readonly event: NewEvent;
  /** Of its data as it is stored: with its texts sealed, where the store does that. */
  readonly data: string;
  /** The keys of its texts. */
  readonly keys?: Uint8Array | undefined;
  /** Its data as they would be read: a copy of its own, with the texts. Undefined where they must be read of `data`. */
  readonly read?: JsonObject | undefined;
  /** Who records it, as it is stored. */
  readonly recorder: string;
}

/** Gives the name of a recorder as it is to be stored. */
export type StoredRecorder = (name: string) => string;

/** A `Write` whose events have been checked. */
export interface PreparedWrite {
  readonly stream: string;
  readonly events: readonly PreparedEvent[];
  readonly expected: ExpectedRevision;
  readonly seen: number | undefined;
}

/** The schema version from which on texts are sealed. */
export const SEALED_FROM = 3;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const isInstant = (text: string): boolean => {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text && text.length === 24;
};

function assertEvent(holds: boolean, what: string): void {
  if (!holds) throw new TypeError(`not an event: ${what}`);
}

function canonical(data: JsonObject, isInOrder = false): string {
  try {
    return isInOrder ? canonicalJsonInOrder(data) : canonicalJson(data);
  } catch (cause) {
    throw new TypeError('not an event: its data has no canonical JSON', { cause });
  }
}

function assertLabels({ id, type, recorder, schemaVersion, correlationId, causationId, recordedAt }: NewEvent): void {
  assertEvent(UUID.test(id), 'its id is not a UUID in lower case');
  assertEvent(type !== '', 'it has no type');
  assertEvent(Number.isInteger(schemaVersion) && schemaVersion > 0, 'its schemaVersion is not a positive integer');
  assertEvent(
    recordedAt === undefined || isInstant(recordedAt),
    'its recordedAt is not an instant as the store writes it',
  );
  // A lone surrogate would be read back as another character than the one that was hashed.
  const text = `${type} ${recorder} ${correlationId} ${causationId}`;
  assertEvent(text.isWellFormed(), 'its metadata holds half a surrogate pair');
}

function prepared(event: NewEvent): PreparedEvent {
  assertLabels(event);
  return { event, data: canonical(event.data), keys: event.keys, recorder: event.recorder };
}

/** What is moved from another store stays as it is. */
const isMoved = ({ recordedAt, sealAnew }: NewEvent): boolean => recordedAt !== undefined && sealAnew !== true;

/** Whether the name of its recorder is sealed. */
export const sealsRecorder = (event: NewEvent): boolean =>
  !isMoved(event) && event.schemaVersion >= RECORDERS_SEALED_FROM;

/** The same with the texts sealed that can be erased, and the recorder. */
function sealed(event: NewEvent, recorderOf: StoredRecorder): PreparedEvent {
  if (isMoved(event) || event.schemaVersion < SEALED_FROM) return prepared(event);
  assertLabels(event);
  const copy = canonicalCopy(event.data);
  const { data, keys, allNew } = sealTexts(event.type, copy ?? event.data, event.keys && Buffer.from(event.keys));
  const recorder = sealsRecorder(event) ? recorderOf(event.recorder) : event.recorder;
  return { event, data: canonical(data, copy !== undefined), keys, read: allNew ? copy : undefined, recorder };
}

const assertStream = (stream: string): void =>
  assertEvent(stream !== '' && stream.isWellFormed(), 'its stream has no proper name');

/**
 * The write with the texts sealed of what is recorded.
 * @param recorderOf seals the name of a recorder
 * @throws TypeError where one of the events is not an event, or the stream's name cannot be stored
 */
export function sealedWrite({ stream, events, expected, seen }: Write, recorderOf: StoredRecorder): PreparedWrite {
  assertStream(stream);
  return { stream, events: events.map((event) => sealed(event, recorderOf)), expected, seen };
}

/** An id that occurs twice in one append; undefined where none does. */
export function repeatedId(events: readonly PreparedEvent[]): string | undefined {
  const seen = new Set<string>();
  return events.find(({ event }) => seen.size === seen.add(event.id).size)?.event.id;
}
