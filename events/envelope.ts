/** What every stored event carries besides its data, and the streams that events are stored in. */

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An event as the store hands it back. */
export interface RecordedEvent {
  readonly stream: string;
  /** 0-based, contiguous in the stream. */
  readonly revision: number;
  /** Ordered over the whole store; opaque. */
  readonly position: bigint;
  /** UUIDv5 of stream, type and the event's own id. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  /** ISO 8601 instant in UTC, set by the store. */
  readonly recordedAt: string;
  readonly recorder: string;
  readonly schemaVersion: number;
  readonly correlationId: string;
  readonly causationId: string;
  /** SHA-256, hexadecimal, over the previous event's hash in the stream and this event's canonical JSON. */
  readonly hash: string;
}
