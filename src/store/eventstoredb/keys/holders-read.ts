/** Reads who was let in, and remembers them: only what was recorded since is read again. */
import { ACCESS_STREAM } from '../../../../events/access.js';
import { HOLDER_TYPES, holderOf, type Holder } from '../../erasure/holders.js';
import type { Reader } from '../reader.js';
import type { EventOnServer } from '../stored-form.js';
import type { TextKeys } from './text-keys.js';

/** A holder and the event by which they were let in. */
export interface KeptHolder extends Holder {
  readonly event: EventOnServer;
}

/** How many events are read at a time. */
const PAGE = 1_000;

const bufferOf = (keys: Uint8Array | undefined): Buffer | undefined => keys && Buffer.from(keys);

/** The holders as far as the stream has been read. */
class ReadHolders {
  readonly all: KeptHolder[] = [];
  #next = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly reader: Reader,
    private readonly textKeys: TextKeys,
  ) {}

  readOn(): Promise<void> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readNext());
    return this.#reading;
  }

  async #readNext(): Promise<void> {
    for (;;) {
      const page = await this.reader.stream(ACCESS_STREAM, { from: this.#next, limit: PAGE });
      const found = page.filter(({ type }) => HOLDER_TYPES.includes(type));
      for (const event of await this.textKeys.withKeys(found))
        this.all.push({ ...holderOf(event.type, event.data, bufferOf(event.keys)), event });
      this.#next += page.length;
      if (page.length < PAGE) return;
    }
  }
}

export class HoldersRead {
  #read: ReadHolders;

  constructor(
    private readonly reader: Reader,
    private readonly textKeys: TextKeys,
  ) {
    this.#read = new ReadHolders(reader, textKeys);
  }

  /** In the order in which they were let in. */
  async all(): Promise<readonly KeptHolder[]> {
    const read = this.#read;
    await read.readOn();
    return read.all;
  }

  /** Somebody may have been erased. */
  forget(): void {
    this.#read = new ReadHolders(this.reader, this.textKeys);
  }
}
