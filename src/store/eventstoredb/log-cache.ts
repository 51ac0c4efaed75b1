/** What this process knows of the log from its reads, appends and subscriptions. */
import type { Sealed } from '../../../events/chain/chain.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { AppendEcho } from './append-echo.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';
import { StreamCaches, type StreamCache } from './stream-cache.js';

/** How many events are read at a time to catch up with a stream. */
const PAGE = 1_000;

/** A cache of all streams. It may be behind the server, and never ahead of it. */
export class LogCache {
  readonly #streams = new StreamCaches();
  #latest = '';

  constructor(
    private readonly reader: Reader,
    private readonly end: LogEnd,
    private readonly echo: AppendEcho,
  ) {}

  /** The latest `recordedAt` that is known; empty where none is. */
  get latest(): string {
    return this.#latest;
  }

  streamOf(stream: string): StreamCache {
    return this.#streams.of(stream);
  }

  /**
   * The `recordedAt` of an event that is appended now: the present, or the latest known `recordedAt` where that is later.
   * The clocks of machines differ, and an event must not be dated before one that it follows from.
   * @param now in milliseconds since the epoch
   */
  recordingTime(now: number): string {
    const instant = new Date(now).toISOString();
    return instant > this.#latest ? instant : this.#latest;
  }

  /** Adds an event that a subscription has received. */
  addFollowed(event: RecordedEvent): void {
    this.#add(event);
    this.end.include(event.position);
    this.end.markScanned(event.position);
    this.echo.receive(event);
  }

  /** Adds events that this process has stored; `position` is that of the last of them. */
  addStored(events: readonly Sealed[], position: bigint): void {
    for (const event of events) this.#add(event);
    this.end.include(position);
  }

  /** Reads the events of a stream that are not known yet. */
  async catchUp(stream: string): Promise<void> {
    for (;;) {
      const from = this.streamOf(stream).size;
      const page = await this.reader.stream(stream, { from, limit: PAGE });
      for (const event of page) this.#add(event);
      if (page.length < PAGE) return;
    }
  }

  #add(event: Sealed): void {
    this.#streams.add(event);
    if (event.recordedAt > this.#latest) this.#latest = event.recordedAt;
  }
}
