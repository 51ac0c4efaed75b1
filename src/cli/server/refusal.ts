/** What the server refused, or could not do: its problem document as lines that a person can read. */
import type { IncomingMessage } from 'node:http';
import type { FieldError, Problem } from '../../../answers/problem.js';
import { Failed } from '../exit.js';
import { bodyOf } from './send.js';

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
export class Refusal extends Failed {
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    lines: readonly string[],
  ) {
    super(lines);
  }

  /** The same, told with the flags by which the fields were given. */
  told(flagAt: FlagAt): Refusal {
    return this.problem ? new Refusal(this.status, this.problem, problemLines(this.problem, flagAt)) : this;
  }
}

export async function refusalOf(response: IncomingMessage, url: URL): Promise<Refusal> {
  const status = response.statusCode ?? 0;
  const body = await bodyOf(response);
  if (response.headers['content-type']?.startsWith('application/problem+json')) {
    const problem = JSON.parse(body) as Problem;
    return new Refusal(status, problem, problemLines(problem));
  }
  return new Refusal(status, undefined, [`${url.origin} answered ${status}, and not as Parley does`]);
}
