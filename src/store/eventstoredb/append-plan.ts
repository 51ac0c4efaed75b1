/** What is to become of an append, by what is known of its stream. */
import { seal, type Link, type Sealed } from '../../../events/chain/chain.js';
import type { Refusal } from '../append-outcome.js';
import { entryOf } from '../entry-id.js';
import { doubled, type PreparedWrite } from '../prepared-write.js';
import type { StreamCache } from './stream-cache.js';

/** An event sealed in its place, and the canonical JSON of its data. */
export interface SealedAppend {
  readonly sealed: Sealed;
  readonly text: string;
}

export type AppendPlan =
  | { readonly decision: 'append'; readonly placed: readonly SealedAppend[] }
  | { readonly decision: 'nothing-to-append' }
  | { readonly decision: 'refuse'; readonly refusal: Refusal }
  /** Some of its ids are in the stream: `revisions` are where, and `all` says whether none is missing. */
  | { readonly decision: 'known'; readonly revisions: readonly number[]; readonly all: boolean }
  /** An event at this revision has taken an own id since the caller looked. */
  | { readonly decision: 'taken'; readonly id: string; readonly revision: number };

/** Where an append would go: at the end of what is stored, or of what is about to be. */
export interface StreamEnd {
  readonly link: Link;
  readonly recordedAt: string;
}

function refusalOf({ events, expected }: PreparedWrite, { link, recordedAt }: StreamEnd): Refusal | undefined {
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

function taken({ events, seen }: PreparedWrite, tip: StreamCache): AppendPlan | undefined {
  if (seen === undefined) return undefined;
  for (const { event } of events) {
    const entry = entryOf(event);
    const revision = entry === undefined ? undefined : tip.entryAt(entry);
    if (revision !== undefined && revision > seen) return { decision: 'taken', id: event.id, revision };
  }
  return undefined;
}

function known({ events }: PreparedWrite, tip: StreamCache): AppendPlan | undefined {
  const twice = doubled(events);
  if (twice !== undefined) return { decision: 'refuse', refusal: { outcome: 'id-taken', id: twice, by: null } };
  const revisions = events.map(({ event }) => tip.revisionOf(event.id)).filter((revision) => revision !== undefined);
  return revisions.length === 0 ? undefined : { decision: 'known', revisions, all: revisions.length === events.length };
}

/** Times never go back in a stream, and no further than what this process has heard of elsewhere. */
const timeOf = (moved: string | undefined, last: string, now: string): string => moved ?? (now > last ? now : last);

function place({ stream, events }: PreparedWrite, { link, recordedAt }: StreamEnd, now: string): SealedAppend[] {
  let last: Link = link;
  let time = recordedAt;
  return events.map(({ event, data }) => {
    time = timeOf(event.recordedAt, time, now);
    const sealed = seal(stream, last, event, time, data);
    last = sealed;
    return { sealed, text: data };
  });
}

/**
 * @param tip what is stored
 * @param end where the append would go: behind others that have been decided, but are not yet stored
 * @param now the instant that events are given which bring none
 */
export function planAppend(write: PreparedWrite, tip: StreamCache, end: StreamEnd, now: string): AppendPlan {
  const refusal = refusalOf(write, end);
  const other = known(write, tip) ?? (refusal ? { decision: 'refuse', refusal } : taken(write, tip));
  if (other) return other;
  if (write.events.length === 0) return { decision: 'nothing-to-append' };
  return { decision: 'append', placed: place(write, end, now) };
}
