/** The words of reports that changes have touched, kept for a while: a search has to look into each of them. */
import { Injectable } from '@nestjs/common';
import type { Report } from '../../events/report.js';
import { findInWords } from '../../projections/search/marks.js';
import type { Term } from '../../projections/search/search-text.js';
import { textsOfReport } from '../../projections/search/searchable.js';
import { wordsOf, type Words } from '../../projections/search/words.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';

/** So many words are kept in all: about ten megabytes. */
const ROOM = 150_000;

@Injectable()
export class ReportWords {
  readonly #known = new WeightedLru<Report, readonly Words[]>(ROOM);

  /** Whether a report, as it reads, holds the terms. */
  hold(report: Report, terms: readonly Term[]): boolean {
    return findInWords(terms, this.#of(report)).isFound;
  }

  #of(report: Report): readonly Words[] {
    const known = this.#known.get(report);
    if (known) return known;
    const words = textsOfReport(report).map(({ text }) => wordsOf(text));
    this.#known.set(
      report,
      words,
      words.reduce((sum, { inOrder }) => sum + inOrder.length, 1),
    );
    return words;
  }
}
