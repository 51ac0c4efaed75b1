/** Finds an own id of an append that another event has taken since the caller decided. */
import type { Link } from '../../../events/chain/chain.js';
import type { IdTaken } from '../append-outcome.js';
import { entryIdOf } from '../entry-id.js';
import type { PreparedWrite } from '../prepared-write.js';
import type { Reader } from './reader.js';

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
