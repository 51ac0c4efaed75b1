/** What an audit finds: that a chain holds, or the first event at which it does not and what is wrong there. */
import type { Link } from './chain.js';

/**
 * - `changed`: the event is not what was sealed in its place.
 * - `removed`: what was sealed in this place is not in the stream, and its place is empty.
 * - `inserted`: the event was not sealed in this place; what was, comes after it.
 * - `reordered`: what was sealed in this place stands elsewhere in the stream, or at another place of the log.
 * - `truncated`: the stream ends before a link that was kept elsewhere.
 *
 * They are told apart by what fits: an event's own hash says after which hash, in which stream and at which revision it
 * was sealed. Some deeds leave the same traces, and are then called by the first of these names that fits:
 *
 * - An event changed and sealed anew is named at the event after it, whose hash covers what it was: whether the one or
 *   the other was changed cannot be told. At the end of a stream nothing covers it but a link kept elsewhere.
 * - A place whose event was replaced by another is `changed`; so is a last event that has been inserted without being
 *   sealed, or that was given the place of one removed before it.
 * - Events removed at the end leave nothing: without a link kept elsewhere they are not missed. One that was added at
 *   the end and properly sealed is a recorded event like others.
 * - A chain of which everything from some event on was sealed anew holds. A link kept elsewhere shows it, `changed` at
 *   that link's revision: at which event before it the rewriting began cannot be told.
 */
export const CHAIN_FAULTS = ['changed', 'removed', 'inserted', 'reordered', 'truncated'] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];

/** The first bad event of a stream. */
export interface ChainFinding {
  readonly revision: number;
  /** Null where there is no event at this revision. */
  readonly position: bigint | null;
  /** The event's id, where there is an event. */
  readonly id: string | null;
  readonly problem: ChainFault;
  /** A sentence on what does not fit. */
  readonly detail: string;
}

/** Whether a stream's chain holds, and if not, the first revision at which it breaks. */
export type Verdict = { readonly ok: true; readonly last: Link } | ({ readonly ok: false } & ChainFinding);
