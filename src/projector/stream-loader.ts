/**
 * Loads streams on demand. After a start from a snapshot the events of a stream are in the log alone, until somebody
 * reads the negotiation or records something of it.
 */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { streamOf } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import { currentSight } from '../queries/pacing/call.js';
import { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import type { LoadedNegotiation } from './loaded-negotiation.js';
import { MemoryImage } from './memory-image.js';
import { StreamImage } from './stream-image.js';

/** Events read at a time; the process does other work in between. */
const PAGE = 500;

@Injectable()
export class StreamLoader {
  readonly #log = new Logger('StreamLoader');
  /** The loads in progress, by stream. */
  readonly #loading = new Map<string, Promise<void>>();

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
  ) {}

  /**
   * The negotiation as it is recorded, also one that was never opened: see `isOpen`. Rejects with a `StoreFailure`
   * where the store cannot be read, or has lost events that were there. Its log shows what the caller of the moment may see.
   * @example
   * const { log, revision } = await loader.load(id);
   * // From here to the answer nothing is awaited: both are of the same moment.
   */
  async load(id: NegotiationId): Promise<LoadedNegotiation> {
    const sight = currentSight();
    await this.loadStream(streamOf(id));
    return this.image.negotiation(id, sight);
  }

  /** Loads any stream, as `load` does. Does nothing for streams that have no image. */
  async loadStream(stream: string): Promise<void> {
    if (this.image.isLoaded(stream)) return;
    const loading = this.#loading.get(stream) ?? this.#read(stream).finally(() => this.#loading.delete(stream));
    this.#loading.set(stream, loading);
    await loading;
  }

  /**
   * The readable events of a negotiation and its last revision, without keeping in memory what is not there: for what is
   * counted once over all talks. Rejects as `load` does.
   */
  async eventsOf(id: NegotiationId): Promise<{ readonly revision: number; readonly events: readonly Logged[] }> {
    const stream = streamOf(id);
    if (!this.image.isLoaded(stream)) return this.#readWhole(stream);
    const { log, revision } = this.image.negotiation(id);
    return { revision, events: log.negotiation };
  }

  async #readWhole(stream: string): Promise<StreamImage> {
    const loaded = new StreamImage();
    // Events may be applied while it is read. They are read as well, and nothing beyond them.
    while (loaded.revision < this.image.revisionOfStream(stream)) {
      await this.#readPage(stream, loaded, this.image.revisionOfStream(stream));
      await yieldToEventLoop();
    }
    return loaded;
  }

  async #read(stream: string): Promise<void> {
    const loaded = await this.#readWhole(stream);
    for (const { revision, reason } of this.image.fill(stream, loaded))
      this.#log.warn(`unreadable (${reason}), and was readable before: revision ${revision} of ${stream}`);
  }

  async #readPage(stream: string, loaded: StreamImage, last: number): Promise<void> {
    const from = loaded.revision + 1;
    const events = await this.store.readStream(stream, { from, limit: Math.min(PAGE, last + 1 - from) });
    if (events.length === 0)
      throw new StoreFailure('damaged', `revision ${from} of ${stream} was read before, and is gone`);
    for (const event of events) loaded.apply(event);
  }
}
