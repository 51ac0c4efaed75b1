/**
 * Choices read off dice. A report or a scene is a list of dice: fast-check shrinks each towards 0, and 0 always means
 * the first and simplest choice, so that what is left of a failing history says only what matters.
 */
import fc from 'fast-check';

const SIDES = 1000;

export type Weighted<T> = readonly (readonly [weight: number, value: T])[];

export interface Draw {
  pick<T>(pool: readonly [T, ...T[]]): T;
  weighted<T>(pool: Weighted<T>): T;
  /** True in so many of a hundred; false for a die of 0. */
  chance(percent: number): boolean;
  /** 0 to `max`, both included. */
  upTo(max: number): number;
}

/** Reads the dice one after the other; those that are missing count as 0. */
export function drawing(dice: readonly number[]): Draw {
  let read = 0;
  const die = () => dice[read++] ?? 0;
  return {
    pick: (pool) => pool[Math.floor((die() * pool.length) / SIDES)] ?? pool[0],
    weighted: (pool) => heaviest(pool, die() / SIDES),
    chance: (percent) => die() >= SIDES - percent * 10,
    upTo: (max) => Math.floor((die() * (max + 1)) / SIDES),
  };
}

function heaviest<T>(pool: Weighted<T>, at: number): T {
  const total = pool.reduce((sum, [weight]) => sum + weight, 0);
  let passed = 0;
  for (const [weight, value] of pool) {
    passed += weight / total;
    if (at < passed) return value;
  }
  throw new RangeError('nothing to choose from');
}

/** One die. Unbiased: fast-check would otherwise favour the ends of the range, and with them the rarest choices. */
export const die = fc.noBias(fc.nat(SIDES - 1));

export const diceOf = (count: number): fc.Arbitrary<number[]> =>
  fc.array(die, { minLength: count, maxLength: count, size: 'max' });
