/** Reads the whole log, or a stream, page by page: memory stays bounded, and other work of the process goes on. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import type { Evidence } from '../store/evidence.js';
import { StoreFailure, type StoreFailureCode } from '../store/store-failure.js';

/** Events read at a time. Hashing so many takes some milliseconds. */
const PAGE = 200;

export interface EvidencePage {
  readonly events: readonly StoredEvent[];
  /** Set on the last page where the store cannot be read any further. */
  readonly failure?: StoreFailure;
}

/** The failures that are findings of an audit. */
const UNREADABLE: ReadonlySet<StoreFailureCode> = new Set(['damaged', 'deleted']);

type Read = (after: StoredEvent | null, limit: number) => Promise<readonly StoredEvent[]>;

async function readOrFailure(read: Read, after: StoredEvent | null, limit: number): Promise<EvidencePage> {
  try {
    return { events: await read(after, limit) };
  } catch (error) {
    if (error instanceof StoreFailure && UNREADABLE.has(error.code)) return { events: [], failure: error };
    throw error;
  }
}

/** Where a page cannot be read as a whole, it is read event by event, up to the one that cannot be. */
async function pageAfter(read: Read, after: StoredEvent | null): Promise<EvidencePage> {
  const page = await readOrFailure(read, after, PAGE);
  if (!page.failure) return page;
  const events: StoredEvent[] = [];
  for (let last = after; events.length < PAGE; last = events.at(-1) ?? null) {
    const one = await readOrFailure(read, last, 1);
    if (one.failure) return { events, failure: one.failure };
    if (one.events.length === 0) break;
    events.push(...one.events);
  }
  return { events };
}

async function* pages(read: Read): AsyncGenerator<EvidencePage> {
  for (let last: StoredEvent | null = null; ; await yieldToEventLoop()) {
    const page: EvidencePage = await pageAfter(read, last);
    yield page;
    last = page.events.at(-1) ?? null;
    if (page.failure || page.events.length < PAGE) return;
  }
}

/** The whole log, in the order of positions. */
export const logPages = (evidence: Evidence): AsyncGenerator<EvidencePage> =>
  pages((last, limit) => evidence.all(last?.position ?? null, limit));

/** One stream, in the order of revisions. */
export const streamPages = (evidence: Evidence, stream: string): AsyncGenerator<EvidencePage> =>
  pages((last, limit) => evidence.stream(stream, last, limit));

/**
 * The events of a stream, in the order of revisions. Rejects with a `StoreFailure` where the store cannot be read.
 * @param upTo the last revision to read
 */
export async function* streamEvents(
  evidence: Evidence,
  stream: string,
  upTo = Number.POSITIVE_INFINITY,
): AsyncGenerator<StoredEvent> {
  for await (const { events, failure } of streamPages(evidence, stream)) {
    for (const event of events) {
      if (event.revision > upTo) return;
      yield event;
    }
    if (failure) throw failure;
  }
}
