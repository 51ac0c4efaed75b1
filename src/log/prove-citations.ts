/** Reports as they are cited, each with the proof that it is in the log, and the signed checkpoint to which all lead. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CitationsAnswer } from '../../answers/citations.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import { streamOf } from '../../events/envelope.js';
import { noteText } from '../../events/log/signed-note.js';
import type { Lens } from '../../projections/record/lens.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { citationOf } from '../queries/read-citations.js';
import { SerializedResponse } from '../queries/serialized-response.js';
import { headOf } from '../queries/status-answers.js';
import { EventStore } from '../store/event-store.js';
import { provenEvent } from './prove-report.js';
import { TransparentLog } from './transparent-log.js';

export class ProveCitations extends Query<SerializedResponse> {
  constructor(
    readonly reports: readonly ReportId[],
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ProveCitations)
export class ProveCitationsHandler implements IQueryHandler<ProveCitations> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly store: EventStore,
    private readonly log: TransparentLog,
  ) {}

  async execute({ reports, negotiation, lens }: ProveCitations): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    const { published } = projections.counted.selection;
    const signed = this.log.isSigned ? await this.log.checkpoint() : undefined;
    const head = signed ?? (await this.log.head());
    const citations: CitationsAnswer['citations'] = [];
    const missing: ReportId[] = [];
    for (const id of new Set(reports)) {
      const found = published.get(id);
      const { revision } = found?.entry.logged ?? { revision: -1 };
      const [event] = found ? await this.store.readStream(streamOf(negotiation), { from: revision, limit: 1 }) : [];
      const proof = event && (await provenEvent(this.log, event, head));
      if (found && proof) citations.push({ ...citationOf(found.report), proof });
      else missing.push(id);
    }
    const checkpoint = signed ? noteText(signed.note) : null;
    // Another checkpoint leads to other proofs: nothing of it is the same for ever.
    return SerializedResponse.of({ ...headOf(projections), citations, missing, checkpoint }, false);
  }
}
