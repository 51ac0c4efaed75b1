/**
 * The end of Parley's log: the last event of a stream of its own. The server tells only the last event of any program, so
 * the log is scanned backwards from there, down to what is known already.
 */
import { BACKWARDS, END } from '@eventstore/db-client';
import { StoreFailure } from '../store-failure.js';
import { READ_ALL } from './failure.js';
import { eventOf } from './stored-form.js';
import type { Session } from './session.js';

/** How many events are read with the first query, and with each one at most. */
const FIRST_PAGE = 16;
const LONGEST_PAGE = 4_096;

interface ScannedPage {
  /** The position of the last event of Parley's on the page. */
  readonly own?: bigint;
  /** The position of the page's earliest event; undefined where the page reaches the log's start. */
  readonly lowest?: bigint | undefined;
}

export class LogEnd {
  readonly #session: Session;
  readonly #isOwnStream: (stream: string) => boolean;
  /** The position of the last known event of Parley's. */
  #last = 0n;
  /** Up to here all events of Parley's are known. */
  #scannedTo = 0n;
  /** The `recordedAt` of the last event of Parley's that was scanned; empty where there was none. */
  recordedAt = '';

  constructor(session: Session, isOwnStream: (stream: string) => boolean) {
    this.#session = session;
    this.#isOwnStream = isOwnStream;
  }

  /** Notes the position of an event of Parley's. */
  include(position: bigint): void {
    if (position > this.#last) this.#last = position;
  }

  /** Notes that a subscription has received all events of Parley's up to a position. */
  markScanned(position: bigint): void {
    if (position > this.#scannedTo) this.#scannedTo = position;
  }

  /**
   * The position of the last event of Parley's; 0n where there is none.
   * @throws StoreFailure `damaged` where the server's log ends before an event that is known
   */
  async position(): Promise<bigint> {
    // More events may be noted while the server is queried.
    const known = this.#last;
    let below: bigint | undefined;
    for (let count = FIRST_PAGE; ; count = Math.min(count * 4, LONGEST_PAGE)) {
      const { own, lowest } = await this.#scan(below, count, known);
      if (own !== undefined) this.include(own);
      if (own !== undefined || lowest === undefined || lowest <= this.#scannedTo) return this.#last;
      below = lowest;
    }
  }

  /** Reads a page backwards. The server leaves out the event at the position that it starts from. */
  async #scan(below: bigint | undefined, maxCount: number, known: bigint): Promise<ScannedPage> {
    const { client, options } = this.#session;
    const fromPosition = below === undefined ? END : { commit: below, prepare: below };
    const page = await this.#session.collect(
      () => client.readAll({ ...options, direction: BACKWARDS, fromPosition, maxCount }),
      READ_ALL,
    );
    const places = page.flatMap(({ event }) =>
      event?.position ? [{ stream: event.streamId, at: event.position.commit, event }] : [],
    );
    if (below === undefined) refuseShorterLog(known, places[0]?.at ?? 0n);
    const last = places.find(({ stream }) => this.#isOwnStream(stream));
    const own = last?.at;
    if (last) this.recordedAt = eventOf(last.event).recordedAt;
    return { ...(own === undefined ? {} : { own }), lowest: places.length < maxCount ? undefined : places.at(-1)?.at };
  }
}

/** A server on which an older backup was restored must not pass for one on which nothing has happened since. */
function refuseShorterLog(known: bigint, end: bigint): void {
  if (end >= known) return;
  throw new StoreFailure('damaged', `the server’s log ends at ${end}, but had an event at ${known} before`);
}
