/** Refusals of a request by its form, before a command or a query is made of it. */
import { problem, problemOfFields, type Problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';

/** 503: what was stored before the start has not been read yet. */
export const stillCatchingUp = (): Refused =>
  new Refused(problem('catching-up', 'what is stored is still being read; /readyz says how far it has come'));

/** 415. @param taken the content types that the route takes */
export const unsupportedMediaType = (taken: readonly string[]): Refused =>
  new Refused(problem('unsupported-media-type', `send ${taken.join(' or ')}`));

/** 400. @param given the header `Accept-Datetime` */
export const invalidDate = (given: string): Refused =>
  new Refused(
    problemOfFields('invalid-parameter', [
      {
        parameter: 'Accept-Datetime',
        detail: `must be a date such as ${new Date(0).toUTCString()}, not ${given.slice(0, 60)}`,
      },
    ]),
  );

/** 415. @param encoding the header `Content-Encoding` */
export const unsupportedEncoding = (encoding: string): Refused =>
  new Refused(
    problem('unsupported-media-type', `send the body as it is: no content-encoding is read, nor ${encoding}`),
  );

/** The problem of a connection on which no HTTP request arrived. @param code Node's code of the error */
export function problemOfConnection(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problem('headers-too-large', 'the headers are longer than 16 KiB');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problem('request-timeout', 'the request did not arrive in time');
  return problem('bad-request', 'what arrived is not HTTP');
}
