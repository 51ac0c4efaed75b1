/** Whether the events of an append are in the stream already: all of them as they are, which is a duplicate, or not. */
import type { Duplicate, IdTaken } from '../append-outcome.js';
import { doubled, type PreparedEvent, type PreparedWrite } from '../prepared-write.js';
import type { Reader } from './reader.js';
import { eventOf, type Row } from './row.js';

const isSame = (row: Row, { event, data }: PreparedEvent): boolean => row[4] === event.type && row[5] === data;

const isRun = (rows: readonly Row[]): boolean => rows.every((row, i) => row[2] === (rows[0]?.[2] ?? 0) + i);

const duplicate = (rows: readonly Row[], last: Row): Duplicate => ({
  outcome: 'duplicate',
  revision: last[2],
  position: BigInt(last[0]),
  events: rows.map(eventOf),
});

/**
 * What is to be answered where some of the ids were in the stream before the append, that is, at positions up to
 * `before`; undefined where none was.
 */
export function duplicateAppend(
  reader: Reader,
  { stream, events }: PreparedWrite,
  before: number,
): Duplicate | IdTaken | undefined {
  const twice = doubled(events);
  if (twice !== undefined) return { outcome: 'id-taken', id: twice, by: null };

  const held = events.flatMap((prepared) => {
    const row = reader.byId(stream, prepared.event.id);
    return row && row[0] <= before ? [{ row, same: isSame(row, prepared) }] : [];
  });
  const rows = held.map(({ row }) => row);
  const last = rows.at(-1);
  if (last && rows.length === events.length && isRun(rows) && held.every(({ same }) => same))
    return duplicate(rows, last);

  const culprit = held.find(({ same }) => !same) ?? held[0];
  return culprit && { outcome: 'id-taken', id: culprit.row[3], by: eventOf(culprit.row) };
}
