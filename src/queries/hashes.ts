/** The hashes of events, as they are stored: what an answer can be held against. */
import { Injectable } from '@nestjs/common';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { EventStore } from '../store/event-store.js';

@Injectable()
export class EventHashes {
  constructor(private readonly store: EventStore) {}

  /** Null where there is no event of that revision. */
  async of(id: NegotiationId, revision: number): Promise<string | null> {
    const [event] = await this.store.readStream(streamOf(id), { from: revision, limit: 1 });
    return event?.revision === revision ? event.hash : null;
  }
}
