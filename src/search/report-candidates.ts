/** Reports whose rows hold the words of a search, and their order. */
import type { Database } from 'better-sqlite3';
import { firstInstant, latestInstant } from '../../events/dates.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import type { SearchQuery } from '../../answers/search.js';

/** A row that the projections must be asked about before it is shown. */
export interface ReportCandidate {
  readonly number: number;
  readonly negotiation: NegotiationId;
  readonly id: ReportId;
  readonly revision: number;
  readonly touched: number;
}

/** The reports that were found, by the numbers of their rows, in ascending order. */
export interface ReportCandidates {
  readonly numbers: readonly number[];
  readonly toCheck: readonly ReportCandidate[];
}

/** Which rows of reports are asked for. */
export interface RowFilter {
  readonly query: SearchQuery;
  /** The source that is asked for under all its names, in the form in which names are compared. */
  readonly sources: readonly string[];
  /** Publishers whose grades our desk has changed: what their rows say of the grade need not hold. */
  readonly regraded: readonly string[];
}

type Value = string | number;
interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

const condition = (sql: string, ...values: Value[]): Condition => ({ sql, values });

/** One expression for any number of names: SQLite takes no deeper one than of 1,000 parts. */
const anyOf = (field: string, names: readonly string[]): Condition =>
  condition(
    `EXISTS (SELECT 1 FROM json_each(?) WHERE instr(r.${field}, value) > 0)`,
    JSON.stringify(names.map((name) => `\n${name}\n`)),
  );

function graded(grade: string, regraded: readonly string[]): Condition {
  const [letter] = /[A-F]/.exec(grade) ?? [];
  const [digit] = /[1-6]/.exec(grade) ?? [];
  const own = [
    ...(letter === undefined ? [] : [condition('r.reliability = ?', letter)]),
    ...(digit === undefined ? [] : [condition('r.credibility = ?', Number(digit))]),
  ];
  const changed = anyOf('sources', regraded);
  return {
    sql: `(${own.map(({ sql }) => sql).join(' AND ')}) OR ${changed.sql}`,
    values: [...own.flatMap(({ values }) => values), ...changed.values],
  };
}

/** Conditions on what a row says, which holds of rows that nothing has touched. */
function conditionsOf({ query, sources, regraded }: RowFilter): Condition[] {
  const { party, kind, from, to, source, grade } = query;
  return [
    ...(kind === undefined ? [] : [condition('r.kind = ?', kind)]),
    ...(party === undefined ? [] : [anyOf('parties', [party])]),
    ...(source === undefined ? [] : [anyOf('sources', sources)]),
    ...(from === undefined ? [] : [condition('r.last >= ?', firstInstant(from))]),
    ...(to === undefined ? [] : [condition('r.first <= ?', latestInstant(to))]),
    ...(grade === undefined ? [] : [graded(grade, regraded)]),
  ];
}

const inNegotiation = (negotiation: string | undefined): Condition[] =>
  negotiation === undefined ? [] : [condition('r.negotiation = ?', negotiation)];

const CANDIDATE = 'r.number, r.negotiation, r.id, r.revision, r.touched';
const FOUND = 'FROM report_text t CROSS JOIN reports r ON r.number = t.rowid WHERE report_text MATCH ?';

/** All candidates, each to be checked: for a lens that is not the present. */
export function allReportCandidates(db: Database, match: string, negotiation: string | undefined): ReportCandidates {
  const where = inNegotiation(negotiation);
  const sql = `SELECT ${CANDIDATE} ${[FOUND, ...where.map((one) => one.sql)].join(' AND ')} ORDER BY t.rowid`;
  const toCheck = db.prepare<unknown[], ReportCandidate>(sql).all(match, ...where.flatMap(({ values }) => values));
  return { numbers: toCheck.map(({ number }) => number), toCheck };
}

