/**
 * What the inside tells whoever measures it, and costs nothing where nobody does: the store and the audit know of no
 * metrics, and the metrics of no store.
 */
import { channel } from 'node:diagnostics_channel';

/** Appends that have shared one transaction, which is durable now. */
export interface Commit {
  readonly events: number;
  /** Of each append: the seconds from when it was asked for until it was durable. */
  readonly seconds: readonly number[];
}

/** A check of the hash chain, of the whole log or of one negotiation, that has come to its end. */
export interface Verification {
  readonly ok: boolean;
  readonly seconds: number;
}

class MeasurementChannel<T> {
  readonly #channel;

  constructor(name: string) {
    this.#channel = channel(`parley:${name}`);
  }

  /** @param measured is only made where somebody listens */
  publish(measured: () => T): void {
    if (this.#channel.hasSubscribers) this.#channel.publish(measured());
  }

  /** @returns what ends it */
  subscribe(heard: (measured: T) => void): () => void {
    const listener = (measured: unknown) => heard(measured as T);
    this.#channel.subscribe(listener);
    return () => this.#channel.unsubscribe(listener);
  }
}

export const commits = new MeasurementChannel<Commit>('commit');
export const verifications = new MeasurementChannel<Verification>('verification');
