/** The envelope of events, before and after they are stored, and the names of their streams. */
import type { ErasureReason } from './erasure/erased.js';
import type { NegotiationId } from './ids.js';

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An event to be stored. */
export interface NewEvent {
  /** A UUID in lower case, unique in its stream: `eventId` makes it. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Who records it. */
  readonly recorder: string;
  /** The schema version of the data, from 1. */
  readonly schemaVersion: number;
  readonly correlationId: string;
  readonly causationId: string;
  /** A report that this process has checked: its data need not be checked again where they are read of memory. */
  readonly isChecked?: boolean | undefined;
  /** Only where a log is moved to another store: the time at which it was first recorded, which the store then keeps. */
  readonly recordedAt?: string;
  /** Only where a log is written anew: what stands in the clear is sealed, though it keeps its time. */
  readonly sealAnew?: true;
  /** Only where a log is moved to another store: the keys of the texts that are sealed in its data. */
  readonly keys?: Uint8Array;
  /**
   * What is destroyed with the recording of this event: in a file in one transaction, on a server before it is answered. It is
   * no part of the event.
   */
  readonly erases?: readonly (Erasure | RecorderErasure)[];
  /** Only where a log is moved to another store: the key of its recorder's name, where that is sealed. */
  readonly recorderKey?: Uint8Array;
}

/** Texts of a stored event that are to be erased. */
export interface Erasure {
  /** The id of that event, in the same stream. */
  readonly eventId: string;
  /** The places of the texts, as JSON pointers; all of them where not given. */
  readonly fields?: readonly string[] | undefined;
  readonly reason: ErasureReason;
}

/** A recorder whose name is to be erased in every event. */
export interface RecorderErasure {
  /** The id of the token by which they are told from then on. */
  readonly token: string;
  /** The ids of all tokens of that name, of which it is one. */
  readonly tokens: readonly string[];
  readonly reason: ErasureReason;
}

/** A stored event. */
export interface RecordedEvent {
  readonly stream: string;
  /** 0-based, contiguous in the stream. */
  readonly revision: number;
  /** Ordered over all streams of the store; opaque. */
  readonly position: bigint;
  /** UUIDv5 of stream, type and the event's own id. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Set by the store: an ISO 8601 instant in UTC, with milliseconds and Z. In a stream it never goes back. */
  readonly recordedAt: string;
  readonly recorder: string;
  readonly schemaVersion: number;
  readonly correlationId: string;
  readonly causationId: string;
  /** SHA-256, hexadecimal, over the previous event's hash in the stream and this event's canonical JSON. */
  readonly hash: string;
  /** Why the stored event cannot be trusted or read; `data` is then empty. Absent from sound events. */
  readonly damaged?: string;
  /** The keys of the texts that are sealed in `data`. Only within a store: what it hands out has its texts. */
  readonly keys?: Uint8Array;
  /** The key of its recorder's name. Only within a store, as `keys`. */
  readonly recorderKey?: Uint8Array;
}

/** The name of a negotiation's stream: its opening, all reports of it, and all changes to them. */
export const streamOf = (negotiation: NegotiationId): string => `negotiation-${negotiation}`;

/** The name of the stream that holds the grades of publishers. */
export const SOURCES_STREAM = 'sources';
