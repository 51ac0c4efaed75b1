/**
 * After a start, long stories are put in order before anybody asks for them, in turns with whatever is asked: the first
 * search and the first status then wait for nothing.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { NegotiationId } from '../../events/ids.js';
import { streamOf } from '../../events/envelope.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Projector } from '../projector/projector.js';
import { ProjectionCache } from './projection-cache.js';
import { currentCall } from './pacing/call.js';
import { runYielding } from './pacing/run-yielding.js';

/** A story of fewer events is put in order when it is first asked for: nobody notices. */
const LONG = 500;
/** The most events that are put in order, beginning with the talks that were recorded last. */
const MOST = 120_000;
const MOST_TALKS = 100;
/** How often it is looked whether the log has been read, in milliseconds. */
const INTERVAL = 250;

@Injectable()
export class WarmUp implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('WarmUp');
  #timer: NodeJS.Timeout | undefined;
  readonly #ending = new AbortController();

  constructor(
    private readonly projector: Projector,
    private readonly image: MemoryImage,
    private readonly cache: ProjectionCache,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      if (!this.projector.hasCaughtUp) return;
      clearInterval(this.#timer);
      // A stop does not wait for it.
      const call = { caller: '', isLimited: false, signal: this.#ending.signal };
      void currentCall.run(call, () => this.#warm());
    }, INTERVAL).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.#ending.abort();
  }

  async #warm(): Promise<void> {
    let events = 0;
    for (const id of this.image.newest(MOST_TALKS)) {
      const length = this.image.revisionOfStream(streamOf(id)) + 1;
      events += length < LONG ? 0 : length;
      if (this.#ending.signal.aborted || events > MOST) return;
      if (length >= LONG) await this.#putInOrder(id);
    }
  }

  // Where the store fails, whoever asks is told; this only comes before them.
  async #putInOrder(id: NegotiationId): Promise<void> {
    try {
      const loaded = await this.cache.load(id);
      await runYielding(this.cache.makingStatus(loaded));
    } catch (error) {
      this.#log.debug(`${id} is not put in order yet: ${String(error)}`);
    }
  }
}
