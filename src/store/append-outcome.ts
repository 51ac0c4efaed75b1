/** The outcome of an append. A refusal that a caller must expect is a value, not an error. */
import type { Sealed } from '../../events/chain/chain.js';
import type { RecordedEvent } from '../../events/envelope.js';

/** All events are stored, durably. */
export interface Appended {
  readonly outcome: 'appended';
  /** The stream's last revision; −1 where an empty append went to a stream without events. */
  readonly revision: number;
  /** The position of the last event; the store's head where the append was empty. */
  readonly position: bigint;
  /** As stored, but without positions: not every store tells those of all events of an append. */
  readonly events: readonly Sealed[];
}

/** The same events are in the stream already, one after another. The answer is that of the first append. */
export interface Duplicate {
  readonly outcome: 'duplicate';
  /** The revision and the position of the last of them. */
  readonly revision: number;
  readonly position: bigint;
  readonly events: readonly Sealed[];
}

/** The stream is not at the expected revision. */
export interface WrongRevision {
  readonly outcome: 'wrong-revision';
  /** The stream's last revision. */
  readonly actual: number | 'none';
}

/** An id is in the stream already, and this append is no duplicate. */
export interface IdTaken {
  readonly outcome: 'id-taken';
  readonly id: string;
  /**
   * The event that has the id: its type or data differ, or the append is stored only in part, or in another order.
   * Null where the append itself holds the id twice.
   */
  readonly by: RecordedEvent | null;
}

/** A moved event has a `recordedAt` before that of the event before it. Times never go back. */
export interface BackDated {
  readonly outcome: 'back-dated';
  readonly id: string;
  /** The latest `recordedAt` before it. */
  readonly last: string;
}

/** Why nothing was stored. */
export type AppendRefusal = WrongRevision | IdTaken | BackDated;

export type AppendOutcome = Appended | Duplicate | AppendRefusal;

/** The outcome of several appends of which all or none are stored. */
export type TogetherOutcome =
  | {
      readonly outcome: 'stored';
      /** In the order of the writes. */
      readonly writes: readonly (Appended | Duplicate)[];
    }
  | {
      readonly outcome: 'refused';
      /** The index of the first write that was refused. */
      readonly write: number;
      readonly refusal: AppendRefusal;
    }
  /** The store cannot write to several streams at once. Nothing was stored. */
  | { readonly outcome: 'unsupported' };
