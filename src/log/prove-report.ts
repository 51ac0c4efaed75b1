/** The proof that the event by which a report was recorded is in the log. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ReportProofAnswer } from '../../answers/log/proofs.js';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import { toBase64, toHex } from '../../events/log/bytes.js';
import { noteText } from '../../events/log/signed-note.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { unknownReport } from '../queries/refusals.js';
import { EventStore } from '../store/event-store.js';
import { TransparentLog } from './transparent-log.js';

export class ProveReport extends Query<ReportProofAnswer> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly report: ReportId,
  ) {
    super();
  }
}

@QueryHandler(ProveReport)
export class ProveReportHandler implements IQueryHandler<ProveReport> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly store: EventStore,
    private readonly log: TransparentLog,
  ) {}

  async execute({ negotiation, report }: ProveReport): Promise<ReportProofAnswer> {
    const { revision, position, hash, stream } = await this.#eventOf(negotiation, report);
    const signed = this.log.isSigned ? await this.log.checkpoint() : undefined;
    const included = await this.log.inclusion(position, signed);
    if (!included) throw unknownReport(report, []);
    return {
      negotiation,
      report,
      event: { stream, revision, position: String(position), hash },
      index: included.index,
      entry: toHex(included.entry),
      size: included.head.size,
      root: toBase64(included.head.root),
      proof: included.proof.map(toBase64),
      checkpoint: signed ? noteText(signed.note) : null,
    };
  }

  async #eventOf(negotiation: NegotiationId, report: ReportId) {
    const projections = this.cache.under(await this.cache.load(negotiation, {}), {});
    const account = projections.report(report);
    const [event] = account
      ? await this.store.readStream(streamOf(negotiation), { from: account.revision, limit: 1 })
      : [];
    if (!event) throw unknownReport(report, [...projections.counted.selection.published.keys()]);
    return event;
  }
}
