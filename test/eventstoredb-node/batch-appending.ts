/** The call that is kept open for many appends. */
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb.js';
import { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import { Code } from '@eventstore/db-client/generated/code_pb.js';
import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb.js';
import { Status } from '@eventstore/db-client/generated/status_pb.js';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { COMMIT_TIMEOUT, expectedIn, isTooLarge, LARGEST_APPEND } from './appending.js';
import type { Fault } from './faults.js';
import type { ExpectedRevision, Log, Place, Proposed, Written } from './log.js';
import { nameOf, proposedIn, unavailable } from './messages.js';

interface Batch {
  readonly first: BatchAppendReq;
  readonly events: Proposed[];
}

const expectedOf = (options: BatchAppendReq.Options | undefined): ExpectedRevision =>
  expectedIn(options, () => options?.getStreamPosition() ?? '0');

interface Detail {
  serializeBinary(): Uint8Array;
}

function error(code: Code, name: string, detail: Detail): Status {
  const details = new Any();
  details.pack(detail.serializeBinary(), `event_store.client.${name}`);
  const told = new Status();
  told.setCode(code);
  told.setDetails(details);
  return told;
}

function wrongVersion(expected: ExpectedRevision, current: bigint): Status {
  const wrong = new WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new GoogleEmpty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new GoogleEmpty());
  else if (expected === -1n) wrong.setExpectedNoStream(new GoogleEmpty());
  else wrong.setExpectedStreamPosition(String(expected));
  return error(Code.FAILED_PRECONDITION, 'WrongExpectedVersion', wrong);
}

function tooLarge(): Status {
  const detail = new MaximumAppendSizeExceeded();
  detail.setMaxappendsize(LARGEST_APPEND);
  return error(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', detail);
}

function success({ revision, position }: Place): BatchAppendResp.Success {
  const at = new AllStreamPosition();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const stored = new BatchAppendResp.Success();
  stored.setCurrentRevision(String(revision));
  stored.setPosition(at);
  return stored;
}

function answerTo({ first }: Batch, told: Status | BatchAppendResp.Success): BatchAppendResp {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(first.getCorrelationId());
  answer.setStreamIdentifier(first.getOptions()?.getStreamIdentifier());
  if (told instanceof Status) answer.setError(told);
  else answer.setSuccess(told);
  return answer;
}

function store(log: Log, { first, events }: Batch): Written | 'too-large' {
  if (isTooLarge(events)) return 'too-large';
  const options = first.getOptions();
  return log.append(nameOf(options?.getStreamIdentifier()), expectedOf(options), events);
}

/** Answers as a server does, which may be much later. */
function answerWith(batch: Batch, written: Written | 'too-large', tell: (answer: BatchAppendResp) => void): void {
  const say = (told: Status | BatchAppendResp.Success): void => tell(answerTo(batch, told));
  if (written === 'too-large') return say(tooLarge());
  switch (written.outcome) {
    case 'stored':
      return void written.committed.then(() => say(success(written.last)));
    case 'under-way':
      return void setTimeout(
        () => say(error(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout())),
        COMMIT_TIMEOUT,
      ).unref();
    case 'refused':
      return say(wrongVersion(expectedOf(batch.first.getOptions()), written.current));
    case 'deleted':
      return say(error(Code.FAILED_PRECONDITION, 'StreamDeleted', new StreamDeleted()));
  }
}

/** Appends come in parts, the first with the options; each is answered by its correlation id. */
export function batchAppend(
  log: Log,
  faultOf: () => Fault | undefined,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
): void {
  const pending = new Map<string, Batch>();
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
    else answerWith(batch, store(log, batch), (answer) => !call.writableEnded && call.write(answer));
  });
}
