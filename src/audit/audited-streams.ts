/** The streams that belong to the record of a negotiation. */
import { SOURCES_STREAM, streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { MemoryImage } from '../projector/memory-image.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import { unknownNegotiation } from '../../decisions/decide.js';
import type { EventStore } from '../store/event-store.js';

/** The negotiation's own stream, and `sources`: the grade of a source may change the status of every negotiation. */
export const auditedStreams = (id: NegotiationId): readonly [string, string] => [streamOf(id), SOURCES_STREAM];

/**
 * Throws `Refused` (`unknown-negotiation`) where nothing is stored of the negotiation. One that this server has open
 * passes, so that an auditor learns that its events are gone.
 */
export async function insistOnRecorded(store: EventStore, image: MemoryImage, id: NegotiationId): Promise<void> {
  if (image.isOpen(id)) return;
  const [first] = await store.evidence.stream(streamOf(id), null, 1);
  if (!first) throw new Refused(problemOfRefusal(unknownNegotiation(image, id)));
}
