/** What can be wrong in a log that is in order within each stream. */
import { START, type Link } from './chain.js';
import { SOURCES_STREAM, streamOf } from '../envelope.js';
import type { NegotiationId } from '../ids.js';
import { relabelled } from './break-diagnosis.js';
import { dataIn, follows, type StoredEvent } from './stored-event.js';
import type { ChainFinding, ChainFault } from './verdict.js';

/** The first bad event of a log. */
export interface LogFinding extends Omit<ChainFinding, 'revision'> {
  /** Null where all that is known is that something is missing at a position. */
  readonly stream: string | null;
  readonly revision: number | null;
}

export const findingAt = (event: StoredEvent, problem: ChainFault, detail: string): LogFinding => {
  const { stream, revision, position, id } = event;
  return { stream, revision, position, id, problem, detail };
};

/** An event whose place in the log is not that of its time. */
export const misplaced = (event: StoredEvent): LogFinding =>
  findingAt(event, 'reordered', `its time, ${event.recordedAt}, is not in the order of positions`);

/** Positions without an event, and the event after them. */
export interface Gap {
  readonly from: bigint;
  readonly before: StoredEvent;
}

/** Where no stream lacks an event before its end: what is missing stood at the end of one. */
export function missingAt({ from, before }: Gap): LogFinding {
  const next = `revision ${before.revision} of ${before.stream}, at position ${before.position}`;
  const detail =
    `no event is at position ${from}, before ${next}: an event that was the last of its stream is gone, ` +
    'and only a checkpoint can say of which; or the position of the event named here was changed';
  return { stream: null, revision: null, position: from, id: null, problem: 'removed', detail };
}

/** The event as the one that was sealed in a stream after a link, if it was, and does not say so. */
function sealedIn(event: StoredEvent, stream: string, last: Link): LogFinding | undefined {
  if (stream === event.stream || !follows(event, last, stream)) return undefined;
  const revision = last.revision + 1;
  return { ...findingAt(event, 'changed', relabelled(event, stream, revision)), stream, revision };
}

/**
 * An event that was sealed in another stream than it names: as the next where that one stands, or as its first.
 * @param streams where each stream stands
 */
export function strayedFrom(
  event: StoredEvent,
  streams: ReadonlyMap<string, { readonly last: Link }>,
): LogFinding | undefined {
  for (const [stream, { last }] of streams) {
    const home = sealedIn(event, stream, last);
    if (home) return home;
  }
  const negotiation = dataIn(event.text)?.['negotiation'];
  const stream = typeof negotiation === 'string' ? streamOf(negotiation as NegotiationId) : SOURCES_STREAM;
  return sealedIn(event, stream, START);
}
