/**
 * Tells an append where its events were stored. They come back at once on this process's own subscriptions, with hash and
 * position, so that no extra read is needed.
 */
import type { RecordedEvent } from '../../../events/envelope.js';

/** A stored event by its hash, and where it stands. */
export type StoredPlace = Pick<RecordedEvent, 'revision' | 'hash' | 'position'>;

/** Waits for the events at some revisions of a stream. It receives events from its creation on. */
class PendingEcho {
  readonly #received = new Map<number, StoredPlace>();
  #resolve: (received: ReadonlyMap<number, StoredPlace>) => void = () => undefined;
  /** All of them by revision, once they have arrived. They may be those of another process. */
  readonly complete = new Promise<ReadonlyMap<number, StoredPlace>>((resolve) => {
    this.#resolve = resolve;
  });

  constructor(readonly revisions: ReadonlySet<number>) {}

  receive({ revision, hash, position }: StoredPlace): void {
    if (this.revisions.has(revision)) this.#received.set(revision, { revision, hash, position });
    if (this.#received.size === this.revisions.size) this.#resolve(this.#received);
  }

  /** All of them by revision; undefined where they do not arrive within `timeout` milliseconds. */
  async within(timeout: number): Promise<ReadonlyMap<number, StoredPlace> | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeout);
    });
    try {
      return await Promise.race([this.complete, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The echo of a process: all its subscriptions feed it, all its appends may wait for it. */
export class AppendEcho {
  readonly #pending = new Map<string, PendingEcho>();
  #subscriptions = 0;

  subscriptionOpened(): void {
    this.#subscriptions += 1;
  }

  subscriptionClosed(): void {
    this.#subscriptions -= 1;
  }

  receive(event: RecordedEvent): void {
    this.#pending.get(event.stream)?.receive(event);
  }

  /** Call it before the events are sent: they may arrive before the server has answered. */
  expect(stream: string, revisions: readonly number[]): PendingEcho {
    const pending = new PendingEcho(new Set(revisions));
    this.#pending.set(stream, pending);
    return pending;
  }

  /** Whether any subscription is open, so that events can arrive. */
  get hasSubscription(): boolean {
    return this.#subscriptions > 0;
  }

  /** Ends the waiting for a stream. In a process only one append to a stream is under way at a time. */
  forget(stream: string): void {
    this.#pending.delete(stream);
  }
}
