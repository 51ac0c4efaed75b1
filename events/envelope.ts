/** What every stored event carries besides its data, and the streams that events are stored in. */
import type { NegotiationId } from './ids.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An event as a caller hands it to the store. */
export interface NewEvent {
  /** A UUID in lower case, unique in its stream: `eventId` makes it. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Who records it. */
  readonly recorder: string;
  /** The version of the data's form, from 1. */
  readonly schemaVersion: number;
  readonly correlationId: string;
  readonly causationId: string;
  /** Only when a log is moved: the instant it was first recorded, as `RecordedEvent` has it. The store keeps it. */
  readonly recordedAt?: string;
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
  /** ISO 8601 instant in UTC with milliseconds and Z, set by the store. Never less than that of a lower position. */
  readonly recordedAt: string;
  readonly recorder: string;
  readonly schemaVersion: number;
  readonly correlationId: string;
  readonly causationId: string;
  /** SHA-256, hexadecimal, over the previous event's hash in the stream and this event's canonical JSON. */
  readonly hash: string;
  /** Why what is stored cannot be trusted or read; `data` is then empty. Absent from every sound event. */
  readonly damaged?: string;
}

/** The one stream of a negotiation: everything reported of it, and every change to that record. */
export const streamOf = (negotiation: NegotiationId): string => `negotiation-${negotiation}`;

/** The stream of what is known about publishers. */
export const SOURCES_STREAM = 'sources';
