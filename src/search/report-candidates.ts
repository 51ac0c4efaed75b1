/** Reports whose rows hold the words of a search, and their order. */
import type { Database } from 'better-sqlite3';
import { firstInstant, latestInstant } from '../../events/dates.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { SearchQuery } from '../../answers/search.js';
import {
  isOfParty,
  isOfSource,
  reliabilityIn,
  standingUnder,
  type DeskUnderLens,
} from './reading/unchanged-reports.js';
import { MAY_READ } from './report-rows.js';
import { allOf, condition, either, type Condition } from './sql-condition.js';

/** A row of a report. */
export interface ReportCandidate {
  readonly number: number;
  readonly negotiation: NegotiationId;
  readonly id: ReportId;
  readonly revision: number;
  readonly touched: number;
}

/** What is asked of the rows of reports. */
export interface RowFilter {
  readonly query: SearchQuery;
  readonly lens: Lens;
  readonly desk: DeskUnderLens;
}

function graded(grade: string, reliability: string): Condition {
  const [letter] = /[A-F]/.exec(grade) ?? [];
  const [digit] = /[1-6]/.exec(grade) ?? [];
  return allOf([
    ...(letter === undefined ? [] : [condition(`${reliability} = ?`, letter)]),
    ...(digit === undefined ? [] : [condition('r.credibility = ?', Number(digit))]),
  ]);
}

/** What is asked of a report that reads as it was recorded. */
function askedOf(db: Database, { query: { party, kind, from, to, source, grade }, desk }: RowFilter): Condition[] {
  return [
    ...(kind === undefined ? [] : [condition('r.kind = ?', kind)]),
    ...(party === undefined ? [] : [isOfParty([party], desk)]),
    ...(from === undefined ? [] : [condition('r.last >= ?', firstInstant(from))]),
    ...(to === undefined ? [] : [condition('r.first <= ?', latestInstant(to))]),
    ...(source === undefined ? [] : [isOfSource(source, desk)]),
    ...(grade === undefined ? [] : [graded(grade, reliabilityIn(db, desk))]),
  ];
}

/**
 * The numbers of the rows that hold the words, in ascending order. Those that no change has reached stand, and are what is
 * asked for; the others may. Under a table all of them may.
 */
export function candidates(db: Database, match: string, filter: RowFilter): number[] {
  const { negotiation } = filter.query;
  const own = [...askedOf(db, filter), ...standingUnder(db, filter.lens, filter.desk)];
  const where = allOf([
    condition('report_text MATCH ?', match),
    ...(negotiation === undefined ? [] : [condition('r.negotiation = ?', negotiation)]),
    ...(own.length === 0 ? [] : [either(condition(MAY_READ), allOf(own))]),
  ]);
  const rows = where.values.length === 1 ? '' : 'CROSS JOIN reports r ON r.number = t.rowid';
  // One text for all numbers: a row for each takes half as long again.
  const numbers = db
    .prepare<unknown[], string>(`SELECT json_group_array(t.rowid) FROM report_text t ${rows} WHERE ${where.sql}`)
    .pluck()
    .get(...where.values) as string;
  return (JSON.parse(numbers) as number[]).toSorted((a, b) => a - b);
}

/** Of more reports than these, only the newest are compared by how well they fit: for a word that is in all, none fits better. */
const RANKED = 2_000;

/** Words of a summary count most, then those of a quotation, of joined words, and of all else. */
const RANK = 'bm25(report_text, 5.0, 4.0, 1.0, 2.0, 1.0, 2.0)';

/** All of these reports, those that fit best first. @param numbers in ascending order */
export function* byRelevance(db: Database, match: string, numbers: readonly number[]): Generator<number> {
  if (numbers.length === 0) return;
  const newest = numbers.slice(-RANKED);
  // The plus keeps SQLite from looking for the words in each of them alone.
  const ranked = db
    .prepare<unknown[], number>(
      `SELECT rowid FROM report_text WHERE report_text MATCH ? AND rowid >= ?
         AND +rowid IN (SELECT value FROM json_each(?)) ORDER BY ${RANK}, rowid DESC`,
    )
    .pluck()
    .all(match, newest[0], JSON.stringify(newest));
  yield* ranked;
  for (let i = numbers.length - RANKED - 1; i >= 0; i -= 1) yield numbers[i] as number;
}

/** All of these reports, those that were published last first. */
export function* byDate(db: Database, numbers: readonly number[]): Generator<number> {
  if (numbers.length === 0) return;
  const isFound = new Set(numbers);
  const among = numbers.length <= RANKED ? 'WHERE number IN (SELECT value FROM json_each(?))' : '';
  const sql = `SELECT number FROM reports ${among} ORDER BY last DESC, number DESC`;
  const all = db.prepare<unknown[], number>(sql).pluck();
  for (const number of all.iterate(...(among === '' ? [] : [JSON.stringify(numbers)])))
    if (isFound.has(number)) yield number;
}

/** Of which report a row is. */
export type RowIdentity = readonly [number: number, negotiation: NegotiationId, id: ReportId];

/** Of which reports these rows are. */
export const identitiesOf = (db: Database, numbers: readonly number[]): RowIdentity[] =>
  db
    .prepare<[string], [number, NegotiationId, ReportId]>(
      'SELECT number, negotiation, id FROM reports WHERE number IN (SELECT value FROM json_each(?))',
    )
    .raw()
    .all(JSON.stringify(numbers));

/** The rows with these numbers, in this order. */
export function reportRows(db: Database, numbers: readonly number[]): ReportCandidate[] {
  if (numbers.length === 0) return [];
  return db
    .prepare<[string], ReportCandidate>(
      `SELECT r.number, r.negotiation, r.id, r.revision, r.touched
       FROM json_each(?) j CROSS JOIN reports r ON r.number = j.value ORDER BY j.key`,
    )
    .all(JSON.stringify(numbers));
}
