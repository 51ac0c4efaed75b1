/** How an event is stored on the server: its data as JSON, and the rest of the envelope as metadata. */
import { jsonEvent, type EventData, type RecordedEvent as OnServer } from '@eventstore/db-client';
import type { Sealed } from '../../../events/chain/chain.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { RECORDERS_SEALED_FROM, shownRecorder } from '../erasure/sealed-recorder.js';
import { openTexts } from '../erasure/sealed-texts.js';
import { SEALED_FROM } from '../prepared-write.js';
import { StoreFailure } from '../store-failure.js';

/** The names with a $ are the server's own for correlation and causation. */
const TEXTS = ['recordedAt', 'recorder', '$correlationId', '$causationId', 'hash'] as const;
type Metadata = Readonly<Record<(typeof TEXTS)[number], string>> & {
  readonly schemaVersion: number;
  /** Where the keys of its texts are. */
  readonly keysAt?: string;
  /** Its recording destroys keys. */
  readonly erases?: true;
  /**
   * Of events that an earlier version of Parley has moved here: the keys of texts that another store had sealed. They cannot
   * be erased: docs/erasure.md.
   */
  readonly keys?: string;
  /** The same, of the recorder's name. */
  readonly recorderKey?: string;
};

/** An event as it is stored on the server. */
export interface EventOnServer extends RecordedEvent {
  readonly keysAt?: string;
  readonly erases?: true;
}

// By hand, since it is asked of every event of a log at each start.
const isMetadata = (value: unknown): value is Metadata =>
  isObject(value) &&
  TEXTS.every((name) => typeof value[name] === 'string') &&
  Number.isSafeInteger(value['schemaVersion']) &&
  ['keysAt', 'keys', 'recorderKey'].every((name) => value[name] === undefined || typeof value[name] === 'string');

/** What an event says besides what its hash covers. */
export type BesideHash = Pick<Metadata, 'keysAt' | 'erases'>;

/**
 * A sealed event in the client's form.
 * @param text the canonical JSON of its data; the server keeps the order of its keys
 */
export function eventData({ id, type, ...sealed }: Sealed, text: string, beside: BesideHash = {}): EventData {
  const { recordedAt, recorder, schemaVersion, correlationId, causationId, hash } = sealed;
  const metadata: Metadata = {
    recordedAt,
    recorder,
    schemaVersion,
    $correlationId: correlationId,
    $causationId: causationId,
    hash,
    ...beside,
  };
  return jsonEvent({ id, type, data: JSON.parse(text) as JsonObject, metadata });
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const UNKNOWN: Metadata = {
  recordedAt: '',
  recorder: '',
  schemaVersion: 0,
  $correlationId: '',
  $causationId: '',
  hash: '',
};

/** What servers before version 22.6 give for the position of an event that is read from its stream. */
const NO_POSITION = 2n ** 64n - 1n;

/**
 * The position of an event in the log: its commit position, which for Parley's events is its prepare position as well.
 * @throws StoreFailure where the server is older than 22.6
 */
export function positionOf({ streamId, position }: OnServer): bigint {
  if (position === undefined || position.commit === NO_POSITION)
    throw new StoreFailure('unwritable', `the server does not say where events of ${streamId} stand: it takes 22.6`);
  return position.commit;
}

/** What stands in the metadata of an event besides the rest of its envelope. */
const besideIn = ({ keysAt, erases, keys, recorderKey }: Metadata): Partial<EventOnServer> => ({
  ...(keysAt === undefined ? {} : { keysAt }),
  ...(erases === true ? { erases } : {}),
  ...(keys === undefined ? {} : { keys: Buffer.from(keys, 'base64url') }),
  ...(recorderKey === undefined ? {} : { recorderKey: Buffer.from(recorderKey, 'base64url') }),
});

/** An event from the server, as it is stored there; `damaged` where its metadata is not Parley's or its data is no JSON object. */
export function eventOf(onServer: OnServer): EventOnServer {
  const { streamId, revision, id, type, data, metadata: given } = onServer;
  const metadata = isMetadata(given) ? given : UNKNOWN;
  const event = {
    stream: streamId,
    revision: Number(revision),
    position: positionOf(onServer),
    id,
    type,
    data: {} as JsonObject,
    recordedAt: metadata.recordedAt,
    recorder: metadata.recorder,
    schemaVersion: metadata.schemaVersion,
    correlationId: metadata.$correlationId,
    causationId: metadata.$causationId,
    hash: metadata.hash,
  };
  if (metadata === UNKNOWN) return { ...event, damaged: 'its metadata is not what Parley writes' };
  if (!isObject(data)) return { ...event, damaged: 'its data is not a JSON object' };
  event.data = data;
  return { ...event, ...besideIn(metadata) };
}

const bufferOf = (keys: Uint8Array | undefined): Buffer | undefined => keys && Buffer.from(keys);

/** An event with its keys, as all others know it: with the texts that are sealed in it, and the name of its recorder. */
export function withTexts(event: EventOnServer): RecordedEvent {
  const { keys, recorderKey, keysAt: _at, erases: _erases, ...rest } = event;
  if (rest.damaged !== undefined || rest.schemaVersion < SEALED_FROM) return rest;
  const data = openTexts(rest.type, rest.data, bufferOf(keys));
  if (rest.schemaVersion < RECORDERS_SEALED_FROM) return { ...rest, data };
  return { ...rest, data, recorder: shownRecorder(rest.recorder, bufferOf(recorderKey)) };
}
