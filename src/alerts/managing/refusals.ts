/** Why something is not done with an alert. */
import { problem, problemOfFields } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { AlertsFailed } from '../keeping/alerts-thread.js';

/** Of somebody else's alert too: nobody learns that there is one. */
export const unknownAlert = (): Refused => new Refused(problem('unknown-alert', 'you have no alert of this id'));

export const noSuchChannel = (kind: 'webhook' | 'mail'): Refused =>
  new Refused(
    problem(
      'no-such-channel',
      kind === 'webhook'
        ? 'this server posts no webhooks (PARLEY_WEBHOOKS=on lets it)'
        : 'this server sends no mails (PARLEY_SMTP_URL, PARLEY_MAIL_FROM and PARLEY_PUBLIC_URL let it)',
    ),
  );

export const takesAnEditor = (): Refused =>
  new Refused(problem('forbidden', 'a webhook takes the role editor, which this token does not have'));

export const tooManyAlerts = (most: number): Refused =>
  new Refused(
    problem('too-many-alerts', `you have ${most} alerts, which is as many as one may have: remove one first`),
  );

export const tooManyAsked = (): Refused =>
  new Refused(
    problem('too-many-alerts', 'as many have been asked to confirm alerts as may be in a day: try again tomorrow'),
  );

export const badAddress = (detail: string): Refused =>
  new Refused(problemOfFields('invalid-request', [{ pointer: '/channel/url', detail }]));

/** Where the thread of alerts, or its file, fails: nothing of what it says is told, which may name what it keeps. */
export async function orAlertsFailed<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof AlertsFailed)) throw error;
    throw new Refused(problem('alerts-failed', 'the file of alerts cannot be used: the log of the server says why'), {
      cause: error,
    });
  }
}
