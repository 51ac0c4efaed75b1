/** How the store on a server is opened, and the names of its streams. */
import type { RecordingClock } from '../recording-clock.js';

/** The names of the streams that Parley writes. Other streams of the server are no part of its log. */
export const OWN_STREAMS = '^(negotiation-.+|sources|access|intake|intake-.+|publications|mappings|log)$';

/** How the names of the streams of keys begin, which are apart from the log. */
export const KEYS = 'keys-';

/** Options for tests. All times are in milliseconds. */
export interface EventStoreDbOptions {
  /** The time since the epoch. The machine's clock where not given. */
  readonly now?: () => number;
  /** A clock that says when it cannot be right; in place of `now`. */
  readonly clock?: RecordingClock;
  /** How long to wait for an answer before it counts as lost; 3,000 where not given. */
  readonly timeout?: number;
  /** How long an append waits for what others have written to be shown; four timeouts where not given. */
  readonly patience?: number;
  /** How often to check whether a subscription still moves; 5,000 where not given. */
  readonly watchInterval?: number;
  /** The file in which the tree of the log is kept; in memory where not given. */
  readonly treeFile?: string;
  /** A regular expression for the names of the streams that are the log. */
  readonly streams?: string;
  /** How the names of the streams of keys begin. */
  readonly keys?: string;
}
