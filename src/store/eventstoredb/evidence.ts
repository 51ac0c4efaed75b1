/**
 * The log as the server returns it, for audits. The server returns parsed values and not the stored bytes, so a change of
 * the bytes that changes no value cannot be seen.
 */
import { storedEventOf, type StoredEvent } from '../../../events/chain/stored-event.js';
import type { Evidence, SchemaFault, StreamHead, StreamCursor } from '../evidence.js';
import { defectOfKeys } from '../erasure/key-defects.js';
import type { Keys } from './keys/keys.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';
import type { EventOnServer } from './stored-form.js';

/** How many events are read at a time. */
const PAGE = 1_000;

const inOrder = (a: StreamHead, b: StreamHead): number => Buffer.compare(Buffer.from(a.stream), Buffer.from(b.stream));

/** Runs a call while the store is open; rejects, and never throws, where it is not. */
export type RunWhileOpen = <T>(work: () => Promise<T>) => Promise<T>;

export class EventStoreDbEvidence implements Evidence {
  readonly contiguous = false;
  readonly oneClock = false;
  /** The last link of every stream at a position, kept between the pages of `heads`. */
  #heads: { readonly upTo: bigint; readonly all: readonly StreamHead[] } | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly logEnd: LogEnd,
    private readonly withKeys: Keys['withKeys'],
    private readonly run: RunWhileOpen,
  ) {}

  schemaFaults(): Promise<readonly SchemaFault[]> {
    return Promise.resolve([]);
  }

  end(): Promise<bigint> {
    return this.run(() => this.logEnd.position());
  }

  all(after: bigint | null, limit: number): Promise<readonly StoredEvent[]> {
    return this.run(async () => this.#stored(await this.reader.all(after ?? 0n, limit)));
  }

  stream(stream: string, after: StreamCursor | null, limit: number): Promise<readonly StoredEvent[]> {
    const from = after === null ? 0 : after.revision + 1;
    return this.run(async () => this.#stored(await this.reader.stream(stream, { from, limit })));
  }

  heads(upTo: bigint, after: string, limit: number): Promise<readonly StreamHead[]> {
    return this.run(async () => {
      // The server has no list of its streams, so the log is read for the first page, and not again for the next ones.
      if (after === '' || this.#heads?.upTo !== upTo) this.#heads = { upTo, all: await this.#allHeads(upTo) };
      const { all } = this.#heads;
      const start = after === '' ? 0 : all.findIndex(({ stream }) => Buffer.from(stream) > Buffer.from(after));
      return start === -1 ? [] : all.slice(start, start + limit);
    });
  }

  head(upTo: bigint, stream: string): Promise<StreamHead | undefined> {
    return this.run(async () => {
      for (let from: number | undefined; ;) {
        const page = await this.reader.stream(stream, {
          direction: 'backward',
          limit: PAGE,
          ...(from === undefined ? {} : { from }),
        });
        const found = page.find(({ position }) => position <= upTo);
        if (found) return { stream, revision: found.revision, hash: found.hash };
        const first = page.at(-1);
        if (!first || first.revision === 0) return undefined;
        from = first.revision - 1;
      }
    });
  }

  async #stored(events: readonly EventOnServer[]): Promise<readonly StoredEvent[]> {
    return (await this.withKeys(events)).map(({ keysAt: _at, erases: _erases, ...event }) => {
      const stored = storedEventOf(event);
      const defect = stored.defect ?? defectOfKeys(stored);
      return defect === undefined ? stored : { ...stored, defect };
    });
  }

  async #allHeads(upTo: bigint): Promise<readonly StreamHead[]> {
    const heads = new Map<string, StreamHead>();
    for (let last = 0n; ;) {
      const page = await this.reader.all(last, PAGE);
      for (const { stream, revision, hash, position } of page)
        if (position <= upTo) heads.set(stream, { stream, revision, hash });
      last = page.at(-1)?.position ?? last;
      if (page.length < PAGE || last >= upTo) return [...heads.values()].toSorted(inOrder);
    }
  }
}
