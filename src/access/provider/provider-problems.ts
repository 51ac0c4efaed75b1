/** What somebody is told whom the identity provider did not lead in, and what the log says of it. */
import type { Problem } from '../../../answers/problem.js';
import { problem } from '../../../answers/problem.js';

/** How the libraries that ask the provider tell what went wrong. */
interface Failure extends Error {
  readonly code?: string;
  /** Of an error that the provider itself names, such as `access_denied`. */
  readonly error?: string;
  readonly status?: number;
  readonly cause?: unknown;
}

/** No answer in time, or one of something that is no provider. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

const OTHERWISE = 'Signing in with a token works all the same';

/** 503: it does not answer, or not as a provider does. */
export const unreachable = (name: string): Problem =>
  problem('provider-unreachable', `${name} does not answer, or not as it should. Try again in a while. ${OTHERWISE}`);

/** 503: more people sign in at once than are led through. */
export const crowded = (name: string): Problem =>
  problem('provider-unreachable', `many people are signing in with ${name} at this moment: try again in a while`);

/** 403: the answer of the provider belongs to no sign-in that this browser has begun. */
export const notBegun = (): Problem =>
  problem(
    'sign-in-refused',
    'this browser has not begun to sign in, has begun anew since, has taken more than ten minutes, or keeps no cookies ' +
      'of this server, which takes https (or http://localhost). Begin again on the sign-in page',
  );

/** 403: whoever it is has no role here. */
export const withoutRole = (name: string, claim: string, subject: string): Problem =>
  problem(
    'sign-in-refused',
    `${name} knows you, and nothing that it says of you (its claim “${claim}”) gives you a role here. An administrator of ` +
      `Parley can say which does, or of ${name} can add you to it. To them you are ${subject}. ${OTHERWISE}`,
  );

/** 403: what the provider says is not who somebody is. */
export const noPerson = (name: string): Problem =>
  problem('sign-in-refused', `${name} names you in a way that cannot be recorded. Tell an administrator. ${OTHERWISE}`);

/** What `fetch` throws where nobody answers, by name: the library does not know them from everywhere. */
const OF_NETWORK: ReadonlySet<string> = new Set(['TypeError', 'TimeoutError', 'AbortError']);

function isOfNetwork(thrown: unknown): boolean {
  const { name = '', code } = (thrown ?? {}) as Partial<Failure>;
  return OF_NETWORK.has(name) && code !== 'ERR_INVALID_ARG_VALUE';
}

/** Whether an error says that the provider is not there, rather than that it refuses something. */
function isUnreachable(failure: Failure): boolean {
  const { code, status, error, cause } = failure;
  if (code !== undefined && UNREACHABLE.has(code)) return true;
  if (status !== undefined && status >= 500 && error === undefined) return true;
  return code === undefined && (isOfNetwork(failure) || isOfNetwork(cause));
}

/** The words that the provider may use of an error; another is not repeated. */
const ERROR_WORD = /^[a-z_]{1,50}$/;

/** What to tell whoever wanted to sign in. */
export function problemOfProvider(thrown: unknown, name: string): Problem {
  const failure = thrown as Failure;
  if (isUnreachable(failure)) return unreachable(name);
  const { error = '' } = failure;
  if (error === 'access_denied') return problem('sign-in-refused', `you, or ${name}, ended it. ${OTHERWISE}`);
  if (error === 'invalid_grant')
    return problem(
      'sign-in-refused',
      `${name} no longer takes this sign-in: it was used before, or took too long. Begin again`,
    );
  if (failure.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' || error === 'invalid_client')
    return problem(
      'sign-in-refused',
      `${name} does not take the secret of this Parley. Tell an administrator. ${OTHERWISE}`,
    );
  const said = ERROR_WORD.test(error) ? `${name} refuses it (${error})` : `what ${name} answered cannot be trusted`;
  return problem('sign-in-refused', `${said}; the log of the server says more. Tell an administrator. ${OTHERWISE}`);
}

/** For the log, without what any message was about: that may hold a token. */
export function failureInWords(thrown: unknown): string {
  const { message, code, error, cause } = thrown as Failure;
  const because = cause instanceof Error ? cause.message : undefined;
  return [message, code, error, because]
    .filter((part) => part !== undefined)
    .join('; ')
    .slice(0, 500);
}
