/** The orders of the desk, and cursors that hold their place while rows come and go. */
import type { DeskQuery, DeskRow, DeskSort } from '../../../answers/desk.js';
import { latestInstant } from '../../../events/dates.js';
import { edtf } from '../../../events/edtf.js';
import { comparable } from '../../../events/text.js';
import { PHASES } from '../../../projections/phase/phases.js';

type Key = string | number;

/** So much of a title is compared: a cursor holds it, and is short. */
const TITLE = 24;
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** In milliseconds since the epoch; of no date, before all others. */
function instantOf(date: string | null): number {
  const read = edtf.safeParse(date);
  return read.success ? latestInstant(read.data) : -1;
}

const KEYS: Readonly<Record<DeskSort, (row: DeskRow) => Key>> = {
  title: ({ title }) => comparable(title).slice(0, TITLE),
  phase: ({ phase }) => PHASES.indexOf(phase.value),
  contested: ({ contested }) => (contested.value ? instantOf(contested.since) : -1),
  changed: ({ phase, contested }) => Math.max(instantOf(phase.since), instantOf(contested.since)),
  agreement: ({ agreement }) => agreement.value,
  outlook: ({ outlook }) => outlook.value,
  news: ({ freshness }) => instantOf(freshness.newestReportAt),
  recorded: ({ position }) => Number(position),
};

/** Where a row stands: after all rows with a lesser key, among those of the same key by id. */
interface Place {
  readonly key: Key;
  readonly id: string;
}

/** How the rows are compared. */
export class DeskOrder {
  readonly #keyOf: (row: DeskRow) => Key;
  readonly #sign: 1 | -1;

  constructor(sort: DeskSort, direction: DeskQuery['direction']) {
    this.#keyOf = KEYS[sort];
    this.#sign = direction === 'desc' ? -1 : 1;
  }

  sorted(rows: readonly DeskRow[]): DeskRow[] {
    const placed = rows.map((row) => ({ row, place: this.#placeOf(row) }));
    return placed.toSorted((a, b) => this.#compare(a.place, b.place)).map(({ row }) => row);
  }

  /** The rows that come after the one that a cursor was made of, wherever that row is now. */
  after(rows: readonly DeskRow[], cursor: string): DeskRow[] | undefined {
    const place = placeIn(cursor);
    return place && rows.filter((row) => this.#compare(this.#placeOf(row), place) > 0);
  }

  /** What `pageOf` makes a cursor of. */
  cursorText(row: DeskRow): string {
    const { key, id } = this.#placeOf(row);
    return JSON.stringify([key, id]);
  }

  #placeOf(row: DeskRow): Place {
    return { key: this.#keyOf(row), id: row.negotiation };
  }

  /** Ids always go up, so that the order of equals is the same in both directions. */
  #compare(a: Place, b: Place): number {
    return this.#sign * compareKeys(a.key, b.key) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  }
}

function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

function placeIn(cursor: string): Place | undefined {
  try {
    const read: unknown = JSON.parse(cursor);
    if (!Array.isArray(read) || read.length !== 2) return undefined;
    const [key, id] = read as unknown[];
    const isPlace = (typeof key === 'string' || typeof key === 'number') && typeof id === 'string';
    return isPlace ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}
