/** The proof that the event by which a report was recorded is in the log. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ReportProofAnswer } from '../../answers/log/proofs.js';
import { streamOf, type RecordedEvent } from '../../events/envelope.js';
import type { TreeHead } from '../../events/log/inclusion.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import { toBase64, toHex } from '../../events/log/bytes.js';
import { noteText } from '../../events/log/signed-note.js';
import { accountOf } from '../../projections/history/report-account.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { unknownReport } from '../queries/refusals.js';
import { EventStore } from '../store/event-store.js';
import { TransparentLog } from './transparent-log.js';

/** The proof that an event is in the log with this head, that of now where not given; undefined where it is not. */
export async function provenEvent(
  log: TransparentLog,
  { stream, revision, position, hash }: RecordedEvent,
  head?: TreeHead,
): Promise<Omit<ReportProofAnswer, 'negotiation' | 'report' | 'checkpoint'> | undefined> {
  const included = await log.inclusion(position, head);
  return (
    included && {
      event: { stream, revision, position: String(position), hash },
      index: included.index,
      entry: toHex(included.entry),
      size: included.head.size,
      root: toBase64(included.head.root),
      proof: included.proof.map(toBase64),
    }
  );
}

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
    const event = await this.#eventOf(negotiation, report);
    const signed = this.log.isSigned ? await this.log.checkpoint() : undefined;
    const proven = await provenEvent(this.log, event, signed);
    if (!proven) throw unknownReport(report, []);
    return { negotiation, report, ...proven, checkpoint: signed ? noteText(signed.note) : null };
  }

  async #eventOf(negotiation: NegotiationId, report: ReportId) {
    const { counted } = await this.cache.read(negotiation);
    // What the report changed, and what contradicts it, is a long work that no proof needs.
    const account = accountOf(counted.selection, counted, report);
    const [event] = account
      ? await this.store.readStream(streamOf(negotiation), { from: account.revision, limit: 1 })
      : [];
    if (!event) throw unknownReport(report, [...counted.selection.published.keys()]);
    return event;
  }
}
