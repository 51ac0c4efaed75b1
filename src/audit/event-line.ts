/** Stored events as lines of JSON, damaged ones included. */
import type { JsonObject } from '../../events/envelope.js';
import { sealedDefectOf } from '../../events/chain/sealed-defect.js';
import { canonicalDataOf, type StoredEvent } from '../../events/chain/stored-event.js';
import { withoutSpeakers } from '../../events/erasure/speakers.js';
import { sealedRecorderIn, shownRecorder } from '../store/erasure/sealed-recorder.js';
import { openTexts } from '../store/erasure/sealed-texts.js';
import { isUnnamed } from './unnamed-events.js';

/** The data of an event. */
export interface Content {
  /** With its texts; null where the stored text is not a JSON object. */
  readonly data: JsonObject | null;
  /** The data as the hash covers it, where that is another: with its texts sealed. */
  readonly sealed?: JsonObject;
  /** The stored text, where it is not a JSON object. */
  readonly text?: string;
  /** Why the event cannot be trusted; left out of sound events. */
  readonly damaged?: string;
}

/** Who recorded an event, as it is told. */
export const recorderOf = ({ recorder, recorderKey }: StoredEvent): string =>
  shownRecorder(recorder, bytesOf(recorderKey));

export function contentOf(event: StoredEvent): Content {
  const content = wholeContentOf(event);
  return isUnnamed(event) && content.data ? { ...content, data: withoutSpeakers(content.data) } : content;
}

function wholeContentOf(event: StoredEvent): Content {
  const data = canonicalDataOf(event.text);
  const damaged = sealedDefectOf(event);
  if (damaged === undefined && data) return withTexts(event, data);
  return { data: data ?? null, ...(data ? {} : { text: event.text }), ...(damaged === undefined ? {} : { damaged }) };
}

const bytesOf = (keys: Uint8Array | undefined): Buffer | undefined => keys && Buffer.from(keys);

function withTexts({ type, keys }: StoredEvent, data: JsonObject): Content {
  const opened = openTexts(type, data, bytesOf(keys));
  return opened === data ? { data } : { data: opened, sealed: data };
}

/** The keys of the texts of an event, as a line has them. */
const keysOf = ({ keys }: StoredEvent): { readonly keys?: string } =>
  keys ? { keys: Buffer.from(keys).toString('base64url') } : {};

/** The key of its recorder's name, as a line has it. */
const recorderKeyOf = ({ recorderKey }: StoredEvent): { readonly recorderKey?: string } =>
  recorderKey ? { recorderKey: Buffer.from(recorderKey).toString('base64url') } : {};

/** What the hash covers for the recorder where that is sealed, and its key. */
const sealedRecorderOf = (event: StoredEvent): { readonly sealedRecorder?: string; readonly recorderKey?: string } =>
  sealedRecorderIn(event.recorder) ? { sealedRecorder: event.recorder, ...recorderKeyOf(event) } : {};

/** A line of the bundle: everything that the hash covers, in the order in which people look for it. */
export function bundleLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data, ...damage } = contentOf(event);
  const place = { stream, revision, position: String(position), id, type, data };
  const metadata = { recordedAt, recorder: recorderOf(event), schemaVersion, correlationId, causationId, hash };
  return `${JSON.stringify({ ...place, ...metadata, ...damage, ...keysOf(event), ...sealedRecorderOf(event) })}\n`;
}

/** A line of the export: `type` and `data`, which can be imported again, come first. The keys show that texts are genuine. */
export function exportLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data, ...damage } = contentOf(event);
  const metadata = { recordedAt, recorder: recorderOf(event), schemaVersion, correlationId, causationId, hash };
  const place = { type, data, stream, revision, position: String(position), id };
  return `${JSON.stringify({ ...place, ...metadata, ...damage, ...keysOf(event), ...sealedRecorderOf(event) })}\n`;
}

/** A line of a whole log that is moved to another store: what the hash covers, and the keys of its texts. */
export function logLine(event: StoredEvent): string {
  const { stream, revision, position, id, type, recordedAt, schemaVersion } = event;
  const { correlationId, causationId, hash } = event;
  const { data: opened, sealed, ...damage } = contentOf(event);
  const data = sealed ?? opened;
  const metadata = { recordedAt, recorder: event.recorder, schemaVersion, correlationId, causationId, hash };
  const place = { type, data, stream, revision, position: String(position), id };
  return `${JSON.stringify({ ...place, ...metadata, ...damage, ...keysOf(event), ...recorderKeyOf(event) })}\n`;
}
