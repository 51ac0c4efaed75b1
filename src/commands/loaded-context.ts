/** What decisions are made on: the negotiations that were loaded for them, and the stream `sources`. */
import type { Log } from '../../projections/report-index/selection.js';
import type { NegotiationId } from '../../events/ids.js';
import { negotiationNamed, type EventProposal } from '../../decisions/decide.js';
import type { DraftEvent } from '../../decisions/draft-event.js';
import type { DecisionContext, NegotiationState } from '../../decisions/state.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import type { MemoryImage } from '../projector/memory-image.js';
import type { EventStore } from '../store/event-store.js';
import type { StreamLoader } from '../projector/stream-loader.js';
import { storeFailureAsRefusal } from './append-refusal.js';

/**
 * One context serves all lines of an import. It is read live, as `LoadedNegotiation` is: between a decision and
 * `revisionOf` nothing may be awaited.
 */
export class LoadedContext implements DecisionContext {
  readonly #loaded = new Map<NegotiationId, LoadedNegotiation>();
  #secret: Uint8Array | undefined;

  constructor(
    private readonly loader: StreamLoader,
    private readonly image: MemoryImage,
    private readonly store: EventStore,
  ) {}

  get secret(): Uint8Array | undefined {
    return this.#secret;
  }

  /** Loads the negotiation that the proposal names, if any. Throws `Refused` where the store cannot be read. */
  async loadFor(proposal: EventProposal): Promise<void> {
    this.#secret ??= await storeFailureAsRefusal(this.store.secret('content-ids'));
    const id = negotiationNamed(proposal);
    if (id === undefined || this.#loaded.has(id)) return;
    this.#loaded.set(id, await storeFailureAsRefusal(this.loader.load(id)));
  }

  stateOf(id: NegotiationId): NegotiationState | undefined {
    const loaded = this.#of(id);
    return loaded.isOpen ? loaded.state : undefined;
  }

  sourcesState(): NegotiationState {
    return this.image.sourcesState();
  }

  ids(): Iterable<NegotiationId> {
    return this.image.ids();
  }

  /** The state of the draft's stream as it is now. */
  stateFor({ negotiation }: DraftEvent): NegotiationState {
    return negotiation === null ? this.sourcesState() : this.#of(negotiation).state;
  }

  /** The last revision of the draft's stream; −1 before the first event. */
  revisionOf({ stream, negotiation }: DraftEvent): number {
    return negotiation === null ? this.image.revisionOfStream(stream) : this.#of(negotiation).revision;
  }

  /** The log that the draft goes into. Only of `sources` where it is of no negotiation. */
  logOf({ negotiation }: DraftEvent): Log {
    return negotiation === null ? { negotiation: [], sources: this.image.sources } : this.#of(negotiation).log;
  }

  #of(id: NegotiationId): LoadedNegotiation {
    const loaded = this.#loaded.get(id);
    if (!loaded) throw new Error(`nothing can be decided of ${id}: it must be loaded first`);
    return loaded;
  }
}
