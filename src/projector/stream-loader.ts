/**
 * Where streams stand that nobody has asked for since the start: in the log. Whoever reads or records brings the one that
 * it concerns into the book first.
 */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import { MemoryImage } from './memory-image.js';
import { StreamImage } from './stream-image.js';

/** Events read at a time; the process does other work in between. */
const PAGE = 500;

const DONE = Promise.resolve();

@Injectable()
export class StreamLoader {
  readonly #log = new Logger('Shelf');
  readonly #coming = new Map<string, Promise<void>>();

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
  ) {}

  /** Resolves once what is recorded of it is in the book; at once for one that was never recorded, or for none. */
  ensureLoaded(id: NegotiationId | undefined): Promise<void> {
    return id === undefined ? DONE : this.ensureStreamLoaded(streamOf(id));
  }

  /**
   * The same of a stream, whosever it is. Rejects with a `StoreFailure` where the store cannot be read, or has lost what
   * the book knows to have been there.
   */
  ensureStreamLoaded(stream: string): Promise<void> {
    if (this.image.isLoaded(stream)) return DONE;
    const known = this.#coming.get(stream);
    if (known) return known;
    const coming = this.#read(stream).finally(() => this.#coming.delete(stream));
    this.#coming.set(stream, coming);
    return coming;
  }

  async #read(stream: string): Promise<void> {
    const page = new StreamImage();
    // It may grow while it is read: what has been applied in the meantime is read as well, and no more than that.
    while (page.revision < this.image.revisionOfStream(stream)) {
      await this.#readOn(stream, page, this.image.revisionOfStream(stream));
      await yieldToEventLoop();
    }
    for (const { revision, reason } of this.image.fill(stream, page))
      this.#log.warn(`passed over (${reason}), and was read before: revision ${revision} of ${stream}`);
  }

  async #readOn(stream: string, page: StreamImage, last: number): Promise<void> {
    const from = page.revision + 1;
    const events = await this.store.readStream(stream, { from, limit: Math.min(PAGE, last + 1 - from) });
    if (events.length === 0)
      throw new StoreFailure('damaged', `revision ${from} of ${stream} was read before, and is gone`);
    for (const event of events) page.apply(event);
  }
}
