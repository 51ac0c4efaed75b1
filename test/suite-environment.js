/** What a suite runs in. */
import { TestEnvironment } from 'jest-environment-node';

export default class SuiteEnvironment extends TestEnvironment {
  constructor(...given) {
    super(...given);
    // Decorators of a suite write where shared modules read, and errors of theirs are errors of the suite.
    Object.assign(this.global, { Reflect, Error, TypeError, RangeError, SyntaxError, AggregateError });
  }
}
