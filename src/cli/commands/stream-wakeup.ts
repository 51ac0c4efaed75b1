/** Wakes a watch when the server's live stream sends an event. What the event says is not used. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from '../client/api-client.js';

/** How long to wait, in milliseconds, before a server is asked again that has refused the stream. */
const REFUSED_PAUSE = 1_000;

/** It connects at once, and again whenever the stream breaks, until the signal is aborted. */
export class StreamWakeup {
  #hasEvent = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly client: ApiClient,
    private readonly negotiation: string,
    private readonly signal: AbortSignal,
  ) {
    void this.#listen();
  }

  /** Resolves when an event has arrived since the last call, or after the given time. */
  async next(milliseconds: number): Promise<void> {
    const awake = new AbortController();
    this.#wake = () => awake.abort();
    const signal = AbortSignal.any([awake.signal, this.signal]);
    if (!this.#hasEvent) await wait(milliseconds, undefined, { signal }).catch(() => undefined);
    this.#hasEvent = false;
  }

  readonly #onEvent = (): void => {
    this.#hasEvent = true;
    this.#wake();
  };

  /** That the stream begins or breaks is an event as well: the watch's next look reports a server that is away. */
  async #listen(): Promise<void> {
    const { negotiation, signal } = this;
    while (!this.signal.aborted) {
      try {
        const live = this.client.parley.live({ negotiation, signal, onState: this.#onEvent });
        for await (const _ of live) this.#onEvent();
      } catch {
        this.#onEvent();
        await wait(REFUSED_PAUSE, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
