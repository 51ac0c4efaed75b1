/** Subscriptions: to one stream or to everything, with filters. */
import { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Log, Stored } from './log.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, eventMessage, nameOf } from './messages.js';
import { firstAt, refusalOf, type ReadCall } from './reading.js';

/** How many events a filter considers at a time, where the reader does not say. */
const WINDOW = 32;

type Picks = (event: Stored) => boolean;

function filterOf(options: ReadReq.Options): Picks {
  const filter = options.getFilter();
  const on = filter?.getStreamIdentifier() ?? filter?.getEventType();
  if (!filter || !on) return () => true;
  const regex = on.getRegex() === '' ? undefined : new RegExp(on.getRegex(), 'u');
  const [byStream, prefixes] = [filter.hasStreamIdentifier(), on.getPrefixList()];
  return ({ stream, type }) => {
    const name = byStream ? stream : type;
    return regex ? regex.test(name) : prefixes.some((prefix) => name.startsWith(prefix));
  };
}

/** What the reader names it has: a subscription begins behind it. */
function picksOf(options: ReadReq.Options): Picks {
  const asked = options.getStream();
  if (!asked) return filterOf(options);
  const name = nameOf(asked.getStreamIdentifier());
  const after = asked.hasRevision() ? BigInt(asked.getRevision()) : -1n;
  return ({ stream, revision }) => stream === name && revision > after;
}

/** The position behind which it begins. */
function beginOf(log: Log, options: ReadReq.Options): bigint {
  if (options.getAll()?.hasEnd() || options.getStream()?.hasEnd()) return log.all.at(-1)?.position ?? 0n;
  return BigInt(options.getAll()?.getPosition()?.getCommitPosition() ?? '0');
}

export class Subscription {
  readonly #log: Log;
  readonly #call: ReadCall;
  readonly #options: ReadReq.Options;
  readonly #picks: Picks;
  readonly #interval: number;
  /** The position of the last event that it has looked at. */
  #last: bigint;
  #considered = 0;
  #muted = false;
  #started = false;

  constructor(log: Log, call: ReadCall) {
    const options = call.request.getOptions() as ReadReq.Options;
    this.#log = log;
    this.#call = call;
    this.#options = options;
    this.#picks = picksOf(options);
    this.#interval = options.getFilter() ? WINDOW * (options.getFilter()?.getCheckpointintervalmultiplier() ?? 1) : 0;
    this.#last = beginOf(log, options);
  }

  start(): void {
    const refused = refusalOf(this.#log, this.#options);
    if (refused) return this.end(refused);
    this.#started = true;
    this.#call.write(confirmationMessage());
    this.hear();
    this.#checkpoint(this.#log.all.at(-1));
    this.#call.write(caughtUpMessage());
  }

  /** Sends what has been stored since. */
  hear(): void {
    if (!this.#started) return;
    for (const event of this.#log.all.slice(firstAt(this.#log.all, this.#last + 1n))) {
      this.#last = event.position;
      if (this.#muted) continue;
      if (this.#picks(event)) this.#call.write(eventMessage(event));
      this.#considered += 1;
      if (this.#considered === this.#interval) this.#checkpoint(event);
    }
  }

  /** From now on it says nothing, and stays open. */
  mute(): void {
    this.#muted = true;
  }

  end(error?: Error): void {
    if (error) this.#call.emit('error', error);
    else this.#call.end();
  }

  /** A server says how far it has looked after so many events, and when it has caught up. */
  #checkpoint(last: Stored | undefined): void {
    if (this.#interval > 0 && this.#considered > 0 && last) this.#call.write(checkpointMessage(last.position));
    this.#considered = 0;
  }
}
