/** Of the reports whose rows hold the words of a search, those that stand, hold them as they read now, and are asked for. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { SearchQuery } from '../../answers/search.js';
import { isPresent, type Lens } from '../../projections/record/lens.js';
import type { Term } from '../../projections/search/search-text.js';
import { MemoryImage } from '../projector/memory-image.js';
import { memoryOf } from './index-memory.js';
import type { KnownStanding } from './known-standing.js';
import type { Readings } from './readings.js';
import { identitiesOf, type ReportCandidates } from './report-candidates.js';
import { isAskedFor } from './report-check.js';
import { mayDiffer, mayRead } from './report-rows.js';
import { ReportWords } from './report-words.js';
import { SearchIndex } from './search-index.js';

/** Rows that are looked into before other work of the process gets its turn. */
const AT_ONCE = 1_000;

/** A search, and what it has to know of each row. */
export interface SoughtReports {
  readonly query: SearchQuery;
  readonly terms: readonly Term[];
  readonly readings: Readings;
}

/** What is known of the candidates without reading one. */
interface Sorted {
  readonly standing: KnownStanding;
  readonly touched: Uint8Array;
  /** The places of those that do not stand are 1. */
  readonly isOut: Uint8Array;
  /** The places of those that must be read. */
  readonly toRead: readonly number[];
}

const asksOf = ({ party, kind, from, to }: SearchQuery): boolean =>
  [party, kind, from, to].some((field) => field !== undefined);
const asksForSource = ({ source, grade }: SearchQuery): boolean => source !== undefined || grade !== undefined;

/**
 * Whether a candidate that no change has touched stands under the lens: it does at present, and where the lens only leaves
 * out what was published later, since then it was no candidate.
 */
const standsUntouched = (lens: Lens): boolean => isPresent({ ...lens, reportedBy: undefined });

/** Whether a row does not say enough of its report, so that this has to be read, whatever is known of its standing. */
function mustRead(touched: number, { query, readings }: SoughtReports): boolean {
  if (mayRead(touched)) return true;
  if (asksForSource(query) && !readings.isPresent) return true;
  return mayDiffer(touched) && (asksOf(query) || asksForSource(query));
}

@Injectable()
export class ReportSieve {
  constructor(
    private readonly index: SearchIndex,
    private readonly image: MemoryImage,
    private readonly words: ReportWords,
  ) {}

  /** The numbers of those that are found, in ascending order. */
  async found(candidates: ReportCandidates, sought: SoughtReports): Promise<readonly number[]> {
    const { numbers } = candidates;
    const { standing, touched, isOut, toRead } = await this.#sorted(candidates, sought);
    for (let from = 0; from < toRead.length; from += AT_ONCE) {
      const places = toRead.slice(from, from + AT_ONCE);
      await this.#read(numbers, places, touched, isOut, standing, sought);
      if (from + AT_ONCE < toRead.length) await yieldToEventLoop();
    }
    return isOut.includes(1) ? numbers.filter((_, i) => isOut[i] === 0) : numbers;
  }

  #sorted({ numbers, regraded }: ReportCandidates, sought: SoughtReports): Promise<Sorted> {
    const { lens } = sought.readings;
    const untouchedStand = standsUntouched(lens) && !(asksForSource(sought.query) && !isPresent(lens));
    return this.index.search((db) => {
      const memory = memoryOf(db);
      const standing = memory.standingUnder(lens);
      standing.refresh((id) => this.image.versionOf(id));
      memory.touched.refresh(db);
      const touched = memory.touched.of(numbers);
      const isRegraded = new Set(regraded);
      const isOut = new Uint8Array(numbers.length);
      const toRead: number[] = [];
      for (let i = 0; i < numbers.length; i += 1) {
        const [number, how] = [numbers[i] as number, touched[i] as number];
        const changed = isRegraded.has(number);
        if (untouchedStand && how === 0 && !changed) continue;
        const stands = standing.get(number);
        if (stands === false) isOut[i] = 1;
        else if (stands === undefined || changed || mustRead(how, sought)) toRead.push(i);
      }
      return { standing, touched, isOut, toRead };
    });
  }

  async #read(
    numbers: readonly number[],
    places: readonly number[],
    touched: Uint8Array,
    isOut: Uint8Array,
    standing: KnownStanding,
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
      standing.set(number, negotiation, readings.versionOf(negotiation), found !== undefined);
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
