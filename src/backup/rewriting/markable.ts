/**
 * In which negotiations reports of earlier versions can get marks. The rules read names and texts of a report without marks, and
 * marks of one with them. Where names of origins or parties were joined after it was recorded, the two may differ: there a log is
 * written anew without marks, so that no status changes.
 */
import { canonicalJson } from '../../../events/canonical.js';
import { SOURCES_STREAM, type JsonObject } from '../../../events/envelope.js';
import { readEvent, type Logged } from '../../../events/event.js';
import type { DrawVoice } from '../../../decisions/marks/marked-draft.js';
import { contradictionsOf } from '../../../projections/contradictions/contradictions.js';
import { Folds } from '../../../projections/positions/folds.js';
import { NOW_LENS } from '../../../projections/record/lens.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { streamPages } from '../../audit/evidence-pages.js';
import type { EventStore } from '../../store/event-store.js';
import { negotiationIn, RewrittenEvents, type ReadTwice } from './rewritten-events.js';

/** All that is derived of a negotiation at present. */
function derived(negotiation: readonly Logged[], sources: readonly Logged[], now: number): string {
  const projections = LensProjections.of({ negotiation, sources }, NOW_LENS, now);
  if (!projections) return '';
  const contradictions = contradictionsOf(new Folds(projections.counted, projections.summary().talks.run));
  return canonicalJson(JSON.parse(JSON.stringify([projections.status(), contradictions])) as JsonObject);
}

async function readTwice(store: EventStore, stream: string, draw: DrawVoice): Promise<ReadTwice[]> {
  const rewriting = new RewrittenEvents(draw, () => true);
  const read: ReadTwice[] = [];
  for await (const { events, failure } of streamPages(store.evidence, stream)) {
    if (failure) throw failure;
    for (const event of events) {
      const { read: one } = rewriting.next(event);
      if (one) read.push(one);
    }
  }
  return read;
}

/** The streams of negotiations whose status stays the same with marks. @param now milliseconds since the epoch */
export async function markableStreams(
  store: EventStore,
  streams: readonly string[],
  draw: DrawVoice,
  now: number,
): Promise<ReadonlySet<string>> {
  const markable = new Set<string>();
  const events = await store.readStream(SOURCES_STREAM);
  const sources = events.map(readEvent).filter((one): one is Logged => !('unreadable' in one));
  for (const stream of streams.filter((one) => negotiationIn(one) !== undefined)) {
    const read = await readTwice(store, stream, draw);
    const [before, after] = [read.map((one) => one.before), read.map((one) => one.after)];
    if (derived(before, sources, now) === derived(after, sources, now)) markable.add(stream);
  }
  return markable;
}
