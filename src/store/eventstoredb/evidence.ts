/**
 * What the server holds, for whoever checks it. The server hands out what it has parsed: the text is that of the value
 * which it stores, and not the bytes of it, so that a change in the bytes that changes no value is none.
 */
import { asStored, type StoredEvent } from '../../../events/chain/stored-event.js';
import type { Evidence, StreamHead, Place } from '../evidence.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';

/** Events read at a time where all of the log, or of a stream, is gone through. */
const PAGE = 1_000;

const inOrder = (a: StreamHead, b: StreamHead): number => Buffer.compare(Buffer.from(a.stream), Buffer.from(b.stream));

/** No call may fail before it is made: the port's promises reject. */
export type Ask = <T>(work: () => Promise<T>) => Promise<T>;

export class EventStoreDbEvidence implements Evidence {
  readonly contiguous = false;
  readonly oneClock = false;
  /** Where all streams stood at a position: what is asked for page by page. */
  #heads: { readonly upTo: bigint; readonly all: readonly StreamHead[] } | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly logEnd: LogEnd,
    private readonly ask: Ask,
  ) {}

  end(): Promise<bigint> {
    return this.ask(() => this.logEnd.position());
  }

  all(after: bigint | null, limit: number): Promise<readonly StoredEvent[]> {
    return this.ask(async () => (await this.reader.all(after ?? 0n, limit)).map(asStored));
  }

  stream(stream: string, after: Place | null, limit: number): Promise<readonly StoredEvent[]> {
    const from = after === null ? 0 : after.revision + 1;
    return this.ask(async () => (await this.reader.stream(stream, { from, limit })).map(asStored));
  }

  heads(upTo: bigint, after: string, limit: number): Promise<readonly StreamHead[]> {
    return this.ask(async () => {
      // The server keeps no list of its streams: the log is gone through for the first page, and not again for others.
      if (after === '' || this.#heads?.upTo !== upTo) this.#heads = { upTo, all: await this.#allHeads(upTo) };
      const { all } = this.#heads;
      const start = after === '' ? 0 : all.findIndex(({ stream }) => Buffer.from(stream) > Buffer.from(after));
      return start === -1 ? [] : all.slice(start, start + limit);
    });
  }

  head(upTo: bigint, stream: string): Promise<StreamHead | undefined> {
    return this.ask(async () => {
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
