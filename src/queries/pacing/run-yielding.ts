/** Long computations that do not block the process, for the request that is being answered. */
import { currentCall, type Call } from './call.js';
import { Turns } from './turns.js';

/** Of the process: whatever is long, whoever asks for it, takes its turn here. */
const turns = new Turns();

/**
 * Runs a generator to its end. Between its turns, other work of the process is done; it ends early where the caller goes,
 * and is refused where they have used up their time.
 */
export const runYielding = <T>(work: Generator<unknown, T>): Promise<T> => turns.run(work, currentCall.getStore());

/** Computes something in a turn of its own: what takes a while, and has no steps. */
export const atTurn = <T>(compute: () => T): Promise<T> => runYielding(oneStep(compute));

function* oneStep<T>(compute: () => T): Generator<undefined, T> {
  yield;
  return compute();
}

/** What a generator yields that is not undefined, each in turns with others, as it is asked for. */
export const yieldingSteps = <T>(work: Generator<T | undefined, undefined>): AsyncGenerator<T> =>
  stepsFor(work, currentCall.getStore());

/** @param call they are sent outside of the code that asked for them */
async function* stepsFor<T>(work: Generator<T | undefined, undefined>, call: Call | undefined): AsyncGenerator<T> {
  try {
    for (;;) {
      const found = await turns.run(nextOf(work), call);
      if (found === undefined) return;
      yield found;
    }
  } finally {
    work.return(undefined);
  }
}

/** The next value that is not undefined; undefined at the end. Ended early, it leaves the work as it is. */
function* nextOf<T>(work: Generator<T | undefined, undefined>): Generator<undefined, T | undefined> {
  for (let step = work.next(); !step.done; step = work.next()) {
    if (step.value !== undefined) return step.value;
    yield;
  }
  return undefined;
}
