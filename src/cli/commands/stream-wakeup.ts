/** Wakes a watch when the server's live stream sends an event. What the event says is not used. */
import { setTimeout as wait } from 'node:timers/promises';
import { pathOf, type ApiClient } from '../client/api-client.js';

/** How long to wait before connecting again, in milliseconds. */
const RECONNECT_PAUSE = 1_000;

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

  #onEvent(): void {
    this.#hasEvent = true;
    this.#wake();
  }

  /** When the stream breaks, events may have been missed: that counts as an event. */
  async #listen(): Promise<void> {
    const at = `/v1${pathOf('negotiations', this.negotiation, 'stream')}`;
    while (!this.signal.aborted) {
      try {
        const events = await this.client.openStream(at, undefined, { signal: this.signal });
        this.#onEvent();
        for await (const chunk of events) if (String(chunk).includes('event: ')) this.#onEvent();
      } catch {
        // The watch's next look reports that the server is away.
      }
      this.#onEvent();
      await wait(RECONNECT_PAUSE, undefined, { signal: this.signal }).catch(() => undefined);
    }
  }
}
