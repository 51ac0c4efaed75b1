/** Finds out whether the events of an append are in the stream already. */
import type { JsonObject } from '../../../events/envelope.js';
import type { Duplicate, IdTaken } from '../append-outcome.js';
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
