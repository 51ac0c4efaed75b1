/** What the server refused, or could not do: its problem document as lines that a person can read. */
import type { IncomingMessage } from 'node:http';
import type { FieldError, Problem } from '../../../answers/problem.js';
import { CommandFailure } from '../command-failure.js';
import { bodyOf } from './http-request.js';

/** Which flag gave the value at a JSON pointer, if one did. */
export type FlagAt = (pointer: string) => string | undefined;

function fieldLine({ pointer, parameter, detail, nearest }: FieldError, flagAt: FlagAt): string {
  const place = pointer === '' ? 'the body' : (parameter ?? pointer ?? '');
  const flag = pointer === undefined ? undefined : flagAt(pointer);
  const named = flag === undefined ? place : `${place} (${flag})`;
  return `  ${named} ${detail}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}

/** The title, then each field that is wrong; the detail only where no field says it. */
export function problemLines({ title, detail, errors = [] }: Problem, flagAt: FlagAt = () => undefined): string[] {
  if (errors.length === 0) return [`${title}: ${detail}`];
  return [`${title}:`, ...errors.map((error) => fieldLine(error, flagAt))];
}

/** An answer that is no success. */
export class ApiRefusal extends CommandFailure {
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    lines: readonly string[],
  ) {
    super(lines);
  }

  /** The same, told with the flags by which the fields were given. */
  withFlags(flagAt: FlagAt): ApiRefusal {
    return this.problem ? new ApiRefusal(this.status, this.problem, problemLines(this.problem, flagAt)) : this;
  }
}

export async function refusalOf(response: IncomingMessage, url: URL): Promise<ApiRefusal> {
  const status = response.statusCode ?? 0;
  const body = await bodyOf(response);
  if (response.headers['content-type']?.startsWith('application/problem+json')) {
    const problem = JSON.parse(body) as Problem;
    return new ApiRefusal(status, problem, problemLines(problem));
  }
  return new ApiRefusal(status, undefined, [`${url.origin} answered ${status}, and not as Parley does`]);
}
