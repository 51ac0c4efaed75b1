/** The server's live stream, as a watch listens to it: that something came, not what. */
import { setTimeout as wait } from 'node:timers/promises';
import { pathOf, type ApiClient } from '../client/api-client.js';

/** How long before the stream is asked for again, in milliseconds. */
const PAUSE = 1_000;

export class StreamWakeup {
  #hasCome = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly client: ApiClient,
    private readonly negotiation: string,
    private readonly signal: AbortSignal,
  ) {
    void this.#listen();
  }

  /** Until something has come since it was last asked, or so long has passed. */
  async next(milliseconds: number): Promise<void> {
    const awake = new AbortController();
    this.#wake = () => awake.abort();
    const signal = AbortSignal.any([awake.signal, this.signal]);
    if (!this.#hasCome) await wait(milliseconds, undefined, { signal }).catch(() => undefined);
    this.#hasCome = false;
  }

  #came(): void {
    this.#hasCome = true;
    this.#wake();
  }

  /** Where it breaks off, something may have come: one looks, and listens again. */
  async #listen(): Promise<void> {
    const at = `/v1${pathOf('negotiations', this.negotiation, 'stream')}`;
    while (!this.signal.aborted) {
      try {
        const events = await this.client.openStream(at, undefined, { signal: this.signal });
        this.#came();
        for await (const chunk of events) if (String(chunk).includes('event: ')) this.#came();
      } catch {
        // That the server is away, whoever looks next says.
      }
      this.#came();
      await wait(PAUSE, undefined, { signal: this.signal }).catch(() => undefined);
    }
  }
}
