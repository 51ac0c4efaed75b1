/** Following the log: what is stored already, then what is stored from then on, by this process or another. */
import { Observable, type Subscriber } from 'rxjs';
import type { RecordedEvent } from '../../../events/envelope.js';
import { asFailure } from './failure.js';
import type { Reader } from './reader.js';

/** Events read at a time; the process does other work in between. */
const PAGE = 500;

/** How often to look whether another process has written, in milliseconds. */
const LOOK = 100;

interface Reading {
  readonly wake: () => void;
  readonly complete: () => void;
}

export class Follower {
  readonly #reader: Reader;
  readonly #readings = new Set<Reading>();
  #looking: NodeJS.Timeout | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Every event after a position. Catching up and following are one and the same: reading on from the last event. */
  after(position: bigint): Observable<RecordedEvent> {
    return new Observable((subscriber) => this.#read(subscriber, position));
  }

  /** To be called when this process has written. */
  wake(): void {
    for (const reading of this.#readings) reading.wake();
  }

  /** Completes every subscription. */
  close(): void {
    for (const reading of this.#readings) reading.complete();
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
        const page = this.#reader.all(last, PAGE);
        for (const event of page) {
          if (subscriber.closed) return;
          last = event.position;
          subscriber.next(event);
        }
        if (page.length === PAGE) wake();
      } catch (error) {
        subscriber.error(asFailure(error));
      }
    };
    const reading = { wake, complete: () => subscriber.complete() };
    this.#add(reading);
    wake();
    return () => {
      clearImmediate(scheduled);
      this.#remove(reading);
    };
  }

  #add(reading: Reading): void {
    this.#readings.add(reading);
    this.#looking ??= this.#look();
  }

  #remove(reading: Reading): void {
    this.#readings.delete(reading);
    if (this.#readings.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #look(): NodeJS.Timeout {
    let seen: number | undefined;
    const look = () => {
      const version = this.#version();
      if (version !== seen) this.wake();
      seen = version;
    };
    return setInterval(look, LOOK).unref();
  }

  // Where even this cannot be read, the readings are woken to find out by themselves, and to say so.
  #version(): number | undefined {
    try {
      return this.#reader.version();
    } catch {
      return undefined;
    }
  }
}
