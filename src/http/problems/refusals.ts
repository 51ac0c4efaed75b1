/** Why a request is refused before anybody has looked at what it asks for. */
import { problem, problemOfFields, type Problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';

export const stillCatchingUp = (): Refused =>
  new Refused(problem('catching-up', 'what is stored is still being read; /readyz says how far it has come'));

export const unsupportedMediaType = (taken: readonly string[]): Refused =>
  new Refused(problem('unsupported-media-type', `send ${taken.join(' or ')}`));

export const invalidDate = (given: string): Refused =>
  new Refused(
    problemOfFields('invalid-parameter', [
      {
        parameter: 'Accept-Datetime',
        detail: `must be a date such as ${new Date(0).toUTCString()}, not ${given.slice(0, 60)}`,
      },
    ]),
  );

export const unsupportedEncoding = (encoding: string): Refused =>
  new Refused(
    problem('unsupported-media-type', `send the body as it is: no content-encoding is read, nor ${encoding}`),
  );

/** @param code of Node's, for what reached it over the connection */
export function problemOfConnection(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problem('headers-too-large', 'the headers are longer than 16 KiB');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problem('request-timeout', 'the request did not arrive in time');
  return problem('bad-request', 'what arrived is not HTTP');
}
