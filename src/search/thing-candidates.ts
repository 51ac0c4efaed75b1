/** Things whose rows hold the words of a search. */
import type { Database } from 'better-sqlite3';
import type { NegotiationId } from '../../events/ids.js';
import type { Sight } from '../queries/pacing/call.js';
import type { FieldText, ThingSort } from '../../projections/search/searchable.js';

/** A thing of one negotiation. */
export interface ThingCandidate {
  readonly number: number;
  readonly what: ThingSort;
  readonly negotiation: NegotiationId;
  readonly id: string;
  readonly texts: readonly FieldText[];
  readonly since: number;
  readonly touched: number;
}

type Row = Omit<ThingCandidate, 'texts'> & { readonly texts: string };

const read = (row: Row): ThingCandidate => ({ ...row, texts: JSON.parse(row.texts) as FieldText[] });

const COLUMNS = 'g.number, g.what, g.negotiation, g.id, g.texts, g.since, g.touched';
const RANK = 'bm25(thing_text, 5.0, 1.0, 1.0, 2.0)';

/**
 * Those that fit best first.
 * @param sources in the form in which names are compared: these are found as well
 * @param sight of whom it is that searches: without their names, nobody who speaks is found
 */
export function thingCandidates(
  db: Database,
  match: string,
  negotiation: string | undefined,
  sources: readonly string[],
  sight: Sight,
): ThingCandidate[] {
  const only = negotiation === undefined ? '' : 'AND g.negotiation = ?';
  const where = negotiation === undefined ? [] : [negotiation];
  const seen = sight === 'whole' ? '' : "AND g.what <> 'speaker'";
  const found = db
    .prepare<unknown[], Row>(
      `SELECT ${COLUMNS} FROM thing_text t CROSS JOIN things g ON g.number = t.rowid
       WHERE thing_text MATCH ? ${only} ${seen} ORDER BY ${RANK}, g.number DESC`,
    )
    .all(match, ...where);
  const known = new Set(found.map(({ number }) => number));
  const aliased = db
    .prepare<unknown[], Row>(
      `SELECT ${COLUMNS} FROM things g
       WHERE g.what = 'source' AND g.id IN (SELECT value FROM json_each(?)) ${only} ORDER BY g.number DESC`,
    )
    .all(JSON.stringify(sources), ...where);
  return [...found, ...aliased.filter(({ number }) => !known.has(number))].map(read);
}

/** One thing; undefined where nothing has named it. */
export function thingRow(
  db: Database,
  what: ThingSort,
  id: string,
  negotiation: NegotiationId,
): ThingCandidate | undefined {
  const row = db
    .prepare<unknown[], Row>(`SELECT ${COLUMNS} FROM things g WHERE g.what = ? AND g.id = ? AND g.negotiation = ?`)
    .get(what, id, negotiation);
  return row && read(row);
}

/** Whether something has named a thing. */
export const isKnownThing = (db: Database, what: ThingSort, id: string, negotiation: NegotiationId): boolean =>
  db
    .prepare<unknown[], number>('SELECT 1 FROM things WHERE what = ? AND id = ? AND negotiation = ?')
    .pluck()
    .get(what, id, negotiation) === 1;

/** Everything that has been named in a negotiation. */
export const everyThing = (db: Database, negotiation: NegotiationId): ThingCandidate[] =>
  db
    .prepare<[string], Row>(`SELECT ${COLUMNS} FROM things g WHERE g.negotiation = ? ORDER BY g.number`)
    .all(negotiation)
    .map(read);
