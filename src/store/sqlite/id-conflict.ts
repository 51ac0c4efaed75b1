/** Whether an own id of an append was taken after its caller had last looked, by an event of another type. */
import type { Link } from '../../../events/chain/chain.js';
import type { IdTaken } from '../append-outcome.js';
import { entryOf } from '../entry-id.js';
import type { PreparedWrite } from '../prepared-write.js';
import type { Reader } from './reader.js';
import { eventOf } from './row.js';

/** What was stored in the meantime and may hold one of these ids: with one alone the database can look for it. */
function storedBetween(reader: Reader, { stream, seen = -1 }: PreparedWrite, last: number, ids: ReadonlySet<string>) {
  const [only = ''] = ids;
  const text = ids.size === 1 ? JSON.stringify(only) : '';
  return reader.holding(stream, seen, last, text).map(eventOf);
}

/**
 * Costs nothing where the stream stood where the caller had seen it. An index over own ids would cost every append.
 * @param before where the stream stood before the append
 */
export function idConflict(reader: Reader, write: PreparedWrite, before: Link): IdTaken | undefined {
  if (write.seen === undefined || write.seen >= before.revision) return undefined;
  const ours = new Map(write.events.map(({ event }) => [entryOf(event), event.id]));
  ours.delete(undefined);
  const ids = new Set([...ours.keys()].filter((id) => id !== undefined));
  if (ids.size === 0) return undefined;
  const by = storedBetween(reader, write, before.revision, ids).find((other) => ours.has(entryOf(other)));
  return by && { outcome: 'id-taken', id: ours.get(entryOf(by)) ?? '', by };
}
