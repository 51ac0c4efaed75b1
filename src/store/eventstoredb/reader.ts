/** Reads the log and its streams, page by page. */
import {
  BACKWARDS,
  FORWARDS,
  START,
  type AllStreamResolvedEvent,
  type ReadStreamOptions as ClientReadOptions,
} from '@eventstore/db-client';
import type { ReadStreamOptions } from '../event-store.js';
import { isNoPosition, isNoStream, READ_ALL } from './failure.js';
import type { Session } from './session.js';
import { eventOf, type EventOnServer } from './stored-form.js';

/** How many events are read at a time. */
const PAGE = 1_000;

export class Reader {
  readonly #session: Session;
  readonly #isOwnStream: (stream: string) => boolean;

  /** @param isOwnStream whether a stream is Parley's: the server's log has streams of the server and of other programs */
  constructor(session: Session, isOwnStream: (stream: string) => boolean) {
    this.#session = session;
    this.#isOwnStream = isOwnStream;
  }

  async stream(stream: string, { from, direction, limit = Infinity }: ReadStreamOptions): Promise<EventOnServer[]> {
    const backward = direction === 'backward';
    const events: EventOnServer[] = [];
    let next = from;
    while (events.length < limit) {
      const wanted = Math.min(PAGE, limit - events.length);
      const page = await this.#streamPage(stream, next, backward, wanted);
      events.push(...page);
      const last = page.at(-1)?.revision;
      if (last === undefined || page.length < wanted || (backward && last === 0)) break;
      next = backward ? last - 1 : last + 1;
    }
    return events;
  }

  async all(after: bigint, limit = Infinity): Promise<EventOnServer[]> {
    const events: EventOnServer[] = [];
    for (let last = after; events.length < limit;) {
      // The first event of the page may be the one at `last` itself.
      const wanted = Math.min(PAGE, limit - events.length + 1);
      const page = await this.#allPage(last, wanted);
      const next = page.filter(({ event }) => event?.position === undefined || event.position.commit > last);
      events.push(...next.flatMap(({ event }) => (event && this.#isOwnStream(event.streamId) ? [eventOf(event)] : [])));
      last = next.at(-1)?.event?.position?.commit ?? last;
      if (page.length < wanted) break;
    }
    return events.slice(0, limit);
  }

  /** Whether an event of Parley's is at a position. */
  async hasPosition(position: bigint): Promise<boolean> {
    const stream = await this.#streamAt(position);
    return stream !== undefined && this.#isOwnStream(stream);
  }

  /** Whether an event of this stream is at a position, whoever's it is. */
  async isAt(position: bigint, stream: string): Promise<boolean> {
    return (await this.#streamAt(position)) === stream;
  }

  /** The stream of the event at a position; undefined where there is none. */
  async #streamAt(position: bigint): Promise<string | undefined> {
    try {
      const [first] = await this.#allPage(position, 1);
      return first?.event?.position?.commit === position ? first.event.streamId : undefined;
    } catch (error) {
      if (isNoPosition(error)) return undefined;
      throw error;
    }
  }

  async #streamPage(stream: string, from: number | undefined, backward: boolean, count: number) {
    const options: ClientReadOptions = { maxCount: count, direction: backward ? BACKWARDS : FORWARDS };
    if (from !== undefined) options.fromRevision = BigInt(from);
    else if (backward) options.fromRevision = 'end';
    try {
      const { client, options: always } = this.#session;
      const read = await this.#session.collect(() => client.readStream(stream, { ...always, ...options }), {
        to: 'read',
        stream,
      });
      return read.flatMap(({ event }) => (event ? [eventOf(event)] : []));
    } catch (error) {
      if (isNoStream(error)) return [];
      throw error;
    }
  }

  /** The server starts with the event at the given position. */
  #allPage(from: bigint, maxCount: number): Promise<AllStreamResolvedEvent[]> {
    const { client, options } = this.#session;
    const fromPosition = from === 0n ? START : { commit: from, prepare: from };
    return this.#session.collect(() => client.readAll({ ...options, fromPosition, maxCount }), READ_ALL);
  }
}
