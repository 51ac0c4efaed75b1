/** Turns: what held one after another, as intervals. */
import { z } from 'zod';
import { isoOf, type Instant } from '../../events/dates.js';

/** From when until when something holds: without its end, which is null where it goes on when the story ends. */
export const intervalFields = { from: z.string(), to: z.string().nullable() } as const;

/** Something with the interval in which it holds. */
export type Held<T> = T & { readonly from: string; readonly to: string | null };

/** Takes what holds at one moment after another. Moments at which the same holds are one interval. */
export class Turns<T extends object> {
  readonly #turns: { readonly at: Instant; readonly value: T | null; readonly key: string }[] = [];

  /** @param keyOf what makes two values the same */
  constructor(private readonly keyOf: (value: T) => string) {}

  /** @param value null: nothing holds */
  take(at: Instant, value: T | null): void {
    const key = value === null ? '' : `=${this.keyOf(value)}`;
    // Of two values at one moment the later holds.
    if (this.#turns.at(-1)?.at === at && this.#turns.at(-1)?.key !== key) this.#turns.pop();
    if ((this.#turns.at(-1)?.key ?? '') !== key) this.#turns.push({ at, value, key });
  }

  /** In order of time. They do not overlap. */
  intervals(): Held<T>[] {
    return this.#turns.flatMap(({ at, value }, i) => {
      const next = this.#turns[i + 1];
      return value === null ? [] : [{ ...value, from: isoOf(at), to: next ? isoOf(next.at) : null }];
    });
  }
}
