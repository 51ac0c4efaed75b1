/**
 * What readers of the live stream have missed, read from the log once for all who come back: after a restart there are as
 * many of them as there are open pages.
 */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { RecordedEvent } from '../../events/envelope.js';
import { Projector } from '../projector/projector.js';
import { EventStore } from '../store/event-store.js';
import { Broadcaster, type BroadcastMessage } from './broadcaster.js';

/** Events after one position, up to another. */
interface Span {
  readonly from: bigint;
  readonly upTo: bigint;
}

/** How many events a reader may have missed and still get them all. */
export const MOST_MISSED = 5_000;
/** The most characters of what they hold. */
const ROOM = 16 * 1024 * 1024;
/** Events read at a time. */
const PAGE = 500;

const NO_POSITION = 'that is no position of this log';
const OTHER_LOG = 'this log has not come to that position: it may be another one';
const TOO_MANY = `more than ${MOST_MISSED} events have been recorded since`;

/** An event that somebody has missed. Its messages are made once, when they are first asked for. */
export class MissedEvent {
  readonly weight: number;
  readonly #made = new Map<boolean, Promise<BroadcastMessage | undefined>>();

  constructor(
    readonly event: RecordedEvent,
    private readonly broadcaster: Broadcaster,
  ) {
    this.weight = JSON.stringify(event.data).length + 500;
  }

  /** The message; undefined where there is none about it. @param withChanges whether it says what it changed */
  message(withChanges: boolean): Promise<BroadcastMessage | undefined> {
    const known = this.#made.get(withChanges);
    if (known) return known;
    const made = this.broadcaster.messageOf(this.event, withChanges);
    this.#made.set(withChanges, made);
    made.catch(() => this.#made.delete(withChanges));
    return made;
  }
}

@Injectable()
export class MissedEvents implements OnApplicationBootstrap, OnApplicationShutdown {
  #subscription: Subscription | undefined;
  /** The positions of the events that were applied last. */
  #applied: bigint[] = [];
  /** The latest events without a gap: those after `from`, up to `upTo`. */
  #events: MissedEvent[] = [];
  #from = 0n;
  #upTo = 0n;
  #weight = 0;
  /** Who stands here, or before, has missed too much. */
  #tooFar = -1n;
  /** What those need who wait for the next reading. */
  #wanted: Span | undefined;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly broadcaster: Broadcaster,
    private readonly projector: Projector,
  ) {}

  onApplicationBootstrap(): void {
    this.#subscription = this.projector.appliedEvents.subscribe(({ position }) => {
      this.#applied.push(position);
      if (this.#applied.length > 2 * MOST_MISSED) this.#applied = this.#applied.slice(-MOST_MISSED - 1);
    });
  }

  onApplicationShutdown(): void {
    this.#subscription?.unsubscribe();
  }

  /** The events after one position up to another, or why they cannot be sent. */
  async between(after: bigint, upTo: bigint): Promise<readonly MissedEvent[] | string> {
    if (after > upTo) return OTHER_LOG;
    const flaw = await this.#flawOf(after, upTo);
    if (flaw !== undefined) return flaw;
    while (!this.#covers(after, upTo)) {
      if (after <= this.#tooFar) return TOO_MANY;
      await this.#read({ from: after, upTo });
    }
    const missed = this.#events.filter(({ event: { position } }) => position > after && position <= upTo);
    return missed.length > MOST_MISSED ? TOO_MANY : missed;
  }

  // Most positions are known without asking the store: who comes back was here a moment ago.
  async #flawOf(after: bigint, upTo: bigint): Promise<string | undefined> {
    const { length } = this.#applied;
    const at = indexIn(this.#applied, after);
    if (this.#applied[at] === after) return indexIn(this.#applied, upTo) - at > MOST_MISSED ? TOO_MANY : undefined;
    if (length > 0 && at < length && at > 0) return NO_POSITION;
    if (length > MOST_MISSED && at === 0) return TOO_MANY;
    // 0 is where an empty log ends.
    return after > 0n && !(await this.store.hasPosition(after)) ? NO_POSITION : undefined;
  }

  #covers(after: bigint, upTo: bigint): boolean {
    return this.#upTo > 0n && this.#from <= after && upTo <= this.#upTo;
  }

  /** Reads what all need who wait; whoever comes meanwhile waits for it, and then looks whether it was enough. */
  async #read({ from, upTo }: Span): Promise<void> {
    const { from: first = from, upTo: last = upTo } = this.#wanted ?? {};
    this.#wanted = { from: from < first ? from : first, upTo: upTo > last ? upTo : last };
    this.#reading ??= this.#extend().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #extend(): Promise<void> {
    // Those who come back together are all here before the first page is read.
    await yieldToEventLoop();
    const { from, upTo } = this.#wanted ?? { from: this.#from, upTo: this.#upTo };
    this.#wanted = undefined;
    if (this.#upTo === 0n) [this.#from, this.#upTo] = [upTo, upTo];
    if (from < this.#from) {
      const earlier = await this.#pages(from, this.#from);
      if (earlier) {
        this.#events = [...earlier, ...this.#events];
        this.#from = from;
      } else this.#isTooFar(from);
    }
    if (upTo > this.#upTo) {
      const later = await this.#pages(this.#upTo, upTo);
      this.#events = later ? [...this.#events, ...later] : [];
      if (!later) this.#from = upTo;
      this.#upTo = upTo;
    }
    this.#trim();
  }

  /** The events between two positions; undefined where they are too many, or too long. */
  async #pages(after: bigint, upTo: bigint): Promise<MissedEvent[] | undefined> {
    const found: MissedEvent[] = [];
    for (let at = after; at < upTo;) {
      const page = await this.store.readAll(at, PAGE);
      const last = page.at(-1);
      if (!last) break;
      for (const event of page) if (event.position <= upTo) found.push(new MissedEvent(event, this.broadcaster));
      const weight = found.reduce((sum, one) => sum + one.weight, 0);
      if (found.length > MOST_MISSED || weight > ROOM) return undefined;
      at = last.position;
    }
    return found;
  }

  #isTooFar(position: bigint): void {
    if (position > this.#tooFar) this.#tooFar = position;
  }

  /** Forgets the earliest, so that what is kept stays within its bounds. */
  #trim(): void {
    this.#weight = this.#events.reduce((sum, { weight }) => sum + weight, 0);
    let gone = 0;
    for (const { weight } of this.#events) {
      if (this.#events.length - gone <= MOST_MISSED && this.#weight <= ROOM) break;
      this.#weight -= weight;
      gone += 1;
    }
    if (gone === 0) return;
    this.#from = (this.#events[gone - 1] as MissedEvent).event.position;
    this.#events = this.#events.slice(gone);
    this.#isTooFar(this.#from - 1n);
  }
}

/** Where a position is among ascending ones, or would be. */
function indexIn(positions: readonly bigint[], position: bigint): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] as bigint) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
