/**
 * Accounts as lists of numbers, so that each two of many can be compared: a hundred parties may give an account of one paper
 * with a hundred quantities each.
 */
import { differencesIn, overlap, type Account, type Figure, type Sides } from './quantities.js';

/** The figures of an account, by the number of what they are of. */
interface FlatAccount {
  /** Rising. */
  readonly things: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** When the report was published with which it began to give the figure, in milliseconds since the epoch. */
  readonly at: Float64Array;
  /** The place of the figure in the account. */
  readonly places: Int32Array;
  readonly figures: readonly Figure[];
}

/** Gives accounts in the same numbers. */
function flattening(): (account: Account) => FlatAccount {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  return ({ figures }) => {
    const sorted = [...figures]
      .map(([key, figure], place) => ({ thing: numberOf(key), figure, place }))
      .toSorted((a, b) => a.thing - b.thing);
    return {
      things: Int32Array.from(sorted, ({ thing }) => thing),
      min: Float64Array.from(sorted, ({ figure }) => figure.ranges[0]?.min ?? Number.NaN),
      max: Float64Array.from(sorted, ({ figure }) => figure.ranges[0]?.max ?? Number.NaN),
      at: Float64Array.from(sorted, ({ figure }) => figure.from.publishedAt),
      places: Int32Array.from(sorted, ({ place }) => place),
      figures: sorted.map(({ figure }) => figure),
    };
  };
}

/** Whether the first ranges of two figures can both hold: nearly always the only ones. */
const firstOverlap = (a: FlatAccount, i: number, b: FlatAccount, j: number): boolean =>
  (a.min[i] as number) <= (b.max[j] as number) && (b.min[j] as number) <= (a.max[i] as number);

const canBothHold = (a: FlatAccount, i: number, b: FlatAccount, j: number): boolean =>
  firstOverlap(a, i, b, j) || overlap((a.figures[i] as Figure).ranges, (b.figures[j] as Figure).ranges);

function firstFlatDifference(a: FlatAccount, b: FlatAccount): Sides | undefined {
  let [found, foundOf, foundAt] = [-1, -1, Infinity];
  for (let i = 0, j = 0; i < a.things.length && j < b.things.length;) {
    const apart = (a.things[i] as number) - (b.things[j] as number);
    if (apart === 0) {
      const at = Math.max(a.at[i] as number, b.at[j] as number);
      const isFirst = at < foundAt || (at === foundAt && (a.places[i] as number) < (a.places[found] as number));
      if (isFirst && !canBothHold(a, i, b, j)) [found, foundOf, foundAt] = [i, j, at];
    }
    if (apart <= 0) i += 1;
    if (apart >= 0) j += 1;
  }
  return found < 0 ? undefined : [(a.figures[found] as Figure).from, (b.figures[foundOf] as Figure).from];
}

function firstDifference(a: Account, b: Account): Sides | undefined {
  let [first, firstAt]: [Sides | undefined, number] = [undefined, Infinity];
  for (const key of a.figures.keys())
    for (const sides of differencesIn(key, a, b)) {
      const at = Math.max(...sides.map(({ publishedAt }) => publishedAt));
      if (at < firstAt) [first, firstAt] = [sides, at];
    }
  return first;
}

/** From so many accounts on it is worth it to make lists of them. */
const MANY = 8;

/**
 * Compares each two of these accounts, by their numbers here. Of the quantities in which two cannot both hold, it finds the one
 * of which both figures were published first, of several the first in the first account: the reports with which each began to
 * give its figure.
 */
export function comparing(accounts: readonly Account[]): (one: number, other: number) => Sides | undefined {
  if (accounts.length < MANY)
    return (one, other) => firstDifference(accounts[one] as Account, accounts[other] as Account);
  const flat = accounts.map(flattening());
  return (one, other) => firstFlatDifference(flat[one] as FlatAccount, flat[other] as FlatAccount);
}
