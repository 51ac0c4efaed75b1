/** The proof of a negotiation: its audit bundle, of what is stored now. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoOf } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Clock } from '../platform/clock.js';
import { currentSight } from '../queries/pacing/call.js';
import { EventStore } from '../store/event-store.js';
import { bundleOf } from './bundle.js';
import type { Download } from './download.js';
import { insistOnRecorded, auditedStreams } from './audited-streams.js';
import { Timestamps } from '../log/timestamps.js';
import { TransparentLog } from '../log/transparent-log.js';
import { streamEvents } from './evidence-pages.js';
import { hasOpenName, namesWithin } from './unnamed-events.js';
import { logProofOf } from './log-proof.js';
import { checkpointOf } from './make-checkpoint.js';

export class ProveNegotiation extends Query<Download> {
  constructor(readonly negotiation: NegotiationId) {
    super();
  }
}

@QueryHandler(ProveNegotiation)
export class ProveNegotiationHandler implements IQueryHandler<ProveNegotiation> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly log: TransparentLog,
    private readonly timestamps: Timestamps,
  ) {}

  async execute({ negotiation }: ProveNegotiation): Promise<Download> {
    await insistOnRecorded(this.store, this.image, negotiation);
    const { evidence } = this.store;
    const at = isoOf(this.clock.now());
    const checkpoint = await checkpointOf(evidence, await evidence.end(), at, auditedStreams(negotiation));
    const [own, sources] = auditedStreams(negotiation);
    const proof = await logProofOf(this.store, this.log, this.timestamps, checkpoint, [
      [own, 'events.ndjson'],
      [sources, 'sources.ndjson'],
    ]);
    const sight = currentSight();
    if (sight !== 'whole') await this.#insistOnSealedNames(own);
    const content = await bundleOf({ evidence, sight }, negotiation, checkpoint, proof);
    return { name: `${negotiation}.tar.gz`, type: 'application/gzip', content };
  }

  /** The hash of an event in which a name stands unsealed does not fit it without the name. */
  async #insistOnSealedNames(stream: string): Promise<void> {
    for await (const event of streamEvents(this.store.evidence, stream))
      if (hasOpenName(event))
        throw namesWithin(
          `revision ${event.revision} was recorded before names were sealed, and cannot be proven without`,
        );
  }
}
