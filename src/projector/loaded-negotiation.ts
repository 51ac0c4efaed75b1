/** One negotiation in memory, as `StreamLoader.load` gives it. */
import type { NegotiationId } from '../../events/ids.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { Sight } from '../queries/pacing/call.js';
import type { NegotiationState } from '../../decisions/state.js';

/**
 * What is recorded of one negotiation. The members are read live: all that are read before the next `await` are of one
 * moment, the present. A caller that decides, or sends messages, therefore awaits nothing in between, and reads
 * `revision` together with the state that it decides on.
 */
export interface LoadedNegotiation {
  readonly id: NegotiationId;
  /**
   * Whether it was opened. Where it was not, the log may still hold events: those after an opening that is unreadable.
   */
  readonly isOpen: boolean;
  /** What of it the log shows. */
  readonly sight: Sight;
  /** In the order of recording. The lists grow as events are applied: copy them before an `await`. */
  readonly log: Log;
  /** For decisions, whoever asks for them: of the whole record. It is changed in place as events are applied. */
  readonly state: NegotiationState;
  /** The last revision of its stream, unreadable events included; −1 where nothing is recorded. */
  readonly revision: number;
}
