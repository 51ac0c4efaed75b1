/**
 * Notes of erasures, in a stream beside the keys: which have begun and are not ended, so that one that was broken off is
 * finished by whoever comes next; and which streams of keys were deleted, so that it can be told which bytes a scavenge has not
 * removed. They name events and streams, and hold neither a key nor a text.
 */
import { randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import type { NewEvent } from '../../../../events/envelope.js';
import { StoreFailure } from '../../store-failure.js';
import type { KeyCalls } from './key-calls.js';

/** What an event erases. */
export type Erases = NonNullable<NewEvent['erases']>;

/** An erasure is to be recorded, or was. */
export interface BegunErasure {
  /** The id of this note. */
  readonly note: string;
  /** The stream and the id of the event that records it. */
  readonly stream: string;
  readonly id: string;
  readonly erases: Erases;
}

/** A stream of keys that gets a tombstone, and the position of its first entry. */
export interface DeletedKeys {
  readonly stream: string;
  readonly position: bigint;
}

export class ErasureNotes {
  readonly #begun = new Map<string, BegunErasure>();
  readonly #deleted = new Map<string, DeletedKeys>();
  readonly #stream: string;
  #read = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly calls: KeyCalls,
    prefix: string,
  ) {
    this.#stream = `${prefix}erasures`;
  }

  /** To be called before it is recorded. @returns the id of the note */
  async begin(stream: string, id: string, erases: Erases): Promise<string> {
    const note = randomUUID();
    await this.#add('ErasureBegun', { note, stream, id, erases });
    return note;
  }

  /** Its keys are destroyed, or it was not recorded. */
  end(note: string): Promise<void> {
    return this.#add('ErasureEnded', { note });
  }

  /** To be called before the stream gets its tombstone. */
  async deleting(stream: string, position: bigint): Promise<void> {
    await this.#readOn();
    if (!this.#deleted.has(stream)) await this.#add('KeysDeleted', { stream, position: String(position) });
  }

  /** Those that have begun and are not ended. */
  async begun(): Promise<readonly BegunErasure[]> {
    await this.#readOn();
    return [...this.#begun.values()];
  }

  async deleted(): Promise<readonly DeletedKeys[]> {
    await this.#readOn();
    return [...this.#deleted.values()];
  }

  async #add(type: string, data: object): Promise<void> {
    const entry = jsonEvent({ type, data: JSON.parse(JSON.stringify(data)) as Record<string, string> });
    if ((await this.calls.append(this.#stream, [entry], 'any')) !== 'done')
      throw new StoreFailure('deleted', `${this.#stream} was deleted on the server`);
  }

  #readOn(): Promise<void> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readNext());
    return this.#reading;
  }

  async #readNext(): Promise<void> {
    const read = await this.calls.read(this.#stream, this.#read);
    if (read === 'deleted') throw new StoreFailure('deleted', `${this.#stream} was deleted on the server`);
    for (const { type, data } of read) {
      const noted = data as unknown as BegunErasure & { readonly stream: string; readonly position: string };
      if (type === 'ErasureBegun') this.#begun.set(noted.note, noted);
      else if (type === 'ErasureEnded') this.#begun.delete(noted.note);
      else if (type === 'KeysDeleted')
        this.#deleted.set(noted.stream, { stream: noted.stream, position: BigInt(noted.position) });
    }
    this.#read += read.length;
  }
}
