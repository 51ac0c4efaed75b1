/**
 * Which rows of reports stand under a lens, of those that no change has reached: their reports read as they were recorded,
 * so the columns of the row say all that a lens asks for. The second reading of `reportFilterOf`, in SQL: a test compares
 * them on any history.
 */
import type { Database } from 'better-sqlite3';
import { latestInstant } from '../../../events/dates.js';
import type { NegotiationId } from '../../../events/ids.js';
import { ATTRIBUTIONS } from '../../../events/vocabulary.js';
import type { Lens } from '../../../projections/record/lens.js';
import type { SourceDesk } from '../../../projections/record/published-reports.js';
import { MAY_BE_OF_OTHERS } from '../report-rows.js';
import { condition, either, hasOneOf, isOneOf, listed, not, type Condition } from '../sql-condition.js';

/** By negotiation in which parties were merged: all slugs that are read as those that are asked for. */
export type MergedNames = ReadonlyMap<NegotiationId, readonly string[]>;

/** What our desk says under a lens. */
export interface DeskUnderLens {
  readonly sources: SourceDesk;
  /** All slugs that are read as one of these, where parties were merged. */
  readonly mergedNames: (parties: readonly string[]) => MergedNames;
}

/** Whether a report is of one of these parties, as they are read in its talks. */
export function isOfParty(parties: readonly string[], { mergedNames }: DeskUnderLens): Condition {
  const plain = hasOneOf('r.parties', parties);
  const merged = mergedNames(parties);
  if (merged.size === 0) return plain;
  const byTalks = Object.fromEntries([...merged].map(([talks, names]) => [talks, names.map((name) => listed([name]))]));
  return condition(
    `CASE WHEN ${MAY_BE_OF_OTHERS}
       THEN EXISTS (SELECT 1 FROM json_each(?, '$."' || r.negotiation || '"') WHERE instr(r.parties, value) > 0)
       ELSE ${plain.sql} END`,
    JSON.stringify(byTalks),
    ...plain.values,
  );
}

/** Whether it is of one of these sources, as its publisher or as its origin. */
export const isOfSource = (name: string, { sources: { aliases } }: DeskUnderLens): Condition =>
  either(isOneOf('r.publisher', aliases.keysOf(name)), isOneOf('r.origin', aliases.keysOf(name)));

/** The desk whose grades each index holds in a table of its connection. */
const graded = new WeakMap<Database, SourceDesk>();

function writeGrades(db: Database, desk: SourceDesk): void {
  if (graded.get(db) === desk) return;
  db.exec(
    `CREATE TABLE IF NOT EXISTS temp.grades (publisher TEXT, since INTEGER, at INTEGER, reliability TEXT);
     CREATE INDEX IF NOT EXISTS temp.grades_by_publisher ON grades (publisher, at);
     DELETE FROM temp.grades`,
  );
  const insert = db.prepare('INSERT INTO temp.grades (publisher, since, at, reliability) VALUES (?, ?, ?, ?)');
  for (const [key, grades] of desk.grades)
    for (const publisher of desk.aliases.keysOf(key))
      for (const [at, { from, reliability }] of grades.entries()) insert.run(publisher, from, at, reliability);
  graded.set(db, desk);
}

/** The reliability of a row's source in SQL, as our desk grades it: empty where nobody has graded it. */
export function reliabilityIn(db: Database, { sources }: DeskUnderLens): string {
  if (sources.grades.size === 0) return 'r.reliability';
  writeGrades(db, sources);
  return `coalesce((SELECT g.reliability FROM temp.grades g WHERE g.publisher = r.publisher AND g.since <= r.last
    ORDER BY g.at DESC LIMIT 1), r.reliability)`;
}

/** All that must hold of a row, so that its report stands under the lens. A table is not decided here. */
export function* standingUnder(db: Database, lens: Lens, desk: DeskUnderLens): Generator<Condition> {
  const { aliases } = desk.sources;
  const keysOf = (names: readonly string[]) => names.flatMap((name) => aliases.keysOf(name));
  const { recordedBy, revision, reportedBy, happenedBy, withoutSource, withoutOrigin, withoutParty } = lens;
  if (reportedBy !== undefined) yield condition('r.last <= ?', latestInstant(reportedBy));
  if (happenedBy !== undefined) yield condition('r.happened <= ?', latestInstant(happenedBy));
  if (revision !== undefined) yield condition('r.revision <= ?', revision);
  if (recordedBy !== undefined) {
    const by = latestInstant(recordedBy);
    yield condition('r.recorded <= ?', by);
    const openedLater = db
      .prepare<[number], string>(
        'SELECT negotiation FROM other_events WHERE opens = 1 GROUP BY negotiation HAVING min(recorded) > ?',
      )
      .pluck()
      .all(by);
    if (openedLater.length > 0) yield not(isOneOf('r.negotiation', openedLater));
  }
  if (withoutSource?.length) yield not(isOneOf('r.publisher', keysOf(withoutSource)));
  if (withoutOrigin?.length) yield not(isOneOf('r.origin', keysOf(withoutOrigin)));
  if (withoutParty?.length) yield not(isOfParty(withoutParty, desk));
  yield* gradedUnder(db, lens, desk);
}

function* gradedUnder(db: Database, lens: Lens, desk: DeskUnderLens): Generator<Condition> {
  const { onlyAttribution, minReliability, minCredibility } = lens;
  if (onlyAttribution !== undefined) yield condition('r.attribution <= ?', ATTRIBUTIONS.indexOf(onlyAttribution));
  // What nobody has graded counts as F, or 6.
  if (minReliability !== undefined)
    yield condition(`coalesce(nullif(${reliabilityIn(db, desk)}, ''), 'F') <= ?`, minReliability);
  if (minCredibility !== undefined)
    yield condition('CASE r.credibility WHEN 0 THEN 6 ELSE r.credibility END <= ?', minCredibility);
}
