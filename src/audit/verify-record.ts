/** Verifies that what is stored is what was recorded; if not, names the first bad event. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { VerifyAnswer } from '../../answers/audit.js';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import type { LogFinding } from '../../events/chain/log-finding.js';
import { MemoryImage } from '../projector/memory-image.js';
import type { Chunks } from '../json/text-lines.js';
import { verifications } from '../platform/instrumentation.js';
import { EventStore } from '../store/event-store.js';
import { coverageOf } from './coverage-of.js';
import { insistOnRecorded, auditedStreams } from './audited-streams.js';
import { badCheckpoint, checkpointFromBody } from './checkpoint-body.js';
import { verifyStore, verifyStreams } from './verification.js';

const firstBadOf = (finding: LogFinding | null): VerifyAnswer['firstBad'] =>
  finding && { ...finding, position: finding.position === null ? null : String(finding.position) };

export class VerifyRecord extends Query<VerifyAnswer> {
  /**
   * @param negotiation the whole log where undefined
   * @param checkpoint the text of one that was kept elsewhere, to compare with
   */
  constructor(
    readonly negotiation: NegotiationId | undefined,
    readonly checkpoint?: Chunks,
  ) {
    super();
  }
}

@QueryHandler(VerifyRecord)
export class VerifyRecordHandler implements IQueryHandler<VerifyRecord> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
  ) {}

  async execute({ negotiation, checkpoint: sent }: VerifyRecord): Promise<VerifyAnswer> {
    const checkpoint = sent && (await checkpointFromBody(sent));
    const [head, began] = [await this.store.evidence.end(), performance.now()];
    const { firstBad: finding, ...counted } = negotiation
      ? await this.#one(negotiation, checkpoint)
      : await this.#all(head, checkpoint);
    verifications.publish(() => ({ ok: finding === null, seconds: (performance.now() - began) / 1000 }));
    return {
      ok: finding === null,
      ...counted,
      head: String(head),
      checkpoint: checkpoint ? comparedWith(checkpoint, negotiation) : null,
      firstBad: firstBadOf(finding),
    };
  }

  async #all(head: bigint, checkpoint: Checkpoint | undefined) {
    const { evidence } = this.store;
    const coverage = checkpoint && (await coverageOf(evidence, checkpoint));
    return verifyStore(evidence, head, checkpoint?.streams, coverage);
  }

  async #one(id: NegotiationId, checkpoint: Checkpoint | undefined) {
    const { evidence } = this.store;
    const covered = checkpoint?.streams.has(streamOf(id));
    if (!covered) await insistOnRecorded(this.store, this.image, id);
    const coverage = checkpoint && (await coverageOf(evidence, checkpoint));
    const verified = await verifyStreams(evidence, auditedStreams(id), checkpoint?.streams, coverage);
    // One that was opened later is none of the checkpoint's; one that says it was there before is found out.
    if (checkpoint && !covered && !verified.firstBad)
      throw badCheckpoint(`it says nothing of ${streamOf(id)}, which was opened later or elsewhere`);
    return verified;
  }
}

function comparedWith({ at, head, streams }: Checkpoint, negotiation: NegotiationId | undefined) {
  const compared = negotiation
    ? auditedStreams(negotiation).filter((stream) => streams.has(stream)).length
    : streams.size;
  return { at, head: String(head), streams: compared };
}
