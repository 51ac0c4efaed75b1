/** The two calls that delete a stream: until it is appended to again, and for good. */
import { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { expectedIn } from './appending.js';
import type { ExpectedRevision, Log, Place, Written } from './log.js';
import { doUnder, type Fault } from './faults.js';
import { failed, nameOf, streamDeleted } from './messages.js';

export type DeleteCall = ServerUnaryCall<DeleteReq, DeleteResp>;
export type TombstoneCall = ServerUnaryCall<TombstoneReq, TombstoneResp>;

/** Words of the client stand for expectations that are no revision: a server says them as numbers. */
const asNumber = (expected: ExpectedRevision): string => {
  if (expected === 'any') return '-2';
  return expected === 'exists' ? '-4' : String(expected);
};

function answerWith<R>(
  written: Written,
  { stream, expected }: { readonly stream: string; readonly expected: ExpectedRevision },
  toPlace: (last: Place) => R,
  answer: sendUnaryData<R>,
): void {
  if (written.outcome === 'stored') void written.committed.then(() => answer(null, toPlace(written.last)));
  else if (written.outcome === 'deleted') answer(streamDeleted(stream));
  else
    answer(
      failed(status.FAILED_PRECONDITION, 'Wrong expected version', {
        exception: 'wrong-expected-version',
        'stream-name': stream,
        'expected-version': asNumber(expected),
        ...(written.outcome === 'refused' ? { 'actual-version': String(written.current) } : {}),
      }),
    );
}

export function deleteStream(log: Log, { request }: DeleteCall, answer: sendUnaryData<DeleteResp>): void {
  const options = request.getOptions();
  const stream = nameOf(options?.getStreamIdentifier());
  const expected = expectedIn(options, () => options?.getRevision() ?? '0');
  const toPlace = ({ position }: Place): DeleteResp => {
    const at = new DeleteResp.Position();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    const done = new DeleteResp();
    done.setPosition(at);
    return done;
  };
  answerWith(log.delete(stream, expected), { stream, expected }, toPlace, answer);
}

/** Does it, or what the fault makes of it. */
export function tombstoneStream(
  log: Log,
  fault: Fault | undefined,
  { request }: TombstoneCall,
  answer: sendUnaryData<TombstoneResp>,
): void {
  const options = request.getOptions();
  const stream = nameOf(options?.getStreamIdentifier());
  const toPlace = ({ position }: Place): TombstoneResp => {
    const at = new TombstoneResp.Position();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    const done = new TombstoneResp();
    done.setPosition(at);
    return done;
  };
  const expected = expectedIn(options, () => options?.getRevision() ?? '0');
  const finish = (then: sendUnaryData<TombstoneResp>): void =>
    answerWith(log.tombstone(stream, expected), { stream, expected }, toPlace, then);
  doUnder(fault, finish, answer);
}
