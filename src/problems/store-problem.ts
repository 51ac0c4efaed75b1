/** A failure of the store as its callers see it: whether trying again helps, and nothing of the machine's inside. */
import type { StoreFailure, StoreFailureCode } from '../store/store-failure.js';
import type { ErrorCode } from '../../answers/error-catalogue.js';
import { problem, type Problem } from '../../answers/problem.js';

const CODES: Record<StoreFailureCode, readonly [ErrorCode, string]> = {
  full: ['store-full', 'there is no room left on the disk; nothing of this was stored'],
  busy: ['store-busy', 'the store did not answer in time; it is safe to send the same again'],
  io: ['store-failed', 'the disk has failed; send the same again to learn whether it was stored'],
  unreachable: ['store-unreachable', 'the store does not answer; send the same again to learn whether it was stored'],
  'too-large': ['payload-too-large', 'the store in use takes nothing as large as this; nothing of it was stored'],
  damaged: ['store-failed', 'what is stored is damaged'],
  deleted: ['store-failed', 'the stream was deleted on the server'],
  unwritable: ['store-failed', 'the store cannot be written to'],
  'not-parley': ['store-failed', 'the store is not Parley’s'],
  'newer-version': ['store-failed', 'the store was written by a newer version of Parley'],
  gone: ['store-failed', 'the file of the log is no longer where it was: nothing is recorded until it is back'],
  clock: ['clock-wrong', 'the clock of the server cannot be right, so that nothing is recorded: /readyz says why'],
  closed: ['store-failed', 'the store is closed: the server is stopping'],
};

export function problemOfStore({ code }: StoreFailure): Problem {
  const [as, detail] = CODES[code];
  return problem(as, detail);
}
