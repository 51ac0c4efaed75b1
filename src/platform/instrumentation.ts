/**
 * Measurements that the store and the audit publish, on channels of `node:diagnostics_channel`. Neither knows the metrics
 * that subscribe to them, and without subscribers nothing is measured.
 */
import { channel } from 'node:diagnostics_channel';

/** A transaction of one append or several, once it is durable. */
export interface Commit {
  readonly events: number;
  /** For each append, the seconds from its call until it was durable. */
  readonly seconds: readonly number[];
}

/** A finished verification of the hash chain, of the whole log or of one negotiation. */
export interface Verification {
  readonly ok: boolean;
  readonly seconds: number;
}

/** A channel of measurements of one type. */
class MeasurementChannel<T> {
  readonly #channel;

  constructor(name: string) {
    this.#channel = channel(`parley:${name}`);
  }

  /** @param measured makes the measurement; called only where there are subscribers */
  publish(measured: () => T): void {
    if (this.#channel.hasSubscribers) this.#channel.publish(measured());
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (measured: T) => void): () => void {
    const onMessage = (measured: unknown) => listener(measured as T);
    this.#channel.subscribe(onMessage);
    return () => this.#channel.unsubscribe(onMessage);
  }
}

/** Published by the stores. */
export const commits = new MeasurementChannel<Commit>('commit');
/** Published by the audit. */
export const verifications = new MeasurementChannel<Verification>('verification');
