/**
 * Where negotiations stand that nobody has asked for since the start: in the log. Whoever reads or records brings the
 * one that it concerns into the book first.
 */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import { Book, type Unread } from './book.js';
import { Content } from './content.js';
import { readSafely } from './read-safely.js';

/** Events read at a time; the process does other work in between. */
const PAGE = 500;

@Injectable()
export class Shelf {
  readonly #log = new Logger('Shelf');
  readonly #coming = new Map<NegotiationId, Promise<void>>();

  constructor(
    private readonly store: EventStore,
    private readonly book: Book,
  ) {}

  /** Resolves once what is recorded of it is in the book; at once for one that was never recorded. */
  bring(id: NegotiationId): Promise<void> {
    if (this.book.isAtHand(id)) return DONE;
    const known = this.#coming.get(id);
    if (known) return known;
    const coming = this.#read(id).finally(() => this.#coming.delete(id));
    this.#coming.set(id, coming);
    return coming;
  }

  async #read(id: NegotiationId): Promise<void> {
    const content = new Content();
    const unread: Unread[] = [];
    let next = 0;
    // It may grow while it is read: what has been applied in the meantime is read as well, and no more than that.
    while (next <= this.book.revisionOf(id)) {
      next = await this.#page(id, content, unread, next);
      await othersTurn();
    }
    for (const { event, detail } of this.book.fill(id, content, unread))
      this.#log.warn(`passed over, and was read before: revision ${event.revision} of ${event.stream}: ${detail}`);
  }

  /** @returns the revision to go on from */
  async #page(id: NegotiationId, content: Content, unread: Unread[], from: number): Promise<number> {
    const last = this.book.revisionOf(id);
    const events = await this.store.readStream(streamOf(id), { from, limit: Math.min(PAGE, last + 1 - from) });
    for (const event of events) {
      const read = readSafely(event);
      if ('unreadable' in read) unread.push({ event, detail: read.unreadable });
      else content.enter(read);
    }
    const end = events.at(-1)?.revision;
    if (end === undefined)
      throw new StoreFailure('damaged', `revision ${from} of ${streamOf(id)} was read before, and is gone`);
    return end + 1;
  }
}

const DONE = Promise.resolve();
