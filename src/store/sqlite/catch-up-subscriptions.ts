/** Catch-up subscriptions to the log: events stored already, then new ones, by this process or another. */
import { Observable, type Subscriber } from 'rxjs';
import type { RecordedEvent } from '../../../events/envelope.js';
import { asFailure } from './failure.js';
import type { Reader } from './reader.js';
import type { WrittenEvent } from './written-events.js';

/** How many events are read at a time; the process does other work in between. */
const PAGE_SIZE = 500;

/** How often to check whether another process has written, in milliseconds. */
const POLL_INTERVAL = 100;

/** What this process has stored is kept for its subscriptions up to so many events; more of them are read again. */
const MOST_KEPT = 4_000;

interface OpenSubscription {
  /** The position of the last event that it was handed. */
  readonly last: () => bigint;
  /** Reads the next page soon. */
  readonly wake: () => void;
  readonly complete: () => void;
}

/** All subscriptions of one store. */
export class CatchUpSubscriptions {
  readonly #reader: Reader;
  readonly #open = new Set<OpenSubscription>();
  /**
   * What this process has stored last, for as long as a subscription has not got that far. Positions are contiguous in the
   * log: so nobody has stored anything between these.
   */
  #kept: readonly WrittenEvent[] = [];
  #polling: NodeJS.Timeout | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Every event after a position. Stored and new events are read alike: on from the last event, whenever woken. */
  after(position: bigint): Observable<RecordedEvent> {
    return new Observable((subscriber) => this.#read(subscriber, position));
  }

  /**
   * Call it when this process has committed a transaction.
   * @param written what that has stored, in order; none where it must be read
   */
  stored(written: readonly WrittenEvent[]): void {
    if (this.#open.size === 0) return;
    this.#keep(written);
    this.#wake();
  }

  /** Perhaps behind what is kept: so that all of it is read, since nobody looks again before they write more. */
  #othersHaveWritten(): void {
    this.#kept = [];
    this.#wake();
  }

  #wake(): void {
    for (const subscription of this.#open) subscription.wake();
  }

  #keep(written: readonly WrittenEvent[]): void {
    const [first] = written;
    const goesOn = first !== undefined && this.#kept.at(-1)?.position === first.position - 1n;
    this.#kept = goesOn ? [...this.#kept, ...written] : written;
    if (this.#kept.length > MOST_KEPT) this.#kept = [];
  }

  /** The next events after a position. */
  #page(after: bigint): readonly RecordedEvent[] {
    const [first] = this.#kept;
    if (first === undefined || after + 1n < first.position) return this.#reader.all(after, PAGE_SIZE);
    const from = Number(after + 1n - first.position);
    if (from >= this.#kept.length) return this.#reader.all(after, PAGE_SIZE);
    return this.#kept.slice(from, from + PAGE_SIZE).map(({ event }) => event());
  }

  #forgetPassed(): void {
    const end = this.#kept.at(-1)?.position;
    if (end !== undefined && [...this.#open].every(({ last }) => last() >= end)) this.#kept = [];
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
        const page = this.#page(last);
        for (const event of page) {
          if (subscriber.closed) return;
          last = event.position;
          subscriber.next(event);
        }
        this.#forgetPassed();
        if (page.length === PAGE_SIZE) wake();
      } catch (error) {
        this.#kept = [];
        subscriber.error(asFailure(error));
      }
    };
    const subscription = { wake, last: () => last, complete: () => subscriber.complete() };
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
    this.#forgetPassed();
    if (this.#open.size > 0) return;
    clearInterval(this.#polling);
    this.#polling = undefined;
  }

  #poll(): NodeJS.Timeout {
    let seen: number | undefined;
    const look = () => {
      const version = this.#version();
      if (version !== seen) this.#othersHaveWritten();
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
