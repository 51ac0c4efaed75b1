/** The result of checking a stream: its chain holds, or the first event at which it breaks and what is wrong there. */
import type { Link } from './chain.js';

/**
 * - `changed`: the event is not what was sealed in its place.
 * - `removed`: what was sealed in this place is not in the stream, and its place is empty.
 * - `inserted`: the event was not sealed in this place; what was, comes after it.
 * - `reordered`: what was sealed in this place stands elsewhere in the stream, or at another place of the log.
 * - `truncated`: the stream ends before a link that was kept elsewhere.
 *
 * They are distinguished by hashes: an event's hash fits one previous hash, one stream and one revision. Some changes leave
 * the same traces. Then the first fault that fits is given:
 *
 * - An event that was changed and sealed again is found at the event after it, whose hash covers the old one. Which of the
 *   two was changed cannot be known. At the end of a stream only a link that was kept elsewhere shows it.
 * - A place whose event was replaced by another is `changed`. So is a last event that was inserted without being sealed, or
 *   that was given the place of an event removed before it.
 * - Events removed at the end leave no trace: only a link that was kept elsewhere shows it. An event that was added at the
 *   end and sealed properly is like any other.
 * - A chain that was sealed again from some event on holds. A link that was kept elsewhere shows it, as `changed` at that
 *   link's revision. At which earlier event the rewriting began cannot be known.
 */
export const CHAIN_FAULTS = ['changed', 'removed', 'inserted', 'reordered', 'truncated'] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];

/** The first bad event of a stream, and what is wrong with it. */
export interface ChainFinding {
  readonly revision: number;
  /** Null where there is no event at this revision. */
  readonly position: bigint | null;
  /** The event's id, where there is an event. */
  readonly id: string | null;
  readonly problem: ChainFault;
  /** What does not fit, in words. */
  readonly detail: string;
}

/** Whether a stream's chain holds, and where the stream stands; or where it breaks. */
export type Verdict = { readonly ok: true; readonly last: Link } | ({ readonly ok: false } & ChainFinding);
