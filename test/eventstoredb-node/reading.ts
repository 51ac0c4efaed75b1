/** The call that reads: a stream or everything, once. For as long as the reader stays: subscribing.ts. */
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status, type ServerWritableStream, type ServiceError } from '@grpc/grpc-js';
import type { Log, Stored } from './log.js';
import { eventMessage, failed, nameOf, notFoundMessage, streamDeleted } from './messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const BACKWARDS = ReadReq.Options.ReadDirection.BACKWARDS;

/** A server says no more of what it cannot read. */
const unreadable = (what: string): ServiceError =>
  failed(status.UNKNOWN, `Exception was thrown by handler. Unexpected ${what}`);

function streamFrom(log: Log, options: ReadReq.Options): readonly Stored[] | undefined {
  const asked = options.getStream();
  const events = log.stream(nameOf(asked?.getStreamIdentifier()));
  const from = asked?.hasRevision() ? BigInt(asked.getRevision()) : undefined;
  if (options.getReadDirection() !== BACKWARDS) return events?.filter(({ revision }) => revision >= (from ?? 0n));
  const last = asked?.hasStart() ? 0n : from;
  return events?.filter(({ revision }) => last === undefined || revision <= last).toReversed();
}

function allFrom(log: Log, options: ReadReq.Options): readonly Stored[] {
  const asked = options.getAll();
  const count = Number(options.getCount());
  const from = asked?.getPosition() ? BigInt(asked.getPosition()?.getCommitPosition() ?? '0') : undefined;
  if (options.getReadDirection() !== BACKWARDS) {
    if (asked?.hasEnd()) return [];
    const first = from === undefined ? 0 : firstAt(log.all, from);
    return log.all.slice(first, first + count);
  }
  if (asked?.hasStart()) return [];
  const end = from === undefined ? log.all.length : firstAt(log.all, from);
  return log.all.slice(Math.max(0, end - count), end).toReversed();
}

/** The index of the first event at a position, or behind it. */
export function firstAt(all: readonly Stored[], position: bigint): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Stored).position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a position lies between two events: a server cannot begin there. Beyond the end nothing is stored yet. */
function isBetween({ all }: Log, position: bigint): boolean {
  const next = all[firstAt(all, position)];
  return position !== 0n && next !== undefined && next.position !== position;
}

/** Why a server refuses the request, if it does. */
export function refusalOf(log: Log, options: ReadReq.Options): ServiceError | undefined {
  const stream = options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : undefined;
  if (stream !== undefined && log.isDeleted(stream)) return streamDeleted(stream);
  const from = options.getAll()?.getPosition()?.getCommitPosition();
  if (from !== undefined && isBetween(log, BigInt(from))) return unreadable('ReadAllResult: InvalidPosition');
  return options.hasCount() && options.getCount() === '0' ? unreadable('count') : undefined;
}

/** Answers once, with what is stored now. */
export function read(log: Log, call: ReadCall): void {
  const options = call.request.getOptions() as ReadReq.Options;
  const refused = refusalOf(log, options);
  if (refused) return void call.emit('error', refused);
  const events = options.hasStream() ? streamFrom(log, options) : allFrom(log, options);
  if (!events) call.write(notFoundMessage(nameOf(options.getStream()?.getStreamIdentifier())));
  for (const event of events?.slice(0, Number(options.getCount())) ?? []) call.write(eventMessage(event));
  call.end();
}
