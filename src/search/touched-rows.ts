/** The rows of reports that changes have touched, kept in memory: they are asked for in every search. */
import type { Database } from 'better-sqlite3';

interface Sums {
  readonly rows: number;
  readonly sum: number | null;
}

export class TouchedRows {
  /** Ascending. */
  #numbers = new Uint32Array();
  #how = new Uint8Array();
  #known: Sums = { rows: 0, sum: null };

  /** Reads them anew where there are more of them, or more is touched of one: nothing that was touched ever is not. */
  refresh(db: Database): void {
    const sums = db
      .prepare<[], Sums>('SELECT count(*) AS rows, sum(touched) AS sum FROM reports WHERE touched <> 0')
      .get() as Sums;
    if (sums.rows === this.#known.rows && sums.sum === this.#known.sum) return;
    const all = db
      .prepare<[], [number, number]>('SELECT number, touched FROM reports WHERE touched <> 0 ORDER BY number')
      .raw()
      .all();
    this.#numbers = Uint32Array.from(all, ([number]) => number);
    this.#how = Uint8Array.from(all, ([, how]) => how);
    this.#known = sums;
  }

  /** For each of these rows how it was touched: 0 where it was not. @param numbers in ascending order */
  of(numbers: readonly number[]): Uint8Array {
    const found = new Uint8Array(numbers.length);
    let at = 0;
    for (const [i, number] of numbers.entries()) {
      while (at < this.#numbers.length && (this.#numbers[at] as number) < number) at += 1;
      if (this.#numbers[at] === number) found[i] = this.#how[at] as number;
    }
    return found;
  }
}

/** By open index: another may number its rows otherwise. */
const known = new WeakMap<Database, TouchedRows>();

/** Those of an open index, as they are now. */
export function touchedRowsOf(db: Database): TouchedRows {
  const rows = known.get(db) ?? new TouchedRows();
  known.set(db, rows);
  rows.refresh(db);
  return rows;
}
