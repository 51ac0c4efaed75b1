/** Of the reports whose rows hold the words of a search, those that stand, hold them as they read now, and are asked for. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { SearchQuery } from '../../answers/search.js';
import type { Term } from '../../projections/search/search-text.js';
import type { Readings } from './reading/readings.js';
import { identitiesOf } from './report-candidates.js';
import { isAskedFor } from './report-check.js';
import { mayHaveChanged, mayRead } from './report-rows.js';
import { ReportWords } from './report-words.js';
import { SearchIndex } from './search-index.js';
import { touchedRowsOf } from './touched-rows.js';

/** Rows that are looked into before other work of the process gets its turn. */
const AT_ONCE = 1_000;

/** A search, and what it has to know of each row. */
export interface SoughtReports {
  readonly query: SearchQuery;
  readonly terms: readonly Term[];
  readonly readings: Readings;
}

@Injectable()
export class ReportSieve {
  constructor(
    private readonly index: SearchIndex,
    private readonly words: ReportWords,
  ) {}

  /** The numbers of those that are found. @param numbers in ascending order, as the result is */
  async found(numbers: readonly number[], sought: SoughtReports): Promise<readonly number[]> {
    const touched = await this.index.search((db) => touchedRowsOf(db).of(numbers));
    const { looksUpAll } = sought.readings;
    const toRead = [...numbers.keys()].filter((i) => looksUpAll || mayHaveChanged(touched[i] as number));
    const isOut = new Uint8Array(numbers.length);
    for (let from = 0; from < toRead.length; from += AT_ONCE) {
      await this.#read(numbers, toRead.slice(from, from + AT_ONCE), touched, isOut, sought);
      if (from + AT_ONCE < toRead.length) await yieldToEventLoop();
    }
    return isOut.includes(1) ? numbers.filter((_, i) => isOut[i] === 0) : numbers;
  }

  async #read(
    numbers: readonly number[],
    places: readonly number[],
    touched: Uint8Array,
    isOut: Uint8Array,
    { query, terms, readings }: SoughtReports,
  ): Promise<void> {
    const rows = await this.index.search((db) =>
      identitiesOf(
        db,
        places.map((i) => numbers[i] as number),
      ),
    );
    const placeOf = new Map(places.map((i) => [numbers[i] as number, i]));
    for (const [number, negotiation, id] of rows) {
      const i = placeOf.get(number) as number;
      const reading = readings.known(negotiation) ?? (await readings.of(negotiation));
      const found = reading?.report(id);
      const isFound =
        reading !== undefined &&
        found !== undefined &&
        isAskedFor(found, query, reading) &&
        // A report that no change has touched reads as the index has it.
        (!mayRead(touched[i] as number) || this.words.hold(found.report, terms));
      if (!isFound) isOut[i] = 1;
    }
  }
}
