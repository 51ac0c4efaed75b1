/** The client's errors as the port's. */
import { ErrorType } from '@eventstore/db-client';
import { StoreFailure, type StoreFailureCode } from '../store-failure.js';

/** By the name that the client gives each kind of error. Any other kind is a connection that is lost for now. */
const FINAL: readonly (readonly [type: ErrorType, failure: StoreFailureCode, message: string])[] = [
  [ErrorType.ACCESS_DENIED, 'unwritable', 'the server does not allow it to this user'],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, 'too-large', 'the server takes no append of this size'],
  [ErrorType.STREAM_DELETED, 'damaged', 'the stream was deleted on the server'],
];

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const isConflict = (error: unknown): boolean => typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;
export const isNoStream = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_NOT_FOUND;

/** Whether it may be over when the same is tried again, and whether the server has done it is unknown until then. */
export const mayPass = (error: unknown): boolean => asFailure(error).code === 'unreachable';

export function asFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const known = FINAL.find(([type]) => type === typeOf(error));
  if (known) return new StoreFailure(known[1], known[2], { cause: error });
  return new StoreFailure('unreachable', `the server does not answer (${messageOf(error)})`, { cause: error });
}
