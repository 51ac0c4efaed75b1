/** Reports whose rows hold the words of a search, and their order. */
import type { Database } from 'better-sqlite3';
import { firstInstant, latestInstant } from '../../events/dates.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { SearchQuery } from '../../answers/search.js';
import { MAY_DIFFER } from './report-rows.js';

/** A row of a report. */
export interface ReportCandidate {
  readonly number: number;
  readonly negotiation: NegotiationId;
  readonly id: ReportId;
  readonly revision: number;
  readonly touched: number;
}

/** The rows that were found, by their numbers, in ascending order. */
export interface ReportCandidates {
  readonly numbers: readonly number[];
  /** Those of them whose grade our desk has changed, where a grade is asked for. */
  readonly regraded: readonly number[];
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

const allOf = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** So many names are compared one by one: opening a list of them for each row takes longer. */
const FEW_NAMES = 20;

/** SQLite takes no deeper expression than of 1,000 parts: more names are a list. */
function anyOf(field: string, names: readonly string[]): Condition {
  const written = names.map((name) => `\n${name}\n`);
  return written.length > 0 && written.length <= FEW_NAMES
    ? condition(written.map(() => `instr(r.${field}, ?) > 0`).join(' OR '), ...written)
    : condition(`EXISTS (SELECT 1 FROM json_each(?) WHERE instr(r.${field}, value) > 0)`, JSON.stringify(written));
}

function graded(grade: string, regraded: readonly string[]): Condition {
  const [letter] = /[A-F]/.exec(grade) ?? [];
  const [digit] = /[1-6]/.exec(grade) ?? [];
  const own = allOf([
    ...(letter === undefined ? [] : [condition('r.reliability = ?', letter)]),
    ...(digit === undefined ? [] : [condition('r.credibility = ?', Number(digit))]),
  ]);
  const changed = anyOf('sources', regraded);
  return condition(`(${own.sql}) OR ${changed.sql}`, ...own.values, ...changed.values);
}

/** Conditions that hold of a row under every lens, unless it may differ. */
function conditionsOf({ party, kind, from, to }: SearchQuery): Condition[] {
  return [
    ...(kind === undefined ? [] : [condition('r.kind = ?', kind)]),
    ...(party === undefined ? [] : [anyOf('parties', [party])]),
    ...(from === undefined ? [] : [condition('r.last >= ?', firstInstant(from))]),
    ...(to === undefined ? [] : [condition('r.first <= ?', latestInstant(to))]),
  ];
}

/** Which names are one, and what a source is worth, is another thing under another lens. */
const presentConditionsOf = ({ query: { source, grade }, sources, regraded }: RowFilter): Condition[] => [
  ...(source === undefined ? [] : [anyOf('sources', sources)]),
  ...(grade === undefined ? [] : [graded(grade, regraded)]),
];

const inNegotiation = ({ negotiation }: SearchQuery): Condition[] =>
  negotiation === undefined ? [] : [condition('r.negotiation = ?', negotiation)];

/** One text for all numbers: a row for each takes half as long again. */
function candidatesWhere(
  db: Database,
  match: string,
  query: SearchQuery,
  own: readonly Condition[],
  regraded?: Condition,
): ReportCandidates {
  const { sql: fits, values: fitting } = allOf(own);
  const where = allOf([
    condition('report_text MATCH ?', match),
    ...inNegotiation(query),
    ...(own.length === 0 ? [] : [condition(`${MAY_DIFFER} OR (${fits})`, ...fitting)]),
  ]);
  const rows = where.values.length === 1 ? '' : 'CROSS JOIN reports r ON r.number = t.rowid';
  const ofRegraded = regraded ? `json_group_array(t.rowid) FILTER (WHERE ${regraded.sql})` : "'[]'";
  const [numbers, changed] = db
    .prepare<unknown[], [string, string]>(
      `SELECT json_group_array(t.rowid), ${ofRegraded} FROM report_text t ${rows} WHERE ${where.sql}`,
    )
    .raw()
    .get(...(regraded?.values ?? []), ...where.values) as [string, string];
  const read = (text: string) => (JSON.parse(text) as number[]).toSorted((a, b) => a - b);
  return { numbers: read(numbers), regraded: read(changed) };
}

/** The candidates under a lens that is not the present. */
export function candidatesUnderLens(db: Database, match: string, query: SearchQuery, lens: Lens): ReportCandidates {
  const { reportedBy } = lens;
  const published = reportedBy === undefined ? [] : [condition('r.last <= ?', latestInstant(reportedBy))];
  return candidatesWhere(db, match, query, [...conditionsOf(query), ...published]);
}

/** The candidates at present: most of them stand as they were recorded, and are not even read. */
export function presentCandidates(db: Database, match: string, filter: RowFilter): ReportCandidates {
  const { query, regraded } = filter;
  const own = [...conditionsOf(query), ...presentConditionsOf(filter)];
  const changed = query.grade !== undefined && regraded.length > 0 ? anyOf('sources', regraded) : undefined;
  return candidatesWhere(db, match, query, own, changed);
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
