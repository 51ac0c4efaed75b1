/** What the transparent log refuses. */
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';

export const noLogKey = (): Refused =>
  new Refused(problem('no-log-key', 'make one with `parley key create`, where the server runs'));

export const badLogKey = (detail: string): Refused => new Refused(problem('no-log-key', detail));

export const logForked = (detail: string): Refused => new Refused(problem('log-forked', detail));

export const noSuchTree = (asked: number, size: number): Refused =>
  new Refused(problem('no-such-tree', `the log holds ${size} events, and not ${asked}`));

export const noSuchTile = (path: string): Refused => new Refused(problem('not-found', `there is no tile ${path}`));

export const backwards = (from: number, to: number): Refused =>
  new Refused(problem('no-such-tree', `a tree of ${to} events does not go on from one of ${from}`));

export const noTimestampAuthority = (): Refused =>
  new Refused(problem('no-timestamp-authority', 'set PARLEY_TIMESTAMP_URL and PARLEY_TIMESTAMP_CA_FILE on the server'));

export const notTimestamped = (detail: string): Refused => new Refused(problem('not-timestamped', detail));
