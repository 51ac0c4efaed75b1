/** The id of a request, in its answer and in the log. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The header that holds it. */
export const REQUEST_ID = 'x-request-id';

const FORM = /^[\w.:-]{1,100}$/;

/** The caller's own id, where its form is allowed; else a new UUID. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID];
  return typeof given === 'string' && FORM.test(given) ? given : randomUUID();
}
