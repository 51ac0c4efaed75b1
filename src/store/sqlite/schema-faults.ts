/**
 * What the file holds beside the tables that Parley makes. A trigger that somebody adds can leave an event out without
 * changing any, and a further column or table is a place for what nobody looks at.
 */
import Database from 'better-sqlite3';
import { TILES_SCHEMA } from '../tree/tile-table.js';
import type { SchemaFault } from '../evidence.js';
import { SCHEMA } from './schema.js';

interface Part {
  readonly type: string;
  readonly name: string;
  readonly of: string;
  readonly sql: string | null;
}

/** Figures that an operator's ANALYZE leaves for the planner; no query reads them as data. */
const FIGURES = /^sqlite_stat\d$/;

function partsOf(db: Database.Database): ReadonlyMap<string, Part> {
  const rows = db.prepare<[], Part>('SELECT type, name, tbl_name AS of, sql FROM sqlite_schema ORDER BY rowid').all();
  return new Map(rows.filter(({ name }) => !FIGURES.test(name)).map((part) => [`${part.type} ${part.name}`, part]));
}

let asMade: ReadonlyMap<string, Part> | undefined;

/** The parts as Parley makes them. */
function expected(): ReadonlyMap<string, Part> {
  if (asMade) return asMade;
  const db = new Database(':memory:');
  try {
    db.exec(SCHEMA + TILES_SCHEMA);
    return (asMade = partsOf(db));
  } finally {
    db.close();
  }
}

const named = ({ type, name, of }: Part): string =>
  type === 'table' ? `the table ${name}` : `the ${type} ${name} on ${of}`;

/** The differences between the tables of the file and those that Parley makes; none where it is Parley's alone. */
export function schemaFaults(db: Database.Database): SchemaFault[] {
  const [made, found] = [expected(), partsOf(db)];
  const faults: SchemaFault[] = [];
  for (const [key, part] of made)
    if (!found.has(key)) faults.push({ problem: 'removed', detail: `${named(part)} is missing from the data file` });
  for (const [key, part] of found) {
    const own = made.get(key);
    if (!own)
      faults.push({ problem: 'inserted', detail: `${named(part)} is in the data file, and is none of Parley’s` });
    else if (own.sql !== part.sql || own.of !== part.of)
      faults.push({ problem: 'changed', detail: `${named(part)} in the data file is not as Parley makes it` });
  }
  return faults;
}
