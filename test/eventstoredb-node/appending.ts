/** The call that is opened for each append. */
import { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { doUnder, type Fault } from './faults.js';
import type { ExpectedRevision, Log, Place, Proposed, Written } from './log.js';
import { empty, failed, nameOf, proposedIn, streamDeleted, timedOut } from './messages.js';

/** What EventStoreDB takes in one append unless it is told otherwise, in bytes. */
export const LARGEST_APPEND = 1024 * 1024;

/** After how many milliseconds a server gives an append up that has not been committed. */
export const COMMIT_TIMEOUT = 2_000;

/** A server keeps the name of a type as UTF-16. */
const sizeOf = (events: readonly Proposed[]): number =>
  events.reduce((sum, { type, data, metadata }) => sum + type.length * 2 + data.length + metadata.length, 0);

export const isTooLarge = (events: readonly Proposed[]): boolean => sizeOf(events) > LARGEST_APPEND;

const tooLarge = () =>
  failed(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(LARGEST_APPEND),
  });

/** The part of several requests that says where the stream must stand. */
export interface Expectation {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists?(): boolean;
}

/** @param revision the one that is named where none of the words is */
export function expectedIn(options: Expectation | undefined, revision: () => string): ExpectedRevision {
  if (!options || options.hasAny()) return 'any';
  if (options.hasStreamExists?.()) return 'exists';
  return options.hasNoStream() ? -1n : BigInt(revision());
}

/** Unsigned on the wire: a revision before the first is one far beyond. */
const signed = (revision: bigint): bigint => BigInt.asIntN(64, revision);

function success({ revision, position }: Place): AppendResp {
  const at = new AppendResp.Position();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const stored = new AppendResp.Success();
  stored.setCurrentRevision(String(revision));
  stored.setPosition(at);
  const answer = new AppendResp();
  answer.setSuccess(stored);
  return answer;
}

function refusal(expected: ExpectedRevision, current: bigint): AppendResp {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(empty());
  else if (signed(expected) === -1n) wrong.setExpectedNoStream(empty());
  else wrong.setExpectedRevision(String(expected));
  const answer = new AppendResp();
  answer.setWrongExpectedVersion(wrong);
  return answer;
}

/** Answers as a server does, which may be much later. */
function answerWith(
  written: Written,
  stream: string,
  expected: ExpectedRevision,
  answer: sendUnaryData<AppendResp>,
): void {
  switch (written.outcome) {
    case 'stored':
      return void written.committed.then(() => answer(null, success(written.last)));
    case 'under-way':
      return void setTimeout(() => answer(timedOut()), COMMIT_TIMEOUT).unref();
    case 'refused':
      return answer(null, refusal(expected, written.current));
    case 'deleted':
      return answer(streamDeleted(stream));
  }
}

/** Does the append, or what the fault makes of it. */
export function append(
  log: Log,
  fault: Fault | undefined,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void {
  let options: AppendReq.Options | undefined;
  const events: Proposed[] = [];
  call.on('data', (message: AppendReq) => {
    options ??= message.getOptions();
    const proposed = message.getProposedMessage();
    if (proposed) events.push(proposedIn(proposed));
  });
  const finish = (then: sendUnaryData<AppendResp>): void => {
    if (isTooLarge(events)) return then(tooLarge());
    const stream = nameOf(options?.getStreamIdentifier());
    const expected = expectedIn(options, () => options?.getRevision() ?? '0');
    answerWith(log.append(stream, expected, events), stream, expected, then);
  };
  call.on('error', () => undefined);
  call.on('end', () => doUnder(fault, finish, answer));
}
