/** What is kept in memory beside an open index: it goes with it, since another may number its rows otherwise. */
import type { Database } from 'better-sqlite3';
import type { Lens } from '../../projections/record/lens.js';
import { KnownStanding } from './known-standing.js';
import { TouchedRows } from './touched-rows.js';

/** So many rows are known under all lenses together: sixteen megabytes. */
const ROOM = 4_000_000;

/** What a lens takes of it, in rows of four bytes: that nothing was found under one takes room as well. */
const roomOf = (key: string, { room }: KnownStanding): number => room + Math.ceil(key.length / 2) + 250;

/** Lenses that are known at once. */
const MOST_LENSES = 200;

class IndexMemory {
  readonly touched = new TouchedRows();
  /** By lens, the one that was used last at the end. */
  readonly #standing = new Map<string, KnownStanding>();

  /** How many lenses are known. */
  get lenses(): number {
    return this.#standing.size;
  }

  standingUnder(lens: Lens): KnownStanding {
    const key = JSON.stringify(lens);
    const standing = this.#standing.get(key) ?? new KnownStanding();
    this.#standing.delete(key);
    this.#standing.set(key, standing);
    this.#makeRoom(standing);
    return standing;
  }

  #makeRoom(kept: KnownStanding): void {
    let room = 0;
    for (const [key, one] of this.#standing) room += roomOf(key, one);
    for (const [key, one] of this.#standing) {
      if ((room <= ROOM && this.lenses <= MOST_LENSES) || one === kept) return;
      room -= roomOf(key, one);
      this.#standing.delete(key);
    }
  }
}

const memories = new WeakMap<Database, IndexMemory>();

/** That of an open index. */
export function memoryOf(db: Database): IndexMemory {
  const memory = memories.get(db) ?? new IndexMemory();
  memories.set(db, memory);
  return memory;
}
