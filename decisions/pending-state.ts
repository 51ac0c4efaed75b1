/** What would be recorded already, if the earlier lines of an import were: laid over the book, which stays as it is. */
import type { Instant } from '../events/dates.js';
import type { NegotiationId } from '../events/ids.js';
import type { DraftEvent } from './decide.js';
import type { DecisionContext } from './decision-context.js';
import { draftOf, evolve, initialState, type NegotiationState } from './state.js';

export class PendingState implements DecisionContext {
  readonly #negotiations = new Map<NegotiationId, NegotiationState>();
  #sources: NegotiationState | undefined;
  #idsBelow: readonly NegotiationId[] | undefined;

  constructor(private readonly below: DecisionContext) {}

  stateOf(id: NegotiationId): NegotiationState | undefined {
    return this.#negotiations.get(id) ?? this.below.stateOf(id);
  }

  sourcesState(): NegotiationState {
    return this.#sources ?? this.below.sourcesState();
  }

  ids(): Iterable<NegotiationId> {
    // Asked for by every line of a negotiation that is not open: there may be many.
    this.#idsBelow ??= [...this.below.ids()];
    return [...this.#negotiations.keys(), ...this.#idsBelow];
  }

  /** Goes on as if the draft had been recorded. */
  enter({ negotiation, id, fact }: DraftEvent, now: Instant): void {
    const state = negotiation === null ? (this.#sources ??= draftOf(this.sourcesState())) : this.#draftOf(negotiation);
    // Where it will stand in the whole log is not known yet, nor does a decision ask for it or for who records it.
    evolve(state, { id, fact, revision: state.revision + 1, position: 0n, recordedAt: now, recorder: '' });
  }

  #draftOf(id: NegotiationId): NegotiationState {
    const draft = this.#negotiations.get(id) ?? draftOf(this.below.stateOf(id) ?? initialState);
    this.#negotiations.set(id, draft);
    return draft;
  }
}
