/** Readiness: whether the projections have read what is stored, compared with the store's own head. */
import { Injectable } from '@nestjs/common';
import type { ReadinessAnswer } from '../../answers/health.js';
import { AccessService } from '../access/access.service.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Projector, type ProjectorState } from '../projector/projector.js';
import { Clock } from '../platform/clock.js';
import { EventStore } from '../store/event-store.js';
import type { StoreFailure } from '../store/store-failure.js';

/** Milliseconds for which a stored position may stay unread; after that the status is `standing-still`. */
const STANDSTILL = 5_000;

const STATUS: Record<ProjectorState, ReadinessAnswer['status']> = {
  'catching-up': 'catching-up',
  following: 'ready',
  failing: 'failing',
};

@Injectable()
export class Readiness {
  /** A head that had not been read when it was seen, and when that was. */
  #awaited: { readonly head: bigint; readonly seenAt: number } | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly access: AccessService,
  ) {}

  /**
   * How many positions are stored and not applied yet. Rejects with a `StoreFailure` where the store does not answer.
   */
  async lag(): Promise<number> {
    return Number((await this.store.head()) - this.image.position);
  }

  /** Why nothing can be recorded at present. */
  get impediment(): StoreFailure | undefined {
    return this.store.impediment();
  }

  async answer(): Promise<ReadinessAnswer> {
    const head = await this.store.head().catch(() => null);
    const { position } = this.image;
    const impediment = this.store.impediment();
    // What a deleted file still answers is lost with the process; a wrong clock takes nothing from those who read.
    const isThere = head !== null && impediment?.code !== 'gone';
    return {
      status: isThere ? this.#status(head) : 'store-unavailable',
      projections: [
        {
          name: 'book',
          position: String(position),
          head: head === null ? null : String(head),
          lag: head === null ? null : Number(head - position),
        },
      ],
      ...(impediment ? { recording: { possible: false, why: impediment.message } } : {}),
      passedOver: this.image.unreadable.answer(),
    };
  }

  #status(head: bigint): ReadinessAnswer['status'] {
    const status = STATUS[this.projector.state];
    if (status !== 'ready') return status;
    if (!this.access.isReady) return 'catching-up';
    return this.#standsStill(head) ? 'standing-still' : status;
  }

  // Under steady writes there is always some lag. A position that stays unread is what must not be.
  #standsStill(head: bigint): boolean {
    if (this.#awaited && this.image.position < this.#awaited.head)
      return this.clock.now() - this.#awaited.seenAt > STANDSTILL;
    this.#awaited = this.image.position < head ? { head, seenAt: this.clock.now() } : undefined;
    return false;
  }
}
