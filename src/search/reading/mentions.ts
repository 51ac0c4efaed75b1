/** Which things reports name that no change has reached, under a lens: looked up in the index, one thing at a time. */
import type { Database } from 'better-sqlite3';
import type { Lens } from '../../../projections/record/lens.js';
import { IS_UNCHANGED } from '../report-rows.js';
import { allOf, condition } from '../sql-condition.js';
import { standingUnder, type DeskUnderLens } from './unchanged-reports.js';

export class Mentions {
  readonly #isTold;
  readonly #values;

  constructor(db: Database, lens: Lens, desk: DeskUnderLens) {
    const { sql, values } = allOf([condition(IS_UNCHANGED), ...standingUnder(db, lens, desk)]);
    this.#values = values;
    this.#isTold = db
      .prepare<unknown[], number>(
        `SELECT 1 FROM mentions m CROSS JOIN reports r ON r.number = m.report
         WHERE m.thing = ? AND m.told = ? AND ${sql} LIMIT 1`,
      )
      .pluck();
  }

  /** Whether such a report names the thing. @param told by which of its texts, counted from 1; 0: by none */
  has(thing: number, told: number): boolean {
    return this.#isTold.get(thing, told, ...this.#values) === 1;
  }

  /** Those of the texts of a thing by which such reports name it. */
  textsOf(thing: number, texts: readonly { readonly text: string }[]): string[] {
    return texts.flatMap(({ text }, i) => (this.has(thing, i + 1) ? [text] : []));
  }
}
