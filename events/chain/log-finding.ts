/** What can be wrong in a log whose streams are in order, each by itself. */
import { START, type Link } from './chain.js';
import { SOURCES_STREAM, streamOf } from '../envelope.js';
import type { NegotiationId } from '../ids.js';
import { sealedElsewhere } from './break-diagnosis.js';
import { canonicalDataOf, isSealedAfter, type StoredEvent } from './stored-event.js';
import type { ChainFinding, ChainFault } from './verdict.js';

/** The first bad event of a log, and what is wrong with it. */
export interface LogFinding extends Omit<ChainFinding, 'revision'> {
  /** Null where only the position of a missing event is known. */
  readonly stream: string | null;
  readonly revision: number | null;
}

/** A finding on an event, at the place that it names. */
export const findingAt = (event: StoredEvent, problem: ChainFault, detail: string): LogFinding => {
  const { stream, revision, position, id } = event;
  return { stream, revision, position, id, problem, detail };
};

/** The finding on an event whose time does not fit its position. */
export const outOfOrderFinding = (event: StoredEvent): LogFinding =>
  findingAt(event, 'reordered', `its time, ${event.recordedAt}, is not in the order of positions`);

/** Positions without an event. */
export interface Gap {
  /** The first of them. */
  readonly from: bigint;
  /** The event after them. */
  readonly before: StoredEvent;
}

/** The finding on a gap where each stream holds by itself: the missing event was the last of its stream. */
export function gapFinding({ from, before }: Gap): LogFinding {
  const next = `revision ${before.revision} of ${before.stream}, at position ${before.position}`;
  const detail =
    `no event is at position ${from}, before ${next}: an event that was the last of its stream is gone, ` +
    'and only a checkpoint can say of which; or the position of the event named here was changed';
  return { stream: null, revision: null, position: from, id: null, problem: 'removed', detail };
}

/** A finding where the event was sealed in this stream after this link, but names another stream. */
function findingIfSealedIn(event: StoredEvent, stream: string, last: Link): LogFinding | undefined {
  if (stream === event.stream || !isSealedAfter(event, last, stream)) return undefined;
  const revision = last.revision + 1;
  return { ...findingAt(event, 'changed', sealedElsewhere(event, stream, revision)), stream, revision };
}

/**
 * A finding where an event was sealed in another stream than it names, as the next event of that stream or its first.
 * @param streams every stream so far, with its last link
 */
export function wrongStreamFinding(
  event: StoredEvent,
  streams: ReadonlyMap<string, { readonly last: Link }>,
): LogFinding | undefined {
  for (const [stream, { last }] of streams) {
    const home = findingIfSealedIn(event, stream, last);
    if (home) return home;
  }
  const negotiation = canonicalDataOf(event.text)?.['negotiation'];
  const stream = typeof negotiation === 'string' ? streamOf(negotiation as NegotiationId) : SOURCES_STREAM;
  return findingIfSealedIn(event, stream, START);
}
