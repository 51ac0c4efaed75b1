/** The two calls that append: one that is opened for each append, and one that is kept open for many. */
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb.js';
import { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import { Code } from '@eventstore/db-client/generated/code_pb.js';
import { AllStreamPosition, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb.js';
import { Status } from '@eventstore/db-client/generated/status_pb.js';
import { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import type { Fault } from './faults.js';
import type { ExpectedRevision, Log, Proposed, Written } from './log.js';
import { empty, failed, nameOf, proposedIn, unavailable } from './messages.js';

/** What EventStoreDB takes in one append unless it is told otherwise, in bytes. */
const LARGEST_APPEND = 1024 * 1024;

const sizeOf = (events: readonly Proposed[]): number =>
  events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);

const tooLarge = () =>
  failed(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(LARGEST_APPEND),
  });

function expectedIn(options: AppendReq.Options | undefined): ExpectedRevision {
  if (!options || options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'exists';
  return options.hasNoStream() ? -1n : BigInt(options.getRevision());
}

function answerOf(written: Written): AppendResp {
  const answer = new AppendResp();
  if (written.written) {
    const position = new AppendResp.Position();
    position.setCommitPosition(String(written.last.position));
    position.setPreparePosition(String(written.last.position));
    const success = new AppendResp.Success();
    success.setCurrentRevision(String(written.last.revision));
    success.setPosition(position);
    answer.setSuccess(success);
  } else {
    const wrong = new AppendResp.WrongExpectedVersion();
    if (written.current < 0n) wrong.setCurrentNoStream(empty());
    else wrong.setCurrentRevision(String(written.current));
    answer.setWrongExpectedVersion(wrong);
  }
  return answer;
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
  const store = (): Written => log.append(nameOf(options?.getStreamIdentifier()), expectedIn(options), events);
  const finish = (): void => {
    if (sizeOf(events) > LARGEST_APPEND) answer(tooLarge());
    else answer(null, answerOf(store()));
  };
  call.on('error', () => undefined);
  call.on('end', () => {
    switch (fault?.fault) {
      case undefined:
        return finish();
      case 'slow':
        return void setTimeout(finish, fault.by).unref();
      case 'lost-answer':
        store();
        return answer(unavailable());
      case 'silent-answer':
        return void store();
      case 'refused':
        return answer(failed(status.PERMISSION_DENIED, fault.exception, { exception: fault.exception }));
      case 'unavailable':
      case 'ended':
        return answer(unavailable());
      case 'silence':
        return undefined;
    }
  });
}

function expectedInBatch(options: BatchAppendReq.Options | undefined): ExpectedRevision {
  if (!options || options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'exists';
  return options.hasNoStream() ? -1n : BigInt(options.getStreamPosition());
}

function wrongVersion({ current }: Extract<Written, { written: false }>): Status {
  const wrong = new WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  wrong.setExpectedAny(new GoogleEmpty());
  const details = new Any();
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  const error = new Status();
  error.setCode(Code.FAILED_PRECONDITION);
  error.setDetails(details);
  return error;
}

function batchAnswer(first: BatchAppendReq, written: Written): BatchAppendResp {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(first.getCorrelationId());
  answer.setStreamIdentifier(first.getOptions()?.getStreamIdentifier());
  if (!written.written) answer.setError(wrongVersion(written));
  else {
    const position = new AllStreamPosition();
    position.setCommitPosition(String(written.last.position));
    position.setPreparePosition(String(written.last.position));
    const success = new BatchAppendResp.Success();
    success.setCurrentRevision(String(written.last.revision));
    success.setPosition(position);
    answer.setSuccess(success);
  }
  return answer;
}

/** Appends come in parts, the first with the options; each is answered by its correlation id. */
export function batchAppend(
  log: Log,
  faultOf: () => Fault | undefined,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
): void {
  const pending = new Map<string, { readonly first: BatchAppendReq; readonly events: Proposed[] }>();
  const store = (first: BatchAppendReq, events: readonly Proposed[]): Written =>
    log.append(nameOf(first.getOptions()?.getStreamIdentifier()), expectedInBatch(first.getOptions()), events);
  call.on('error', () => undefined);
  call.on('end', () => call.end());
  call.on('data', (message: BatchAppendReq) => {
    const id = message.getCorrelationId()?.getString() ?? '';
    const batch = pending.get(id) ?? { first: message, events: [] };
    pending.set(id, batch);
    batch.events.push(...message.getProposedMessagesList().map(proposedIn));
    if (!message.getIsFinal()) return;
    pending.delete(id);
    const fault = faultOf();
    if (fault?.fault === 'silence') return;
    if (fault?.fault === 'ended') call.end();
    else if (fault?.fault === 'unavailable') call.emit('error', unavailable());
    else call.write(batchAnswer(batch.first, store(batch.first, batch.events)));
  });
}
