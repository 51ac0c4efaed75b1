/** Catch-up subscriptions to the log: events stored already, then new ones, by this process or another. */
import { Observable, type Subscriber } from 'rxjs';
import type { RecordedEvent } from '../../../events/envelope.js';
import { asFailure } from './failure.js';
import type { Reader } from './reader.js';

/** How many events are read at a time; the process does other work in between. */
const PAGE_SIZE = 500;

/** How often to check whether another process has written, in milliseconds. */
const POLL_INTERVAL = 100;

interface OpenSubscription {
  /** Reads the next page soon. */
  readonly wake: () => void;
  readonly complete: () => void;
}

/** All subscriptions of one store. */
export class CatchUpSubscriptions {
  readonly #reader: Reader;
  readonly #open = new Set<OpenSubscription>();
  #polling: NodeJS.Timeout | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Every event after a position. Stored and new events are read alike: on from the last event, whenever woken. */
  after(position: bigint): Observable<RecordedEvent> {
    return new Observable((subscriber) => this.#read(subscriber, position));
  }

  /** Call it when this process has written. */
  wake(): void {
    for (const subscription of this.#open) subscription.wake();
  }

  /** Completes every subscription. */
  close(): void {
    for (const subscription of this.#open) subscription.complete();
  }

  #read(subscriber: Subscriber<RecordedEvent>, after: bigint): () => void {
    let last = after;
    let scheduled: NodeJS.Immediate | undefined;
    const wake = () => {
      scheduled ??= setImmediate(readPage);
    };
    const readPage = () => {
      scheduled = undefined;
      try {
        const page = this.#reader.all(last, PAGE_SIZE);
        for (const event of page) {
          if (subscriber.closed) return;
          last = event.position;
          subscriber.next(event);
        }
        if (page.length === PAGE_SIZE) wake();
      } catch (error) {
        subscriber.error(asFailure(error));
      }
    };
    const subscription = { wake, complete: () => subscriber.complete() };
    this.#add(subscription);
    wake();
    return () => {
      clearImmediate(scheduled);
      this.#remove(subscription);
    };
  }

  #add(subscription: OpenSubscription): void {
    this.#open.add(subscription);
    this.#polling ??= this.#poll();
  }

  #remove(subscription: OpenSubscription): void {
    this.#open.delete(subscription);
    if (this.#open.size > 0) return;
    clearInterval(this.#polling);
    this.#polling = undefined;
  }

  #poll(): NodeJS.Timeout {
    let seen: number | undefined;
    const look = () => {
      const version = this.#version();
      if (version !== seen) this.wake();
      seen = version;
    };
    return setInterval(look, POLL_INTERVAL).unref();
  }

  // Where this fails, it returns undefined: that wakes the subscriptions, which then report the failure themselves.
  #version(): number | undefined {
    try {
      return this.#reader.dataVersion();
    } catch {
      return undefined;
    }
  }
}
