/** Long computations that do not block the process. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

/** Runs a generator to its end. After each of its steps, other work of the process gets its turn. */
export async function runYielding<T>(work: Generator<unknown, T>): Promise<T> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    await yieldToEventLoop();
  }
}