/** The candidates at present: most of them stand as they were recorded, and are not even read. */
export function presentReportCandidates(db: Database, match: string, filter: RowFilter): ReportCandidates {
  const own = conditionsOf(filter);
  const where = [
    ...inNegotiation(filter.query.negotiation),
    ...(own.length === 0
      ? []
      : [
          {
            sql: `(r.touched <> 0 OR (${own.map(({ sql }) => `(${sql})`).join(' AND ')}))`,
            values: own.flatMap(({ values }) => values),
          },
        ]),
  ];
  const values = where.flatMap((one) => one.values);
  const sql =
    where.length === 0
      ? 'SELECT rowid FROM report_text WHERE report_text MATCH ? ORDER BY rowid'
      : `SELECT t.rowid ${[FOUND, ...where.map((one) => one.sql)].join(' AND ')} ORDER BY t.rowid`;
  const numbers = db
    .prepare<unknown[], number>(sql)
    .pluck()
    .all(match, ...values);
  return { numbers, toCheck: toCheckAmong(db, numbers, filter) };
}

/** So many rows are looked up one by one; of more, all that were touched are read and compared. */
const LOOKED_UP = 3_000;

/** Of these rows those that a change has touched, or whose grade is asked for and was changed. */
function toCheckAmong(db: Database, numbers: readonly number[], { query, regraded }: RowFilter): ReportCandidate[] {
  const changed = query.grade === undefined ? condition('0') : anyOf('sources', regraded);
  const sql = `SELECT ${CANDIDATE} FROM reports r WHERE (r.touched <> 0 OR ${changed.sql})`;
  if (numbers.length <= LOOKED_UP)
    return db
      .prepare<unknown[], ReportCandidate>(`${sql} AND r.number IN (SELECT value FROM json_each(?))`)
      .all(...changed.values, JSON.stringify(numbers));
  const isFound = new Set(numbers);
  const all = db.prepare<unknown[], ReportCandidate>(sql).iterate(...changed.values);
  const found: ReportCandidate[] = [];
  for (const row of all) if (isFound.has(row.number)) found.push(row);
  return found;
}

/** Of more reports than these, only the newest are compared by how well they fit: for a word that is in all, none fits better. */
const RANKED = 2_000;

/** Words of a summary count most, then those of a quotation, of joined words, and of all else. */
const RANK = 'bm25(report_text, 5.0, 4.0, 1.0, 2.0)';

/** All of these reports, those that fit best first. @param numbers in ascending order */
export function* byRelevance(db: Database, match: string, numbers: readonly number[]): Generator<number> {
  const rest = numbers.slice(0, -RANKED);
  const newest = new Set(numbers.slice(-RANKED));
  const sql = `SELECT rowid FROM report_text WHERE report_text MATCH ? AND rowid >= ? ORDER BY ${RANK}, rowid DESC`;
  const ranked = db
    .prepare<unknown[], number>(sql)
    .pluck()
    .all(match, numbers[rest.length] ?? 0);
  yield* ranked.filter((number) => newest.has(number));
  yield* rest.toReversed();
}

/** All of these reports, those that were published last first. */
export function* byDate(db: Database, numbers: readonly number[]): Generator<number> {
  const isFound = new Set(numbers);
  const among = numbers.length <= RANKED ? 'WHERE number IN (SELECT value FROM json_each(?))' : '';
  const sql = `SELECT number FROM reports ${among} ORDER BY last DESC, number DESC`;
  const all = db.prepare<unknown[], number>(sql).pluck();
  for (const number of all.iterate(...(among === '' ? [] : [JSON.stringify(numbers)])))
    if (isFound.has(number)) yield number;
}

/** The rows of these reports, in this order. */
export function reportRows(db: Database, numbers: readonly number[]): ReportCandidate[] {
  const find = db.prepare<[number], ReportCandidate>(`SELECT ${CANDIDATE} FROM reports r WHERE r.number = ?`);
  return numbers.flatMap((number) => find.get(number) ?? []);
}
