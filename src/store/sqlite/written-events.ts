/**
 * The events that a transaction has stored, for those who follow the log: as they would be read again, without a reading.
 */
import type { Sealed } from '../../../events/chain/chain.js';
import { asChecked } from '../../../events/checked-data.js';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { lazy } from '../../../projections/support/lazy.js';
import { openTexts } from '../erasure/sealed-texts.js';
import { SEALED_FROM, type PreparedEvent } from '../prepared-write.js';

/** An event that was stored just now. */
export interface WrittenEvent {
  readonly position: bigint;
  /** As it would be read: made when it is first asked for. */
  readonly event: () => RecordedEvent;
}

/** The data as they would be read. Nothing is shared with whoever handed them in. */
function dataOf({ event: { type, schemaVersion, isChecked }, data, keys, read }: PreparedEvent): JsonObject {
  if (read) return isChecked ? asChecked(read) : read;
  const parsed = JSON.parse(data) as JsonObject;
  return schemaVersion < SEALED_FROM ? parsed : openTexts(type, parsed, keys && Buffer.from(keys));
}

function eventOf(position: bigint, sealed: Sealed, prepared: PreparedEvent): RecordedEvent {
  const { stream, revision, id, type, recordedAt, recorder, schemaVersion, correlationId, causationId, hash } = sealed;
  return {
    stream,
    revision,
    position,
    id,
    type,
    data: dataOf(prepared),
    recordedAt,
    recorder,
    schemaVersion,
    correlationId,
    causationId,
    hash,
  };
}

export class WrittenEvents {
  #written: WrittenEvent[] = [];
  /** Where a text was erased, what was stored must be read: it may be a text of these. */
  #hasErased = false;

  /** A transaction begins. */
  begin(): void {
    this.#written = [];
    this.#hasErased = false;
  }

  /** Call it with every event that is stored, in the order of positions. */
  add(position: bigint, sealed: Sealed, prepared: PreparedEvent): void {
    this.#written.push({ position, event: lazy(() => eventOf(position, sealed, prepared)) });
    if (prepared.event.erases) this.#hasErased = true;
  }

  /** All that was stored, at positions one after another; none where it must be read. */
  take(): readonly WrittenEvent[] {
    const written = this.#hasErased ? [] : this.#written;
    this.begin();
    return written;
  }
}
