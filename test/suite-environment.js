/** What a suite runs in. */
import { TestEnvironment } from 'jest-environment-node';

export default class SuiteEnvironment extends TestEnvironment {
  constructor(...given) {
    super(...given);
    // Decorators of a suite write where the shared libraries read.
    this.global.Reflect = Reflect;
  }
}
