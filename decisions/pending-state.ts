/** The state as if the earlier lines of an import had been recorded: an overlay, which leaves what is recorded as it is. */
import type { Instant } from '../events/dates.js';
import type { NegotiationId } from '../events/ids.js';
import type { DraftEvent } from './draft-event.js';
import { evolve, initialState, overlayOf, type DecisionContext, type NegotiationState } from './state.js';

/** What is recorded, with drafts on top. */
export class PendingState implements DecisionContext {
  readonly #negotiations = new Map<NegotiationId, NegotiationState>();
  #sources: NegotiationState | undefined;
  #idsBelow: readonly NegotiationId[] | undefined;

  constructor(private readonly below: DecisionContext) {}

  stateOf(id: NegotiationId): NegotiationState | undefined {
    return this.#negotiations.get(id) ?? this.below.stateOf(id);
  }

  get secret(): Uint8Array | undefined {
    return this.below.secret;
  }

  sourcesState(): NegotiationState {
    return this.#sources ?? this.below.sourcesState();
  }

  /** The state of the draft's stream, with what has been entered. */
  stateFor({ negotiation }: DraftEvent): NegotiationState {
    return negotiation === null ? this.sourcesState() : (this.stateOf(negotiation) ?? initialState);
  }

  ids(): Iterable<NegotiationId> {
    // Asked for by every line of a negotiation that is not open: there may be many.
    this.#idsBelow ??= [...this.below.ids()];
    return [...this.#negotiations.keys(), ...this.#idsBelow];
  }

  /** From now on, as if the draft had been recorded. */
  enter({ negotiation, id, fact }: DraftEvent, now: Instant): void {
    const state =
      negotiation === null ? (this.#sources ??= overlayOf(this.sourcesState())) : this.#overlayOf(negotiation);
    // Decisions ask neither for the position in the whole log, which is not known yet, nor for the recorder.
    evolve(state, { id, fact, revision: state.revision + 1, position: 0n, recordedAt: now, recorder: '' });
  }

  #overlayOf(id: NegotiationId): NegotiationState {
    const overlay = this.#negotiations.get(id) ?? overlayOf(this.below.stateOf(id) ?? initialState);
    this.#negotiations.set(id, overlay);
    return overlay;
  }
}
