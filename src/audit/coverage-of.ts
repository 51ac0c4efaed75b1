/** Finds where in the store the events end that a checkpoint covers. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { coversAll, type Coverage } from '../../events/chain/coverage.js';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { isoOf } from '../../events/dates.js';
import type { Evidence } from '../store/evidence.js';
import { StoreFailure } from '../store/store-failure.js';

/** In milliseconds: so far apart may clocks be, of several machines, or of one that was set between two events. */
const CLOCKS_APART = 5 * 60_000;

const LAST_POSITION = 2n ** 63n - 1n;

const earlier = (at: string, milliseconds: number): string => isoOf(Date.parse(at) - milliseconds);

/** The event at a revision; undefined where there is none, or it cannot be read: other checks find that. */
async function eventAt(evidence: Evidence, stream: string, revision: number) {
  try {
    const [event] = await evidence.stream(stream, { revision: revision - 1, position: LAST_POSITION }, 1);
    return event?.revision === revision ? event : undefined;
  } catch (error) {
    if (error instanceof StoreFailure && (error.code === 'damaged' || error.code === 'deleted')) return undefined;
    throw error;
  }
}

/**
 * Of a checkpoint of the whole log the last covered event is looked up, so that the checkpoint still holds where the log
 * was moved to another store. Of one negotiation's only the position and time that it names are known.
 */
export async function coverageOf(evidence: Evidence, checkpoint: Checkpoint): Promise<Coverage> {
  if (!coversAll(checkpoint))
    return { checkpoint, position: checkpoint.head, recordedAt: earlier(checkpoint.at, CLOCKS_APART) };
  let [position, recordedAt] = [0n, ''];
  let read = 0;
  for (const [stream, { revision }] of checkpoint.streams) {
    const last = await eventAt(evidence, stream, revision);
    if (last && last.position > position) position = last.position;
    if (last && last.recordedAt > recordedAt) recordedAt = last.recordedAt;
    if ((read += 1) % 200 === 0) await yieldToEventLoop();
  }
  const isTime = !Number.isNaN(Date.parse(recordedAt));
  if (!evidence.oneClock && isTime) recordedAt = earlier(recordedAt, CLOCKS_APART);
  return { checkpoint, position, recordedAt };
}
