/** What goes wrong: the server refuses, or no server answers. */
import type { Problem } from '../../../answers/problem.js';

/** A problem document (RFC 9457), or as much of one as an answer that is none still says. */
export type ProblemShown = Pick<Problem, 'status' | 'title'> & Partial<Omit<Problem, 'status' | 'title'>>;

/** The server answered with an error. `problem.code` says which; it is never renamed. */
export class ParleyProblem extends Error {
  override readonly name = 'ParleyProblem';

  /** @param retryAfter seconds after which the same may be asked again, where the server says so */
  constructor(
    readonly problem: ProblemShown,
    readonly retryAfter?: number,
  ) {
    super(problem.detail ?? problem.title);
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): Problem['code'] | undefined {
    return this.problem.code;
  }
}

/** No server answered, or the connection was lost: `cause` says why. */
export class ParleyUnreachable extends Error {
  override readonly name = 'ParleyUnreachable';
}

const secondsIn = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;

/** The error that an answer is. Reads its body. */
export async function problemOf(answer: Response): Promise<ParleyProblem> {
  const retryAfter = secondsIn(answer.headers.get('retry-after'));
  const body: unknown = await answer.json().catch(() => undefined);
  const isProblem = typeof body === 'object' && body !== null && 'status' in body && 'title' in body;
  const shown = isProblem
    ? (body as ProblemShown)
    : { status: answer.status, title: answer.statusText || 'The server gave no readable answer' };
  return new ParleyProblem(shown, retryAfter);
}
