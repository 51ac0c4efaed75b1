/** The call that reads: a stream or everything, once or for as long as the reader stays. */
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Log, Stored } from './log.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  nameOf,
  notFoundMessage,
} from './messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** How many events a filter considers at a time, where the reader does not say. */
const WINDOW = 32;

type Picks = (event: Stored) => boolean;

const BACKWARDS = ReadReq.Options.ReadDirection.BACKWARDS;

function streamFrom(log: Log, options: ReadReq.Options): readonly Stored[] | undefined {
  const asked = options.getStream();
  const events = log.stream(nameOf(asked?.getStreamIdentifier()));
  const from = asked?.hasRevision() ? BigInt(asked.getRevision()) : undefined;
  if (options.getReadDirection() !== BACKWARDS) return events?.filter(({ revision }) => revision >= (from ?? 0n));
  return events?.filter(({ revision }) => from === undefined || revision <= from).toReversed();
}

function allFrom(log: Log, options: ReadReq.Options): readonly Stored[] {
  const asked = options.getAll();
  const from = asked?.getPosition() ? BigInt(asked.getPosition()?.getCommitPosition() ?? '0') : undefined;
  if (options.getReadDirection() !== BACKWARDS) {
    const first = from === undefined ? 0 : firstAt(log.all, from);
    return log.all.slice(first, first + countOf(options));
  }
  const end = from === undefined ? log.all.length : firstAt(log.all, from);
  return log.all.slice(Math.max(0, end - countOf(options)), end).toReversed();
}

/** The index of the first event at a position, or behind it. */
function firstAt(all: readonly Stored[], position: bigint): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Stored).position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

const countOf = (options: ReadReq.Options): number => Number(options.getCount());

/** Answers once, with what is stored now. */
export function read(log: Log, call: ReadCall): void {
  const options = call.request.getOptions() as ReadReq.Options;
  const events = options.hasStream() ? streamFrom(log, options) : allFrom(log, options);
  if (!events) call.write(notFoundMessage(nameOf(options.getStream()?.getStreamIdentifier())));
  for (const event of events?.slice(0, countOf(options)) ?? []) call.write(eventMessage(event));
  call.end();
}

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

/** A subscription to everything. */
export class Subscription {
  readonly #log: Log;
  readonly #call: ReadCall;
  readonly #picks: Picks;
  readonly #interval: number;
  #next: number;
  #considered = 0;
  #muted = false;

  constructor(log: Log, call: ReadCall) {
    const options = call.request.getOptions() as ReadReq.Options;
    this.#log = log;
    this.#call = call;
    this.#picks = filterOf(options);
    this.#interval = options.getFilter() ? WINDOW * (options.getFilter()?.getCheckpointintervalmultiplier() ?? 1) : 0;
    const from = options.getAll()?.getPosition()?.getCommitPosition();
    // What the reader names it has: a subscription begins behind it.
    this.#next = from === undefined ? 0 : firstAt(log.all, BigInt(from) + 1n);
  }

  start(): void {
    this.#call.write(confirmationMessage());
    this.hear();
    this.#call.write(caughtUpMessage());
  }

  /** Sends what has been stored since. */
  hear(): void {
    for (; this.#next < this.#log.all.length; this.#next += 1) {
      const event = this.#log.all[this.#next] as Stored;
      if (this.#muted) continue;
      if (this.#picks(event)) this.#call.write(eventMessage(event));
      this.#considered += 1;
      if (this.#interval > 0 && this.#considered % this.#interval === 0)
        this.#call.write(checkpointMessage(event.position));
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
}
