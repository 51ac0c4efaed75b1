/** Plans an append by what is known of its stream: what to send, or what to answer. */
import { seal, type Link, type Sealed } from '../../../events/chain/chain.js';
import type { AppendRefusal } from '../append-outcome.js';
import { entryIdOf } from '../entry-id.js';
import { repeatedId, type PreparedEvent, type PreparedWrite } from '../prepared-write.js';
import type { StreamCache } from './stream-cache.js';

/** A sealed event, and what it was sealed of. */
export interface SealedEvent {
  readonly sealed: Sealed;
  readonly prepared: PreparedEvent;
}

/** What to do with an append. */
export type AppendPlan =
  | { readonly action: 'append'; readonly sealedEvents: readonly SealedEvent[] }
  | { readonly action: 'nothing-to-append' }
  | { readonly action: 'refuse'; readonly refusal: AppendRefusal }
  /** Ids of the append are in the stream, at `revisions`. `all`: none of its ids is missing. */
  | { readonly action: 'stored-before'; readonly revisions: readonly number[]; readonly all: boolean }
  /** The event at this revision has taken an own id of the append since the caller decided. */
  | { readonly action: 'id-conflict'; readonly id: string; readonly revision: number };

/** The end of a stream, behind events that are stored or about to be stored. */
export interface StreamEnd {
  readonly link: Link;
  readonly recordedAt: string;
}

function refusalOf({ events, expected }: PreparedWrite, { link, recordedAt }: StreamEnd): AppendRefusal | undefined {
  const actual = link.revision === -1 ? 'none' : link.revision;
  if (expected !== 'any' && expected !== actual) return { outcome: 'wrong-revision', actual };
  let last = recordedAt;
  for (const { event } of events) {
    if (event.recordedAt === undefined) continue;
    if (event.recordedAt < last) return { outcome: 'back-dated', id: event.id, last };
    last = event.recordedAt;
  }
  return undefined;
}

function idConflict({ events, seen }: PreparedWrite, stream: StreamCache): AppendPlan | undefined {
  if (seen === undefined) return undefined;
  for (const { event } of events) {
    const entry = entryIdOf(event);
    const revision = entry === undefined ? undefined : stream.revisionOfEntry(entry);
    if (revision !== undefined && revision > seen) return { action: 'id-conflict', id: event.id, revision };
  }
  return undefined;
}

function storedBefore({ events }: PreparedWrite, stream: StreamCache): AppendPlan | undefined {
  const twice = repeatedId(events);
  if (twice !== undefined) return { action: 'refuse', refusal: { outcome: 'id-taken', id: twice, by: null } };
  const revisions = events.map(({ event }) => stream.revisionOf(event.id)).filter((revision) => revision !== undefined);
  return revisions.length === 0
    ? undefined
    : { action: 'stored-before', revisions, all: revisions.length === events.length };
}

/** Times never go back in a stream. */
const timeOf = (moved: string | undefined, last: string, now: string): string => moved ?? (now > last ? now : last);

function sealAll({ stream, events }: PreparedWrite, { link, recordedAt }: StreamEnd, now: string): SealedEvent[] {
  let last: Link = link;
  let time = recordedAt;
  return events.map((prepared) => {
    const { event, data, recorder } = prepared;
    time = timeOf(event.recordedAt, time, now);
    const sealed = seal(stream, last, recorder === event.recorder ? event : { ...event, recorder }, time, data);
    last = sealed;
    return { sealed, prepared };
  });
}

/**
 * @param stream what is known of the stream
 * @param end where the append would go: behind others that are planned but not stored yet
 * @param now the `recordedAt` of events that have none: an ISO 8601 instant
 */
export function planAppend(write: PreparedWrite, stream: StreamCache, end: StreamEnd, now: string): AppendPlan {
  const refusal = refusalOf(write, end);
  const other = storedBefore(write, stream) ?? (refusal ? { action: 'refuse', refusal } : idConflict(write, stream));
  if (other) return other;
  if (write.events.length === 0) return { action: 'nothing-to-append' };
  return { action: 'append', sealedEvents: sealAll(write, end, now) };
}
