/** What becomes of an append. Refusals that a caller has to expect are values. */
import type { Sealed } from '../../events/chain/chain.js';
import type { RecordedEvent } from '../../events/envelope.js';

/** All events are stored, durably. */
export interface Appended {
  readonly outcome: 'appended';
  /** The stream's last revision; −1 where nothing was appended to a stream without events. */
  readonly revision: number;
  /** The position of the last event; the store's head where there was nothing to append. */
  readonly position: bigint;
  /** As stored, but for their positions: not every store tells those of all events of an append. */
  readonly events: readonly Sealed[];
}

/** The same events were stored before, one after another, as they are now: the first answer again. */
export interface Duplicate {
  readonly outcome: 'duplicate';
  /** The revision and the position of the last of them. */
  readonly revision: number;
  readonly position: bigint;
  readonly events: readonly Sealed[];
}

/** The stream does not stand where the caller expected. */
export interface WrongRevision {
  readonly outcome: 'wrong-revision';
  /** The stream's last revision. */
  readonly actual: number | 'none';
}

/** An id is in the stream already, and this is not the same append again. */
export interface IdTaken {
  readonly outcome: 'id-taken';
  readonly id: string;
  /**
   * The event that has the id: its type or data differ, or only part of the append is stored, or in another order.
   * Null where the append itself holds the id twice.
   */
  readonly by: RecordedEvent | null;
}

/** A moved event brings a `recordedAt` from before that of the event that it would follow: times never go back. */
export interface BackDated {
  readonly outcome: 'back-dated';
  readonly id: string;
  /** The latest `recordedAt` before it. */
  readonly last: string;
}

/** Nothing was stored. */
export type Refusal = WrongRevision | IdTaken | BackDated;

export type AppendOutcome = Appended | Duplicate | Refusal;

/** What becomes of several appends that are made together or not at all. */
export type TogetherOutcome =
  | {
      readonly outcome: 'stored';
      /** In the order of the writes. Some or all of them may have been stored before. */
      readonly writes: readonly (Appended | Duplicate)[];
    }
  | {
      readonly outcome: 'refused';
      /** The index of the first write that was refused. */
      readonly write: number;
      readonly refusal: Refusal;
    }
  /** This engine cannot store in several streams at once. Nothing was stored. */
  | { readonly outcome: 'unsupported' };
