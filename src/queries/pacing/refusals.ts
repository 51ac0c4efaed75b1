/** Why long work is not begun, or not ended. */
import { problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';

/** 429: the caller has as much under way as one caller may have. */
export const tooMuchAtOnce = (): Refused =>
  new Refused(
    problem('too-many-requests', 'as many long answers are being worked out for you as may be at once: wait for those'),
    { retryAfter: 1 },
  );

/** 429: what the caller asked for has taken more of the processor's time than one caller may have. @param seconds until more may be asked for */
export const tooMuchTime = (seconds: number): Refused =>
  new Refused(
    problem(
      'too-many-requests',
      'what you asked for lately has taken as much of the server’s time as one caller may have',
    ),
    { retryAfter: seconds },
  );

/** 422: one answer takes more time than any may. */
export const tooLong = (seconds: number): Refused =>
  new Refused(
    problem('too-costly', `working this out takes more than ${seconds} seconds of the processor: ask for less of it`),
  );

/** Nobody reads this one: the caller has gone. */
export const callerGone = (): Refused => new Refused(problem('bad-request', 'the caller has gone'));
