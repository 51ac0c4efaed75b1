/** Reading the log and its streams, page by page. */
import {
  BACKWARDS,
  FORWARDS,
  START,
  type AllStreamResolvedEvent,
  type ReadStreamOptions as Reading,
} from '@eventstore/db-client';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { ReadStreamOptions } from '../event-store.js';
import { isNoStream } from './failure.js';
import type { Session } from './session.js';
import { eventOf } from './stored-form.js';

/** Events asked for at a time. */
const PAGE = 1_000;

export class Reader {
  readonly #session: Session;
  readonly #isOurs: (stream: string) => boolean;

  /** @param isOurs whether a stream is one of Parley's: the log holds others, of the server itself or of somebody else */
  constructor(session: Session, isOurs: (stream: string) => boolean) {
    this.#session = session;
    this.#isOurs = isOurs;
  }

  async stream(stream: string, { from, direction, limit = Infinity }: ReadStreamOptions): Promise<RecordedEvent[]> {
    const backward = direction === 'backward';
    const events: RecordedEvent[] = [];
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

  async all(after: bigint, limit = Infinity): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (let last = after; events.length < limit;) {
      // The first that is read may be the last that is known.
      const wanted = Math.min(PAGE, limit - events.length + 1);
      const page = await this.#allPage(last, wanted);
      const next = page.filter(({ event }) => event?.position === undefined || event.position.commit > last);
      events.push(...next.flatMap(({ event }) => (event && this.#isOurs(event.streamId) ? [eventOf(event)] : [])));
      last = next.at(-1)?.event?.position?.commit ?? last;
      if (page.length < wanted) break;
    }
    return events.slice(0, limit);
  }

  async #streamPage(stream: string, from: number | undefined, backward: boolean, count: number) {
    const options: Reading = { maxCount: count, direction: backward ? BACKWARDS : FORWARDS };
    if (from !== undefined) options.fromRevision = BigInt(from);
    else if (backward) options.fromRevision = 'end';
    try {
      const { client, options: always } = this.#session;
      const read = await this.#session.collect(client.readStream(stream, { ...always, ...options }));
      return read.flatMap(({ event }) => (event ? [eventOf(event)] : []));
    } catch (error) {
      if (isNoStream(error)) return [];
      throw error;
    }
  }

  /** The server begins with the event at the position that it is given. */
  #allPage(from: bigint, maxCount: number): Promise<AllStreamResolvedEvent[]> {
    const { client, options } = this.#session;
    const fromPosition = from === 0n ? START : { commit: from, prepare: from };
    return this.#session.collect(client.readAll({ ...options, fromPosition, maxCount }));
  }
}
