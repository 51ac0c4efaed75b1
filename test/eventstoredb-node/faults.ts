/** What the node does wrong, when a test wants it to. */
import type { sendUnaryData } from '@grpc/grpc-js';
import { refused, unavailable } from './messages.js';

export const CALLS = ['append', 'batch', 'read', 'subscribe', 'delete'] as const;
export type Call = (typeof CALLS)[number];

export type Fault =
  /** Nothing is done; the call fails. */
  | { readonly fault: 'unavailable' }
  /** Nothing is done, and nothing is ever said. */
  | { readonly fault: 'silence' }
  /** It is done; the call fails. */
  | { readonly fault: 'lost-answer' }
  /** It is done, and nothing is ever said. */
  | { readonly fault: 'silent-answer' }
  /** It is done after a while, in milliseconds. */
  | { readonly fault: 'slow'; readonly by: number }
  /** The server ends a call that stays open as if it were over; any other call fails. */
  | { readonly fault: 'ended' }
  /** A refusal, by the name that the trailers give it. */
  | { readonly fault: 'refused'; readonly exception: string };

/**
 * Does what is asked of it in one answer, or what the fault makes of it.
 * @param finish does it, and answers
 */
export function doUnder<R>(
  fault: Fault | undefined,
  finish: (answer: sendUnaryData<R>) => void,
  answer: sendUnaryData<R>,
): void {
  switch (fault?.fault) {
    case undefined:
      return finish(answer);
    case 'slow':
      return void setTimeout(() => finish(answer), fault.by).unref();
    case 'lost-answer':
      finish(() => undefined);
      return answer(unavailable());
    case 'silent-answer':
      return finish(() => undefined);
    case 'refused':
      return answer(refused(fault.exception));
    case 'unavailable':
    case 'ended':
      return answer(unavailable());
    case 'silence':
      return undefined;
  }
}

export class Faults {
  #next: (readonly [call: Call, fault: Fault])[] = [];
  /** Asked about every call for which none was planned. */
  atRandom: (call: Call) => Fault | undefined = () => undefined;

  /** The next calls of this kind, one fault each. */
  plan(call: Call, ...faults: readonly Fault[]): void {
    this.#next.push(...faults.map((fault) => [call, fault] as const));
  }

  /** Whether every fault planned for this kind of call has come about. */
  isOver(call: Call): boolean {
    return !this.#next.some(([of]) => of === call);
  }

  of(call: Call): Fault | undefined {
    const index = this.#next.findIndex(([of]) => of === call);
    return index === -1 ? this.atRandom(call) : this.#next.splice(index, 1)[0]?.[1];
  }
}
