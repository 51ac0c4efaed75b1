/** What a decision may look at: what is recorded, and in an import what its earlier lines would record. */
import type { NegotiationId } from '../events/ids.js';
import type { NegotiationState } from './state.js';

export interface DecisionContext {
  /** Undefined where it was not opened. */
  stateOf(id: NegotiationId): NegotiationState | undefined;
  /** Of the stream `sources`. */
  sourcesState(): NegotiationState;
  ids(): Iterable<NegotiationId>;
}
