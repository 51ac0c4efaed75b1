/** The exception by which the shell refuses a request. The core throws none: it answers refusals as values. */
import type { Problem } from '../../answers/problem.js';

/** Carries the problem document that the caller is answered with. */
export class Refused extends Error {
  override readonly name = 'Refused';

  readonly problem: Problem;
  /** Seconds after which it may be asked again, where that is known. */
  readonly retryAfter: number | undefined;

  /** @param options `cause`: what was thrown, for the log */
  constructor(of: Problem, options?: ErrorOptions & { readonly retryAfter?: number }) {
    super(of.detail, options);
    this.problem = of;
    this.retryAfter = options?.retryAfter;
  }
}
