/**
 * Turns: long computations share the process. Between any two turns everything else that waits is done, so that however
 * many computations there are, nobody waits for more than one turn. Callers take turns, and of one caller's
 * computations the one that has had the least time, so that a short one does not wait for long ones.
 */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Allowance } from './allowance.js';
import type { Call } from './call.js';
import { callerGone, tooLong, tooMuchAtOnce, tooMuchTime } from './refusals.js';

/** How long a turn is, in milliseconds, where the steps of the work are short. */
const TURN = 10;
/** How many computations a caller may have under way. */
const MOST_AT_ONCE = 64;
/** A computation is long once it has taken so much time, in milliseconds; of these, a caller's first few go on. */
const LONG = 200;
const MOST_LONG = 4;
/** The most time that one computation may take, in milliseconds. */
const MOST_TIME = 120_000;

type Work<T> = Generator<unknown, T>;

class Computation {
  spent = 0;

  constructor(
    private readonly work: Work<unknown>,
    readonly call: Call | undefined,
    private readonly resolve: (value: never) => void,
    private readonly reject: (reason: unknown) => void,
  ) {}

  get isGone(): boolean {
    return this.call?.signal.aborted ?? false;
  }

  /** Works for one turn. @returns whether there is more to do */
  turn(mostTime: number): boolean {
    const begun = performance.now();
    let now = begun;
    try {
      do {
        const step = this.work.next();
        now = performance.now();
        if (step.done) {
          this.resolve(step.value as never);
          return false;
        }
      } while (now - begun < TURN);
      if (this.spent + now - begun > mostTime) return this.stop(tooLong(Math.round(mostTime / 1000)));
      return true;
    } catch (error) {
      this.reject(error);
      return false;
    } finally {
      this.spent += performance.now() - begun;
    }
  }

  stop(reason: unknown): false {
    this.work.return(undefined);
    this.reject(reason);
    return false;
  }
}

/** Who shares one process has one of these. */
export class Turns {
  /** By caller, in the order of their turns. */
  readonly #waiting = new Map<string, Computation[]>();
  #isRunning = false;

  constructor(
    private readonly allowance = new Allowance(),
    private readonly mostTime = MOST_TIME,
  ) {}

  /**
   * Runs a generator to its end, in turns. Rejects where the caller goes, has too much under way, or has used up their
   * time.
   * @param call whom it is for
   */
  run<T>(work: Work<T>, call: Call | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const computation = new Computation(work, call, resolve, reject);
      const refused = this.#refusal(call);
      if (refused) computation.stop(refused);
      else this.#add(computation);
    });
  }

  /** How many computations are under way. */
  get length(): number {
    return [...this.#waiting.values()].reduce((sum, of) => sum + of.length, 0);
  }

  #refusal(call: Call | undefined): Error | undefined {
    if (!call) return undefined;
    if (call.signal.aborted) return callerGone();
    if ((this.#waiting.get(call.caller)?.length ?? 0) >= MOST_AT_ONCE) return tooMuchAtOnce();
    const wait = call.isLimited ? this.allowance.waitOf(call.caller, performance.now()) : 0;
    return wait > 0 ? tooMuchTime(wait) : undefined;
  }

  #add(computation: Computation): void {
    const caller = computation.call?.caller ?? '';
    const others = this.#waiting.get(caller);
    if (others) others.push(computation);
    else this.#waiting.set(caller, [computation]);
    if (!this.#isRunning) void this.#go();
  }

  async #go(): Promise<void> {
    this.#isRunning = true;
    for (let [next] = this.#waiting; next; [next] = this.#waiting) {
      await yieldToEventLoop();
      this.#turnOf(...next);
    }
    this.#isRunning = false;
  }

  #turnOf(caller: string, all: Computation[]): void {
    const left = all.filter((one) => !one.isGone || one.stop(callerGone()));
    const next = nextOf(left);
    const before = next?.spent ?? 0;
    const goesOn = next?.turn(this.mostTime) ?? false;
    if (next?.call?.isLimited) this.allowance.charge(caller, next.spent - before, performance.now());
    // What was added meanwhile stands in the list itself: nothing is, while a turn lasts.
    const rest = goesOn ? left : left.filter((one) => one !== next);
    this.#waiting.delete(caller);
    if (rest.length > 0) this.#waiting.set(caller, rest);
  }
}

/** The one that has had the least time; of the long ones only the first few take part. */
function nextOf(all: readonly Computation[]): Computation | undefined {
  let long = 0;
  let found: Computation | undefined;
  for (const one of all) {
    if (one.spent >= LONG) long += 1;
    if (one.spent >= LONG && long > MOST_LONG) continue;
    if (!found || one.spent < found.spent) found = one;
  }
  return found;
}
