/**
 * What the node stores: streams, and the order of all events. In memory, and gone with the process.
 *
 * As on a server, an event is written first and committed a moment later, in the order of writing. Expected revisions and
 * ids are compared with what is written; only what is committed is read, and only then is the append answered.
 */
import { StoredStream, TOMBSTONE_TYPE, type ExpectedRevision, type Proposed, type Stored } from './stored-stream.js';

export type { ExpectedRevision, Proposed, Stored };

export interface Place {
  readonly revision: bigint;
  readonly position: bigint;
}

export type Written =
  | { readonly outcome: 'stored'; readonly last: Place; readonly committed: Promise<void> }
  /** The same append is written and not committed yet: a server forgets the second one, and answers nothing. */
  | { readonly outcome: 'under-way' }
  | { readonly outcome: 'refused'; readonly current: bigint }
  /** The stream has a tombstone. */
  | { readonly outcome: 'deleted' };

/** Events that are written and not committed yet. */
interface WrittenEvents {
  readonly events: readonly Stored[];
  readonly commit: () => void;
}

/** The revision that a server gives to the event that is a stream's tombstone. */
const TOMBSTONE = 2n ** 63n - 1n;
/** A server deletes a stream by saying in its metadata that it begins behind this revision. */
const DELETED = JSON.stringify({ $tb: String(TOMBSTONE) }).replace(/"(\d+)"/, '$1');

const internal = (type: string, data: string): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.of(),
});

export class Log {
  /** All events that are committed. */
  readonly all: Stored[] = [];
  /** How long a commit takes, in milliseconds. With 0 it is done at the end of this turn of the event loop. */
  commitTime = 0;
  readonly #streams = new Map<string, StoredStream>();
  readonly #listeners = new Set<() => void>();
  readonly #written: WrittenEvents[] = [];
  #position = 0n;

  /** What can be read of a stream; undefined where there is nothing. */
  stream(name: string): readonly Stored[] | undefined {
    const events = this.#streams.get(name)?.readable ?? [];
    return events.length === 0 ? undefined : events;
  }

  /** Whether its tombstone is committed. */
  isDeleted(name: string): boolean {
    return this.#streams.get(name)?.isDeleted === true;
  }

  /** What an operator has done on each node: removes the bytes of streams with a tombstone, and leaves the tombstone. */
  scavenge(): void {
    const kept = this.all.filter(({ stream, type }) => type === TOMBSTONE_TYPE || !this.isDeleted(stream));
    this.all.splice(0, this.all.length, ...kept);
    for (const stream of this.#streams.values()) stream.scavenge();
  }

  /** The events that have these bytes in their names, data or metadata. */
  holding(bytes: string | Buffer): Stored[] {
    const everywhere = new Set([...this.all, ...[...this.#streams.values()].flatMap((stream) => stream.readable)]);
    return [...everywhere].filter(({ stream, type, id, data, metadata }) =>
      [Buffer.from(`${stream} ${type} ${id}`), Buffer.from(data), Buffer.from(metadata)].some((part) =>
        part.includes(bytes),
      ),
    );
  }

  /** All of the events or none; the same ids in the same place are answered as the first time. */
  append(name: string, expected: ExpectedRevision, events: readonly Proposed[]): Written {
    const stream = this.#streams.get(name) ?? new StoredStream(name);
    if (stream.hasTombstone) return { outcome: 'deleted' };
    const check = stream.check(expected, events);
    if (check === 'refused') return { outcome: 'refused', current: stream.last };
    if (check === 'fits') return this.#write(stream, events);
    if (!stream.isCommitted(check)) return { outcome: 'under-way' };
    return { outcome: 'stored', last: check, committed: Promise.resolve() };
  }

  /** Deletes a stream: it cannot be read, and goes on behind where it was. */
  delete(name: string, expected: ExpectedRevision): Written {
    const stream = this.#streams.get(name) ?? new StoredStream(name);
    if (stream.hasTombstone) return { outcome: 'deleted' };
    if (stream.check(expected, []) === 'refused') return { outcome: 'refused', current: stream.last };
    stream.delete();
    return this.append(`$$${name}`, 'any', [internal('$metadata', DELETED)]);
  }

  /** Deletes a stream for good. */
  tombstone(name: string, expected: ExpectedRevision): Written {
    const stream = this.#streams.get(name) ?? new StoredStream(name);
    if (stream.hasTombstone) return { outcome: 'deleted' };
    if (stream.check(expected, []) === 'refused') return { outcome: 'refused', current: stream.last };
    this.#streams.set(name, stream);
    stream.hasTombstone = true;
    const event = this.#placed(stream, internal(TOMBSTONE_TYPE, ''), TOMBSTONE);
    return { outcome: 'stored', last: event, committed: this.#commit([event]) };
  }

  /** Calls back whenever something was stored. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #write(stream: StoredStream, events: readonly Proposed[]): Written {
    // An append of nothing takes a place in the log of a server, and no revision that anyone could read.
    if (events.length === 0) {
      this.#position += 100n;
      const last = { revision: stream.last + 1n, position: this.#position };
      return { outcome: 'stored', last, committed: this.#commit([]) };
    }
    this.#streams.set(stream.name, stream);
    const stored = events.map((event, i) => this.#placed(stream, event, stream.last + 1n + BigInt(i)));
    stream.write(stored);
    return { outcome: 'stored', last: stored.at(-1) as Stored, committed: this.#commit(stored) };
  }

  #placed({ name }: StoredStream, event: Proposed, revision: bigint): Stored {
    // As on a server: where the bytes of the log are, not one after the other.
    this.#position += BigInt(100 + event.data.length);
    return { ...event, stream: name, revision, position: this.#position, created: Date.now() };
  }

  #commit(events: readonly Stored[]): Promise<void> {
    return new Promise((resolve) => {
      const written = { events, commit: resolve };
      this.#written.push(written);
      const commit = () => this.#commitUpTo(written);
      if (this.commitTime === 0) setImmediate(commit);
      else setTimeout(commit, this.commitTime);
    });
  }

  #commitUpTo(last: WrittenEvents): void {
    const committed = this.#written.splice(0, this.#written.indexOf(last) + 1);
    for (const { events } of committed)
      for (const event of events) {
        this.all.push(event);
        this.#streams.get(event.stream)?.commit(event);
      }
    for (const { commit } of committed) commit();
    if (committed.length > 0) for (const listener of this.#listeners) listener();
  }
}
