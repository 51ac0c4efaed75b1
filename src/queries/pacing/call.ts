/** The request that work is done for: who pays for it, and whether they are still there. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** What is seen of the record: all of it, or all but the names of those who speak (`PARLEY_SHOW_SPEAKERS`). */
export type Sight = 'whole' | 'without-speakers';

/** A request, as long work sees it. */
export interface Call {
  /** By this, callers are told apart: a token, or an address. */
  readonly caller: string;
  /** Whether the caller's time is limited. Neither a command on the data folder nor a person at their own machine is. */
  readonly isLimited: boolean;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
  /** What the caller sees of the record; the whole where not given. */
  readonly sight?: Sight;
}

/** The call of the code that runs now; none for what the server does by itself. */
export const currentCall = new AsyncLocalStorage<Call>();

/** What may be seen by whom the code runs for that runs now. What the server does by itself sees the whole. */
export const currentSight = (): Sight => currentCall.getStore()?.sight ?? 'whole';

/** Work that several calls wait for goes on while one of them is there. */
export class SharedCall implements Call {
  readonly #gone = new AbortController();
  #waiting = 0;
  readonly #listening: (() => void)[] = [];

  /** @param first who asked first, and pays */
  constructor(private readonly first: Call | undefined) {
    this.join(first);
  }

  get caller(): string {
    return this.first?.caller ?? '';
  }

  get isLimited(): boolean {
    return this.first?.isLimited ?? false;
  }

  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** That of all who wait for it: what is seen is part of the key of shared work that shows anything. */
  get sight(): Sight {
    return this.first?.sight ?? 'whole';
  }

  /** Another call waits for the work. One without a caller never goes. */
  join(call: Call | undefined): void {
    this.#waiting += 1;
    if (!call) return;
    const { signal } = call;
    const leave = (): void => this.#leave();
    signal.addEventListener('abort', leave, { once: true });
    this.#listening.push(() => signal.removeEventListener('abort', leave));
    if (signal.aborted) this.#leave();
  }

  /** The work is done: a call that goes on, to other work, is not listened to any more. */
  end(): void {
    for (const unlisten of this.#listening.splice(0)) unlisten();
  }

  #leave(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#gone.abort();
  }
}
