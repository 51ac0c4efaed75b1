/** What there is to audit of a negotiation. */
import { SOURCES_STREAM, streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { MemoryImage } from '../projector/memory-image.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import { unknownNegotiation } from '../../decisions/decide.js';
import type { EventStore } from '../store/event-store.js';

/** Regradings of sources change what is read of every negotiation: its record is both streams. */
export const auditedStreams = (id: NegotiationId): readonly [string, string] => [streamOf(id), SOURCES_STREAM];

/** Refuses a negotiation of which nothing is stored, unless the server has read something of it before. */
export async function insistOnRecorded(store: EventStore, image: MemoryImage, id: NegotiationId): Promise<void> {
  if (image.isOpen(id)) return;
  const [first] = await store.evidence.stream(streamOf(id), null, 1);
  if (!first) throw new Refused(problemOfRefusal(unknownNegotiation(image, id)));
}
