/** What this process has heard of the log, from whatever it read, stored or follows. */
import type { Sealed } from '../../../events/chain/chain.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { AppendEcho } from './append-echo.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';
import { StreamCaches, type StreamCache } from './stream-cache.js';

/** Events read at a time to catch up with a stream. */
const PAGE = 1_000;

export class LogCache {
  readonly #tips = new StreamCaches();
  #latest = '';

  constructor(
    private readonly reader: Reader,
    private readonly end: LogEnd,
    private readonly ear: AppendEcho,
  ) {}

  tipOf(stream: string): StreamCache {
    return this.#tips.of(stream);
  }

  /**
   * The present, or the latest time that was heard of, where that is later: the clocks of several machines differ, and
   * what follows from another event is not to be dated before it.
   */
  time(now: number): string {
    const instant = new Date(now).toISOString();
    return instant > this.#latest ? instant : this.#latest;
  }

  /** Takes an event that was followed. */
  followed(event: RecordedEvent): void {
    this.#learn(event);
    this.end.heard(event.position);
    this.end.considered(event.position);
    this.ear.heard(event);
  }

  /** Takes what this process has stored. */
  stored(events: readonly Sealed[], position: bigint): void {
    for (const event of events) this.#learn(event);
    this.end.heard(position);
  }

  /** Reads what of the stream is not known yet. */
  async catchUp(stream: string): Promise<void> {
    for (;;) {
      const from = this.tipOf(stream).size;
      const page = await this.reader.stream(stream, { from, limit: PAGE });
      for (const event of page) this.#learn(event);
      if (page.length < PAGE) return;
    }
  }

  #learn(event: Sealed): void {
    this.#tips.learn(event);
    if (event.recordedAt > this.#latest) this.#latest = event.recordedAt;
  }
}
