/** Counts of the rows of a coded file that are not recorded, by what they have in common. */
import { SCHEME, type SchemeName } from '../../../events/coded/schemes.js';
import { MOST_CODES, MOST_PAIRS, type ImportAnswer } from '../../../answers/import.js';

/** So many different codes or pairs are told apart: a file with more holds no more memory. */
const MOST_TOLD_APART = 20_000;

class Counts {
  readonly #counts = new Map<string, number>();
  total = 0;

  add(key: string): void {
    this.total += 1;
    const count = this.#counts.get(key);
    if (count !== undefined) this.#counts.set(key, count + 1);
    else if (this.#counts.size < MOST_TOLD_APART) this.#counts.set(key, 1);
  }

  /** The most frequent first; of as many the first by name. */
  top(most: number): { readonly key: string; readonly rows: number }[] {
    return [...this.#counts]
      .map(([key, rows]) => ({ key, rows }))
      .toSorted((a, b) => b.rows - a.rows || (a.key < b.key ? -1 : 1))
      .slice(0, most);
  }
}

export class CodedCounts {
  rows = 0;
  readonly #codes = new Counts();
  readonly #pairs = new Counts();

  constructor(private readonly scheme: SchemeName | undefined) {}

  withoutCounterpart(code: string): void {
    this.#codes.add(code);
  }

  notFollowed(pair: string): void {
    this.#pairs.add(pair);
  }

  answer(): NonNullable<ImportAnswer['coded']> {
    const label = (code: string): string | null =>
      (this.scheme === undefined ? undefined : SCHEME[this.scheme].labelOf(code)) ?? null;
    const codes = this.#codes.top(MOST_CODES).map(({ key, rows }) => ({ code: key, label: label(key), rows }));
    const dyads = this.#pairs.top(MOST_PAIRS).map(({ key, rows }) => ({ dyad: key, rows }));
    return {
      rows: this.rows,
      withoutCounterpart: { rows: this.#codes.total, codes },
      notFollowed: { rows: this.#pairs.total, dyads },
    };
  }
}
