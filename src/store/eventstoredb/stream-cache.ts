/**
 * Where a stream stands, as far as this process has heard, and which ids are in it: what an append is decided on. The
 * server compares the revision when it stores, so that a tip that lags behind leads to another try and to nothing worse.
 */
import { START, type Link, type Sealed } from '../../../events/chain/chain.js';
import { entryOf } from '../entry-id.js';

export class StreamCache {
  #link: Link = START;
  #recordedAt = '';
  readonly #ids = new Map<string, number>();
  readonly #entries = new Map<string, number>();

  get link(): Link {
    return this.#link;
  }

  /** Of the last event; less than any instant where there is none. */
  get recordedAt(): string {
    return this.#recordedAt;
  }

  /** How many events it knows of. */
  get size(): number {
    return this.#link.revision + 1;
  }

  /** Takes the next event of the stream. One that it has heard of, or that comes after one that it has not, is left. */
  learn(event: Sealed): void {
    if (event.revision !== this.#link.revision + 1) return;
    this.#link = { revision: event.revision, hash: event.hash };
    this.#recordedAt = event.recordedAt;
    if (!this.#ids.has(event.id)) this.#ids.set(event.id, event.revision);
    const entry = entryOf(event);
    if (entry !== undefined) this.#entries.set(entry, event.revision);
  }

  /** The revision of the event that has the id. */
  revisionOf(id: string): number | undefined {
    return this.#ids.get(id);
  }

  /** The last revision at which a report or a change took this id of its own. */
  entryAt(entry: string): number | undefined {
    return this.#entries.get(entry);
  }
}

/** How many events the tips may know of together: those of streams that nothing was told of for longest are forgotten. */
const ROOM = 1_000_000;

export class StreamCaches {
  readonly #tips = new Map<string, StreamCache>();
  #known = 0;

  /** What is known of the stream: nothing, where it has been forgotten. */
  of(stream: string): StreamCache {
    const tip = this.#tips.get(stream) ?? new StreamCache();
    this.#tips.delete(stream);
    this.#tips.set(stream, tip);
    return tip;
  }

  learn(event: Sealed): void {
    const tip = this.of(event.stream);
    const before = tip.size;
    tip.learn(event);
    this.#known += tip.size - before;
    if (this.#known > ROOM) this.#forget();
  }

  #forget(): void {
    const [oldest] = this.#tips;
    if (!oldest || this.#tips.size === 1) return;
    this.#tips.delete(oldest[0]);
    this.#known -= oldest[1].size;
  }
}
