/**
 * The keys of texts on the server: for each event an entry, which holds the keys of all its texts. An event says in its
 * metadata where its entry is: the series and the place in it. Each process writes series of its own.
 */
import { randomUUID } from 'node:crypto';
import { binaryEvent } from '@eventstore/db-client';
import { WeightedLru } from '../../../../projections/support/weighted-lru.js';
import { StoreFailure } from '../../store-failure.js';
import type { EventOnServer } from '../stored-form.js';
import type { KeyCalls } from './key-calls.js';
import { KeySeries, type AddedEntries, type BeforeTombstone, type EntryForm } from './key-series.js';

/** A stream holds so many entries at most, and about so many bytes: to erase one, all of them are copied. */
const MAX_ENTRIES = 500;
const MAX_BYTES = 400_000;

/** How many series are held in memory. */
const MAX_SERIES = 200;

/** How often a new series is begun because the keys in the one before were replaced. */
const MAX_TRIES = 10;

const FORM: EntryForm<Buffer> = {
  stored: (keys) => binaryEvent({ type: 'Keys', data: keys }),
  read: ({ data }) => (data instanceof Uint8Array ? Buffer.from(data) : Buffer.alloc(0)),
};

/** Where the keys of an event are: a series, and an index in it. */
interface KeyPlace {
  readonly series: string;
  readonly index: number;
}

function placeIn(text: string): KeyPlace | undefined {
  const [, series, index] = /^([\da-f-]{36})\/(\d{1,6})$/.exec(text) ?? [];
  return series === undefined ? undefined : { series, index: Number(index) };
}

interface Waiting {
  readonly keys: readonly Buffer[];
  readonly resolve: (places: readonly string[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A change of the keys of an event. */
export type ChangedKeys = (keys: Buffer) => Buffer;

export class TextKeys {
  #series = new WeightedLru<string, KeySeries<Buffer>>(MAX_SERIES);
  /** The series that this process adds to. */
  #open: { readonly id: string; readonly series: KeySeries<Buffer>; bytes: number } | undefined;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(
    private readonly calls: KeyCalls,
    private readonly prefix: string,
  ) {}

  /** Stores the keys of some events. @returns the place of each, for the metadata of its event */
  store(keys: readonly Buffer[]): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ keys, resolve, reject });
      if (!this.#writing) void this.#write();
    });
  }

  /** The keys at these places; none for one where there are none. */
  async at(places: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
    const wanted = [...new Set(places)].flatMap((text) => {
      const place = placeIn(text);
      return place ? [{ text, ...place }] : [];
    });
    const last = new Map<string, number>();
    for (const { series, index } of wanted) last.set(series, Math.max(index, last.get(series) ?? 0));
    const known = new Map<string, readonly Buffer[]>();
    for (const [id, index] of last) known.set(id, await this.#of(id).readTo(index));
    return new Map(
      wanted.flatMap(({ text, series, index }) => {
        const keys = known.get(series)?.[index];
        return keys ? [[text, keys] as const] : [];
      }),
    );
  }

  /** Events with the keys of their texts. */
  async withKeys(events: readonly EventOnServer[]): Promise<readonly EventOnServer[]> {
    const found = await this.at(events.flatMap(({ keysAt }) => keysAt ?? []));
    return events.map((event) => {
      const keys = event.keysAt === undefined ? undefined : found.get(event.keysAt);
      return keys ? { ...event, keys } : event;
    });
  }

  /** Changes keys, and removes the streams in which they were. */
  async replace(changes: ReadonlyMap<string, ChangedKeys>, before: BeforeTombstone): Promise<void> {
    const bySeries = new Map<string, Map<number, ChangedKeys>>();
    for (const [text, change] of changes) {
      const place = placeIn(text);
      if (!place) continue;
      const of = bySeries.get(place.series) ?? new Map<number, ChangedKeys>();
      bySeries.set(place.series, of.set(place.index, change));
    }
    for (const [id, of] of bySeries) {
      const changed = (keys: Buffer, index: number): Buffer => {
        const left = of.get(index)?.(keys);
        return left && !left.equals(keys) ? left : keys;
      };
      await this.#of(id).replace(changed, before);
    }
  }

  /** Forgets what was read: some of it may have been erased since. */
  forgetRead(): void {
    this.#series = new WeightedLru(MAX_SERIES);
  }

  /** Forgets what was stored last: the next keys go into another series. */
  forgetOpen(): void {
    this.#open = undefined;
  }

  #of(id: string): KeySeries<Buffer> {
    const known = this.#series.get(id);
    if (known) return known;
    const series = new KeySeries(this.calls, `${this.prefix}${id}`, FORM);
    this.#series.set(id, series, 1);
    return series;
  }

  /** What waits is stored together. */
  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0);
      try {
        const places = await this.#stored(taken.flatMap(({ keys }) => keys));
        let next = 0;
        for (const { keys, resolve } of taken) resolve(places.slice(next, (next += keys.length)));
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    this.#writing = false;
  }

  async #stored(keys: readonly Buffer[]): Promise<readonly string[]> {
    const places: string[] = [];
    for (let tries = 0; places.length < keys.length; tries += 1) {
      if (tries > keys.length + MAX_TRIES) throw new StoreFailure('busy', 'others kept replacing the keys');
      const open = (this.#open ??= this.#begun());
      const left = keys.slice(places.length);
      const { outcome, from, entries } = await this.#added(open.series, (length) =>
        fitting(left, MAX_ENTRIES - length, MAX_BYTES - open.bytes),
      );
      if (outcome === 'done' && entries.length > 0) {
        open.bytes += entries.reduce((sum, { length }) => sum + length, 0);
        places.push(...entries.map((_, i) => `${open.id}/${from + i}`));
      } else this.#open = undefined;
    }
    return places;
  }

  /** After a failure it is not known where the series stands: another one is begun. */
  async #added(series: KeySeries<Buffer>, next: (from: number) => readonly Buffer[]): Promise<AddedEntries<Buffer>> {
    try {
      return await series.add(next);
    } catch (error) {
      this.#open = undefined;
      throw error;
    }
  }

  #begun() {
    const id = randomUUID();
    return { id, series: this.#of(id), bytes: 0 };
  }
}

/** The first of them that fit; at least one where there is any room. */
function fitting(keys: readonly Buffer[], entries: number, bytes: number): readonly Buffer[] {
  if (entries <= 0 || bytes <= 0) return [];
  let [count, size] = [0, 0];
  for (const { length } of keys.slice(0, entries)) {
    if (count > 0 && size + length > bytes) break;
    size += length;
    count += 1;
  }
  return keys.slice(0, count);
}
