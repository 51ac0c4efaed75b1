/** Verifies that what is stored is what was recorded; if not, names the first bad event. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { VerifyAnswer } from '../../answers/audit.js';
import { isoOf } from '../../events/dates.js';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import type { LogFinding } from '../../events/chain/log-finding.js';
import { beginningsOf } from '../log/log-begun.js';
import { MemoryImage } from '../projector/memory-image.js';
import type { Chunks } from '../json/text-lines.js';
import { verifications } from '../platform/instrumentation.js';
import { EventStore } from '../store/event-store.js';
import { Timestamps, type VerifiedTimestamp } from '../log/timestamps.js';
import { coverageOf } from './coverage-of.js';
import { insistOnRecorded, auditedStreams } from './audited-streams.js';
import { badCheckpoint, checkpointFromBody } from './checkpoint-body.js';
import type { KeptCheckpoint } from './kept-checkpoint.js';
import { headFinding } from './tree-verification.js';
import { verifyStore, verifyStreams, type Verified } from './verification.js';

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
    private readonly timestamps: Timestamps,
  ) {}

  async execute({ negotiation, checkpoint: sent }: VerifyRecord): Promise<VerifyAnswer> {
    const checkpoint = sent && (await checkpointFromBody(sent));
    const [head, began] = [await this.store.evidence.end(), performance.now()];
    const timestamp = await this.timestamps.newestOfThis();
    const stamped = timestamp ? [timestamp.checkpoint] : [];
    const { firstBad: finding, ...counted } = negotiation
      ? await this.#one(negotiation, checkpoint, stamped)
      : await verifyStore(this.store, head, checkpoint, stamped);
    verifications.publish(() => ({ ok: finding === null, seconds: (performance.now() - began) / 1000 }));
    return {
      ok: finding === null,
      ...counted,
      head: String(head),
      checkpoint: checkpoint ? comparedWith(checkpoint, negotiation) : null,
      timestamp: timestamp && !finding ? wordsOf(timestamp) : null,
      firstBad: firstBadOf(finding),
      ...(await this.#begun()),
    };
  }

  /** Where the log was begun anew; nothing where it never was, or cannot be read. */
  async #begun(): Promise<Pick<VerifyAnswer, 'begun'>> {
    const beginnings = await beginningsOf(this.store).catch(() => []);
    if (beginnings.length === 0) return {};
    return {
      begun: beginnings.map(({ position, why, at, before: { origin, events }, lost }) => ({
        position: String(position),
        why,
        at,
        origin,
        events,
        lost,
      })),
    };
  }

  async #one(id: NegotiationId, kept: KeptCheckpoint | undefined, stamped: readonly TreeHead[]): Promise<Verified> {
    const { evidence, tree } = this.store;
    const checkpoint = kept?.streams;
    const covered = checkpoint?.streams.has(streamOf(id));
    if (!covered) await insistOnRecorded(this.store, this.image, id);
    const coverage = checkpoint && (await coverageOf(evidence, checkpoint));
    const verified = await verifyStreams(evidence, auditedStreams(id), checkpoint?.streams, coverage);
    // One that was opened later is none of the checkpoint's; one that says it was there before is found out.
    if (checkpoint && !covered && !verified.firstBad)
      throw badCheckpoint(`it says nothing of ${streamOf(id)}, which was opened later or elsewhere`);
    if (verified.firstBad) return verified;
    for (const known of [...(kept?.tree ? [kept.tree] : []), ...stamped]) {
      const forked = await headFinding(tree, known);
      if (forked) return { ...verified, firstBad: forked };
    }
    return verified;
  }
}

const wordsOf = ({ checkpoint, at, authority }: VerifiedTimestamp): VerifyAnswer['timestamp'] => ({
  size: checkpoint.size,
  at: isoOf(at),
  authority,
});

function comparedWith({ streams: named, origin, tree }: KeptCheckpoint, negotiation: NegotiationId | undefined) {
  if (!named) return { origin: origin ?? '', size: tree?.size ?? 0 };
  const { at, head, streams } = named;
  const compared = negotiation
    ? auditedStreams(negotiation).filter((stream) => streams.has(stream)).length
    : streams.size;
  return { at, head: String(head), streams: compared };
}
