/** Translates the client's errors into store failures. */
import { ErrorType } from '@eventstore/db-client';
import { StoreFailure, type StoreFailureCode } from '../store-failure.js';

/** The errors that last. Any other error means that the connection is lost for now. */
const FINAL: readonly (readonly [type: ErrorType, failure: StoreFailureCode, message: string])[] = [
  [ErrorType.ACCESS_DENIED, 'unwritable', 'the server does not allow it to this user'],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, 'too-large', 'the server takes no append of this size'],
  [ErrorType.STREAM_DELETED, 'damaged', 'the stream was deleted on the server'],
];

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether the stream was not at the expected revision. */
export const isConflict = (error: unknown): boolean => typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;
/** Whether the stream does not exist. */
export const isNoStream = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_NOT_FOUND;

/** Whether the position to read from lies between two events. The server has no type of its own for it. */
export const isNoPosition = (error: unknown): boolean =>
  typeOf(error) === ErrorType.UNKNOWN && messageOf(error).includes('InvalidPosition');

/** Whether the same call may succeed later. Until then it is not known whether the server has carried it out. */
export const mayBeTemporary = (error: unknown): boolean => asFailure(error).code === 'unreachable';

/** The store failure for an error of the client; `unreachable` for any that is not known. */
export function asFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const known = FINAL.find(([type]) => type === typeOf(error));
  if (known) return new StoreFailure(known[1], known[2], { cause: error });
  return new StoreFailure('unreachable', `the server does not answer (${messageOf(error)})`, { cause: error });
}
