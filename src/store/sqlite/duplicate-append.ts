/** Finds out whether the events of an append, or the ids of their own entries, are in the stream already. */
import type { Link } from '../../../events/chain/chain.js';
import type { JsonObject } from '../../../events/envelope.js';
import type { Duplicate, IdTaken } from '../append-outcome.js';
import { entryIdOf } from '../entry-id.js';
import { isSameContent } from '../erasure/sealed-texts.js';
import { repeatedId, type PreparedEvent, type PreparedWrite } from '../prepared-write.js';
import type { Reader } from './reader.js';
import type { Row } from './row.js';

// Sealed anew the same texts look otherwise.
const isSame = (row: Row, { event, data, keys }: PreparedEvent): boolean =>
  row[3] === event.type &&
  (row[4] === data ||
    (keys !== undefined && isSameContent(event.type, parsed(row[4]), row[10] ?? undefined, event.data)));

const parsed = (text: string): JsonObject => {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    // What was changed is the same as nothing.
    return {};
  }
};

const areConsecutive = (rows: readonly Row[]): boolean => rows.every((row, i) => row[2] === (rows[0]?.[2] ?? 0) + i);

const duplicate = (reader: Reader, rows: readonly Row[], last: Row): Duplicate => ({
  outcome: 'duplicate',
  revision: last[2],
  position: BigInt(last[0]),
  events: rows.map((row) => reader.eventOf(row)),
});

/**
 * The outcome of an append of which some ids were in the stream before: a duplicate where all events are stored as they
 * are, one after another, else `id-taken`. Undefined where none of the ids was in the stream.
 * @param before the last position before the append
 */
export function duplicateAppend(
  reader: Reader,
  { stream, events }: PreparedWrite,
  before: number,
): Duplicate | IdTaken | undefined {
  const twice = repeatedId(events);
  if (twice !== undefined) return { outcome: 'id-taken', id: twice, by: null };

  const stored = events.flatMap((prepared) => {
    const row = reader.byId(stream, prepared.event.id);
    return row && row[0] <= before ? [{ row, same: isSame(row, prepared) }] : [];
  });
  const rows = stored.map(({ row }) => row);
  const last = rows.at(-1);
  if (last && rows.length === events.length && areConsecutive(rows) && stored.every(({ same }) => same))
    return duplicate(reader, rows, last);

  const conflict = stored.find(({ same }) => !same) ?? stored[0];
  if (!conflict) return undefined;
  const by = reader.eventOf(conflict.row);
  return { outcome: 'id-taken', id: by.id, by };
}

/** The events stored since then that may have one of these ids. A single id is searched for by the database. */
function storedSince(reader: Reader, { stream, seen = -1 }: PreparedWrite, last: number, ids: ReadonlySet<string>) {
  const [only = ''] = ids;
  const text = ids.size === 1 ? JSON.stringify(only) : '';
  return reader.containing(stream, seen, last, text).map((row) => reader.eventOf(row));
}

/**
 * The conflict with an event that was stored after the write's `seen` revision; undefined where there is none. It costs
 * nothing where nothing was stored since. An index over own ids would make every append slower.
 * @param before the stream's last link before the append
 */
export function idConflict(reader: Reader, write: PreparedWrite, before: Link): IdTaken | undefined {
  if (write.seen === undefined || write.seen >= before.revision) return undefined;
  const ours = new Map(write.events.map(({ event }) => [entryIdOf(event), event.id]));
  ours.delete(undefined);
  const ids = new Set([...ours.keys()].filter((id) => id !== undefined));
  if (ids.size === 0) return undefined;
  const by = storedSince(reader, write, before.revision, ids).find((other) => ours.has(entryIdOf(other)));
  return by && { outcome: 'id-taken', id: ours.get(entryIdOf(by)) ?? '', by };
}
