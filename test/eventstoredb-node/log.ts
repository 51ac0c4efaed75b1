/** What the node stores: streams, and the order of all events. In memory, and gone with the process. */

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Stored extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly created: number;
}

/** `-1n`: no stream. */
export type ExpectedRevision = bigint | 'any' | 'exists';

export type Written =
  { readonly written: true; readonly last: Stored } | { readonly written: false; readonly current: bigint };

export class Log {
  readonly all: Stored[] = [];
  readonly #streams = new Map<string, Stored[]>();
  readonly #listeners = new Set<() => void>();
  #position = 0n;

  stream(name: string): readonly Stored[] | undefined {
    return this.#streams.get(name);
  }

  /** All of the events or none; the same ids in the same place are answered as the first time. */
  append(stream: string, expected: ExpectedRevision, events: readonly Proposed[]): Written {
    const stored = this.#streams.get(stream) ?? [];
    const current = BigInt(stored.length) - 1n;
    const at = typeof expected === 'bigint' ? Number(expected) + 1 : stored.findIndex(({ id }) => id === events[0]?.id);
    const there = at < 0 ? [] : stored.slice(at, at + events.length);
    if (events.length > 0 && events.every(({ id }, i) => id === there[i]?.id))
      return { written: true, last: there.at(-1) as Stored };
    const fits = expected === current || expected === 'any' || (expected === 'exists' && current >= 0n);
    if (!fits) return { written: false, current };
    return { written: true, last: this.#store(stream, stored, events) };
  }

  /** Calls back whenever something was stored. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #store(stream: string, stored: Stored[], events: readonly Proposed[]): Stored {
    this.#streams.set(stream, stored);
    for (const event of events) {
      // As on a server: where the bytes of the log are, not one after the other.
      this.#position += BigInt(100 + event.data.length);
      const next = { ...event, stream, revision: BigInt(stored.length), position: this.#position, created: Date.now() };
      stored.push(next);
      this.all.push(next);
    }
    for (const listener of this.#listeners) listener();
    return stored.at(-1) as Stored;
  }
}
