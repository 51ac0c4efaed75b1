/**
 * Caches where a stream stands and which ids are in it, as far as this process knows. Appends are planned by it. The server
 * compares the expected revision, so a cache that is behind costs another attempt and nothing else.
 */
import { START, type Link, type Sealed } from '../../../events/chain/chain.js';
import { entryIdOf } from '../entry-id.js';

/** The cache of one stream. */
export class StreamCache {
  #link: Link = START;
  #recordedAt = '';
  readonly #ids = new Map<string, number>();
  readonly #entries = new Map<string, number>();

  get link(): Link {
    return this.#link;
  }

  /** Of the last event; the empty text, which sorts before any instant, where there is none. */
  get recordedAt(): string {
    return this.#recordedAt;
  }

  /** How many events of the stream are known. */
  get size(): number {
    return this.#link.revision + 1;
  }

  /** Adds the next event of the stream. An event that is known, or that comes after a gap, is ignored. */
  add(event: Sealed): void {
    if (event.revision !== this.#link.revision + 1) return;
    this.#link = { revision: event.revision, hash: event.hash };
    this.#recordedAt = event.recordedAt;
    if (!this.#ids.has(event.id)) this.#ids.set(event.id, event.revision);
    const entry = entryIdOf(event);
    if (entry !== undefined) this.#entries.set(entry, event.revision);
  }

  /** The revision of the event with this id; undefined where it is not known. */
  revisionOf(id: string): number | undefined {
    return this.#ids.get(id);
  }

  /** The last revision at which a report or change has this own id; undefined where none is known. */
  revisionOfEntry(entry: string): number | undefined {
    return this.#entries.get(entry);
  }
}

/** How many events all stream caches may know together. */
const MAX_EVENTS = 1_000_000;

/** The caches of all streams, bounded by their events. The least recently used stream is dropped first. */
export class StreamCaches {
  readonly #streams = new Map<string, StreamCache>();
  #size = 0;

  /** The cache of a stream; an empty one where it is new or was dropped. */
  of(stream: string): StreamCache {
    const cache = this.#streams.get(stream) ?? new StreamCache();
    this.#streams.delete(stream);
    this.#streams.set(stream, cache);
    return cache;
  }

  add(event: Sealed): void {
    const cache = this.of(event.stream);
    const before = cache.size;
    cache.add(event);
    this.#size += cache.size - before;
    if (this.#size > MAX_EVENTS) this.#dropOldest();
  }

  #dropOldest(): void {
    const [oldest] = this.#streams;
    if (!oldest || this.#streams.size === 1) return;
    this.#streams.delete(oldest[0]);
    this.#size -= oldest[1].size;
  }
}
