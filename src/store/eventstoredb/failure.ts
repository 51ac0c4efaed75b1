/** Translates the client's errors into store failures. */
import { ErrorType } from '@eventstore/db-client';
import { StoreFailure, type StoreFailureCode } from '../store-failure.js';

/** The errors that last. Any other error means that the connection is lost for now. */
const FINAL: readonly (readonly [type: ErrorType, failure: StoreFailureCode, message: string])[] = [
  [ErrorType.ACCESS_DENIED, 'unwritable', 'the server does not allow it to this user'],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, 'too-large', 'the server takes no append of this size'],
  [ErrorType.STREAM_DELETED, 'deleted', 'the stream was deleted on the server'],
];

/** The code of gRPC for a caller that is not known. The client takes it for one that is not allowed. */
const UNAUTHENTICATED = 16;

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether the stream was not at the expected revision. */
export const isConflict = (error: unknown): boolean => typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;
/** Whether the stream does not exist. */
export const isNoStream = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_NOT_FOUND;

/** Whether the stream has a tombstone. */
export const isDeleted = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_DELETED;

/** Whether the position to read from lies between two events. The server has no type of its own for it. */
export const isNoPosition = (error: unknown): boolean =>
  typeOf(error) === ErrorType.UNKNOWN && messageOf(error).includes('InvalidPosition');

/** Whether the same call may succeed later. Until then it is not known whether the server has carried it out. */
export const mayBeTemporary = (error: unknown): boolean => asFailure(error).code === 'unreachable';

/** What a call has to be allowed. */
export interface Right {
  readonly to: 'read' | 'write' | 'delete';
  /** `$all` is the whole log. */
  readonly stream: string;
}

/** What the server calls them in an access control list. */
const NAMES = { read: '$r', write: '$w', delete: '$d' } as const;

export const READ_ALL: Right = { to: 'read', stream: '$all' };

/** A call that the server does not allow, as a failure that says what to do about it; any other error as it is. */
export function withMissingRight(error: unknown, { to, stream }: Right): unknown {
  if (typeOf(error) !== ErrorType.ACCESS_DENIED) return error;
  const failure = (message: string) => new StoreFailure('unwritable', message, { cause: error });
  if ((error as { code?: unknown }).code === UNAUTHENTICATED)
    return failure('the server does not know this user, or not by this password');
  const under = `"${NAMES[to]}" of the "$acl" in the metadata of ${stream}`;
  const or = stream === '$all' ? '' : ', or of "$userStreamAcl" in the stream $settings, which holds for all streams';
  return failure(`the server does not allow this user to ${to} ${stream}: the right is given under ${under}${or}`);
}

/** The store failure for an error of the client; `unreachable` for any that is not known. */
export function asFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const known = FINAL.find(([type]) => type === typeOf(error));
  if (known) return new StoreFailure(known[1], known[2], { cause: error });
  return new StoreFailure('unreachable', `the server does not answer (${messageOf(error)})`, { cause: error });
}
