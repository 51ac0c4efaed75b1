/**
 * Keys in a stream that is replaced by another one whenever one of them is erased. The streams of a series are numbered:
 * `…-0`, `…-1`. The first that has no tombstone is the one in use. An entry keeps its place in all of them, so that what
 * names series and place finds it for ever.
 *
 * To erase, all entries are written to the next stream, the erased ones without their keys; then the old stream gets a
 * tombstone, only where it has not grown meanwhile. Whoever finds that somebody else has begun that goes on with it: so two may
 * erase at once, and what was broken off is finished by the next one.
 */
import type { EventData, RecordedEvent as OnServer } from '@eventstore/db-client';
import type { KeyCallOutcome, KeyCalls } from './key-calls.js';

/** How an entry is stored. */
export interface EntryForm<T> {
  readonly stored: (entry: T) => EventData;
  readonly read: (onServer: OnServer) => T;
}

/** What became of entries that were to be added, the first of them at the index `from`. */
export interface AddedEntries<T> {
  readonly outcome: KeyCallOutcome;
  readonly from: number;
  readonly entries: readonly T[];
}

/** Called before a stream gets its tombstone, with the position of its first entry. */
export type BeforeTombstone = (stream: string, position: bigint) => Promise<void>;

/** How many entries are copied in one append. */
const COPIED_AT_ONCE = 500;

export class KeySeries<T> {
  readonly #calls: KeyCalls;
  readonly #form: EntryForm<T>;
  #generation = 0;
  #entries: T[] = [];
  #first = 0n;
  /** What is done to a series is done one after another. */
  #work: Promise<unknown> = Promise.resolve();

  /** @param name without the number */
  constructor(
    calls: KeyCalls,
    readonly name: string,
    form: EntryForm<T>,
  ) {
    this.#calls = calls;
    this.#form = form;
  }

  /** The entries that are known. */
  get known(): readonly T[] {
    return this.#entries;
  }

  /** Reads what has been added, and follows to the stream that is in use. */
  readOn(): Promise<readonly T[]> {
    return this.#alone(() => this.#readOn());
  }

  /** The same unless the entry of this index is known. */
  readTo(index: number): Promise<readonly T[]> {
    return this.#alone(() => (index < this.#entries.length ? this.#entries : this.#readOn()));
  }

  /**
   * Adds entries to the stream in use, behind all that are known: a conflict where others have added some.
   * @param next the entries, for the index that the first of them will have. It is asked when nothing else is done to the
   *   series: while entries are replaced, nobody can tell how many there are.
   */
  add(next: (from: number) => readonly T[]): Promise<AddedEntries<T>> {
    return this.#alone(async () => {
      const from = this.#entries.length;
      const entries = next(from);
      if (entries.length === 0) return { outcome: 'done', from, entries };
      const outcome = await this.#calls.append(this.#stream(), entries.map(this.#form.stored), from);
      if (outcome === 'done') this.#entries.push(...entries);
      return { outcome, from, entries };
    });
  }

  /**
   * Replaces entries, and removes the streams in which they were.
   * @param changed an entry as it is to be; itself where it stays
   */
  replace(changed: (entry: T, index: number) => T, before: BeforeTombstone): Promise<void> {
    return this.#alone(async () => {
      // What was added here has not been read, and so its positions are not known.
      this.#entries = [];
      for (const conflicts = this.#calls.conflicts(); ;) {
        const entries = await this.#readOn();
        const next = await this.#calls.read(this.#stream(1));
        const wanted = entries.map(changed);
        // Others have deleted both: reading on will show it.
        if (next === 'deleted') {
          await conflicts.add(false);
          continue;
        }
        if (next.length === 0 && wanted.every((entry, i) => entry === entries[i])) return;
        const outcome =
          next.length < entries.length ? await this.#copied(wanted, next.length) : await this.#removed(before);
        await conflicts.add(outcome === 'done');
      }
    });
  }

  /** Writes to the next stream what is missing there. */
  #copied(wanted: readonly T[], from: number): Promise<KeyCallOutcome> {
    const missing = wanted.slice(from, from + COPIED_AT_ONCE).map(this.#form.stored);
    return this.#calls.append(this.#stream(1), missing, from);
  }

  /** Removes the old stream: not where somebody has added entries since, which are to be copied as well. */
  async #removed(before: BeforeTombstone): Promise<KeyCallOutcome> {
    await before(this.#stream(), this.#first);
    return this.#calls.tombstone(this.#stream(), this.#entries.length);
  }

  async #readOn(): Promise<readonly T[]> {
    for (;;) {
      const read = await this.#calls.read(this.#stream(), this.#entries.length);
      if (read !== 'deleted') {
        if (this.#entries.length === 0) this.#first = read[0]?.position?.commit ?? 0n;
        this.#entries.push(...read.map(this.#form.read));
        return this.#entries;
      }
      this.#generation += 1;
      this.#entries = [];
    }
  }

  #stream(later = 0): string {
    return `${this.name}-${this.#generation + later}`;
  }

  #alone<R>(work: () => R | Promise<R>): Promise<R> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
