/** Errors of the API: a problem document as lines for a person. */
import type { IncomingMessage } from 'node:http';
import type { FieldError, Problem } from '../../../answers/problem.js';
import { CommandFailure } from '../command-failure.js';
import { bodyOf } from './http-request.js';

/** The flag that gave the value at a JSON pointer, such as `--party`; undefined where none did. */
export type FlagAt = (pointer: string) => string | undefined;

function fieldLine({ pointer, parameter, detail, nearest }: FieldError, flagAt: FlagAt): string {
  const place = pointer === '' ? 'the body' : (parameter ?? pointer ?? '');
  const flag = pointer === undefined ? undefined : flagAt(pointer);
  const named = flag === undefined ? place : `${place} (${flag})`;
  return `  ${named} ${detail}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}

/** The title and a line for each field that is wrong; the detail only where no field is named. */
export function problemLines({ title, detail, errors = [] }: Problem, flagAt: FlagAt = () => undefined): string[] {
  if (errors.length === 0) return [`${title}: ${detail}`];
  return [`${title}:`, ...errors.map((error) => fieldLine(error, flagAt))];
}

/** The server answered with an error. `problem` is undefined where the answer is no problem document. */
export class ApiRefusal extends CommandFailure {
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    lines: readonly string[],
  ) {
    super(lines);
  }

  /** The same refusal, with the flags by which the fields were given. */
  withFlags(flagAt: FlagAt): ApiRefusal {
    return this.problem ? new ApiRefusal(this.status, this.problem, problemLines(this.problem, flagAt)) : this;
  }
}

/** Reads an error answer. */
export async function refusalOf(response: IncomingMessage, url: URL): Promise<ApiRefusal> {
  const status = response.statusCode ?? 0;
  const body = await bodyOf(response);
  if (response.headers['content-type']?.startsWith('application/problem+json')) {
    const problem = JSON.parse(body) as Problem;
    return new ApiRefusal(status, problem, problemLines(problem));
  }
  return new ApiRefusal(status, undefined, [`${url.origin} answered ${status}, and not as Parley does`]);
}
