/** The exception by which the shell refuses a request. The core throws none: it answers refusals as values. */
import type { Problem } from '../../answers/problem.js';

/** Carries the problem document that the caller is answered with. */
export class Refused extends Error {
  override readonly name = 'Refused';

  readonly problem: Problem;

  /** @param options `cause`: what was thrown, for the log */
  constructor(of: Problem, options?: ErrorOptions) {
    super(of.detail, options);
    this.problem = of;
  }
}
