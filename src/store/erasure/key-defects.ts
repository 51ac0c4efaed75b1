/** What an audit finds wrong with the keys of an event that is otherwise sound. */
import { canonicalDataOf, type StoredEvent } from '../../../events/chain/stored-event.js';
import { SEALED_FROM } from '../prepared-write.js';
import { RECORDERS_SEALED_FROM, sealedRecorderIn, shownRecorder, UNREADABLE_RECORDER } from './sealed-recorder.js';
import { keyDefectOf } from './sealed-texts.js';

const bufferOf = (bytes: Uint8Array | undefined): Buffer | undefined => bytes && Buffer.from(bytes);

/** Undefined where the keys open what is sealed, or were destroyed. */
export function defectOfKeys(event: StoredEvent): string | undefined {
  const { type, text, schemaVersion, recorder, keys, recorderKey } = event;
  const data = schemaVersion < SEALED_FROM ? undefined : canonicalDataOf(text);
  const ofTexts = data && keyDefectOf(type, data, bufferOf(keys));
  if (ofTexts !== undefined) return ofTexts;
  const isSealed = schemaVersion >= RECORDERS_SEALED_FROM && sealedRecorderIn(recorder) !== undefined;
  if (!isSealed || shownRecorder(recorder, bufferOf(recorderKey)) !== UNREADABLE_RECORDER) return undefined;
  return 'its recorder cannot be opened: the key is not the one that it was sealed with';
}
