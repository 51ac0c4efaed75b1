/** A stream of the node, and how a server checks an append to it. */

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

/** The type of the event that is a stream's tombstone. */
export const TOMBSTONE_TYPE = '$streamDeleted';

export class StoredStream {
  /** Written: nothing more is appended. */
  hasTombstone = false;
  /** Committed: nothing more is read. */
  isDeleted = false;
  readonly #events: Stored[] = [];
  /** The last event of each id. */
  readonly #byId = new Map<string, Stored>();
  #committed = 0;
  /** The first event that was not deleted. */
  #from = 0;

  constructor(readonly name: string) {}

  /** The revision of the last event that is written, deleted or not; −1 where there is none. */
  get last(): bigint {
    return BigInt(this.#events.length) - 1n;
  }

  get readable(): readonly Stored[] {
    return this.#events.slice(this.#from, this.#committed);
  }

  isCommitted({ revision }: Stored): boolean {
    return revision < BigInt(this.#committed);
  }

  write(events: readonly Stored[]): void {
    for (const event of events) {
      this.#events.push(event);
      this.#byId.set(event.id, event);
    }
  }

  commit({ revision, type }: Stored): void {
    if (type === TOMBSTONE_TYPE) this.isDeleted = true;
    if (revision === BigInt(this.#committed)) this.#committed += 1;
  }

  delete(): void {
    this.#from = this.#events.length;
  }

  /** Removes the bytes of all events of a stream with a tombstone. */
  scavenge(): void {
    if (this.isDeleted) this.#events.length = 0;
  }

  /** Whether an append fits or is refused; the last event of the first append where it is one that was made before. */
  check(expected: ExpectedRevision, events: readonly Proposed[]): 'fits' | 'refused' | Stored {
    const isEmpty = this.#events.length === this.#from;
    if (expected === 'exists' && isEmpty) return 'refused';
    if (typeof expected !== 'bigint') return this.#checkIds(events);
    // Where a stream was deleted, "no stream" holds as well as the revision at which it was.
    if (expected === this.last || (expected === -1n && isEmpty)) return 'fits';
    const there = this.#events.slice(Number(expected) + 1, Number(expected) + 1 + events.length);
    return (events.every(({ id }, i) => id === there[i]?.id) && there.at(-1)) || 'refused';
  }

  /** Where any revision will do, an id that is not there yet is one only if it comes first. */
  #checkIds(events: readonly Proposed[]): 'fits' | 'refused' | Stored {
    const there = events.map(({ id }) => this.#byId.get(id));
    if (there[0] === undefined) return 'fits';
    return there.every((event) => event !== undefined) ? (there.at(-1) as Stored) : 'refused';
  }
}
