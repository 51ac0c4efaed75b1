/**
 * Where the log ends for Parley: at the last event of a stream of its own. The server can be asked only for the last
 * event of anybody, from which it is looked backwards, as far as is not known already.
 */
import { BACKWARDS, END } from '@eventstore/db-client';
import { StoreFailure } from '../store-failure.js';
import type { Session } from './session.js';

/** How many events to look at first, and at most, with each question. */
const FIRST_PAGE = 16;
const LONGEST_PAGE = 4_096;

interface Looked {
  /** The last event of ours, where one was found. */
  readonly ours?: bigint;
  /** The position of the earliest event that was looked at; undefined where there was none. */
  readonly down?: bigint | undefined;
}

export class LogEnd {
  readonly #session: Session;
  readonly #isOurs: (stream: string) => boolean;
  /** The last event of ours that is known of, and up to where no other comes after it. */
  #last = 0n;
  #considered = 0n;

  constructor(session: Session, isOurs: (stream: string) => boolean) {
    this.#session = session;
    this.#isOurs = isOurs;
  }

  /** To be told of events of ours. */
  heard(position: bigint): void {
    if (position > this.#last) this.#last = position;
  }

  /** To be told by whoever follows the log that it has heard of all events of ours up to here. */
  considered(position: bigint): void {
    if (position > this.#considered) this.#considered = position;
  }

  async position(): Promise<bigint> {
    // While the server is asked, more may be stored and heard of.
    const known = this.#last;
    let below: bigint | undefined;
    for (let count = FIRST_PAGE; ; count = Math.min(count * 4, LONGEST_PAGE)) {
      const { ours, down } = await this.#look(below, count, known);
      if (ours !== undefined) this.heard(ours);
      if (ours !== undefined || down === undefined || down <= this.#considered) return this.#last;
      below = down;
    }
  }

  /** The server leaves out the event at the position that it goes backwards from. */
  async #look(below: bigint | undefined, maxCount: number, known: bigint): Promise<Looked> {
    const { client, options } = this.#session;
    const fromPosition = below === undefined ? END : { commit: below, prepare: below };
    const page = await this.#session.collect(
      client.readAll({ ...options, direction: BACKWARDS, fromPosition, maxCount }),
    );
    const places = page.flatMap(({ event }) =>
      event?.position ? [{ stream: event.streamId, at: event.position.commit }] : [],
    );
    if (below === undefined) insistOn(known, places[0]?.at ?? 0n);
    const ours = places.find(({ stream }) => this.#isOurs(stream))?.at;
    return { ...(ours === undefined ? {} : { ours }), down: places.length < maxCount ? undefined : places.at(-1)?.at };
  }
}

/** A server that was given an older copy of its data is not taken for one on which nothing has happened since. */
function insistOn(known: bigint, end: bigint): void {
  if (end >= known) return;
  throw new StoreFailure('damaged', `the server’s log ends at ${end}, but had an event at ${known} before`);
}
