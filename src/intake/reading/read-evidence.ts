/** The sentence of an article that a report rests on. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EvidenceAnswer } from '../../../answers/intake/decisions.js';
import type { NegotiationId, ReportId } from '../../../events/ids.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { unknownReport } from '../../queries/refusals.js';
import { KeptArticles, textAt } from '../kept/kept-articles.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ProposedCandidates } from './proposed-candidates.js';

export class ReadEvidence extends Query<EvidenceAnswer> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly report: ReportId,
  ) {
    super();
  }
}

@QueryHandler(ReadEvidence)
export class ReadEvidenceHandler implements IQueryHandler<ReadEvidence> {
  constructor(
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly candidates: ProposedCandidates,
    private readonly cache: ProjectionCache,
  ) {}

  async execute({ negotiation, report }: ReadEvidence): Promise<EvidenceAnswer> {
    const { selection } = (await this.cache.read(negotiation)).counted;
    const isRecorded = selection.entries.some(({ logged }) => (logged.id as string) === (report as string));
    if (!isRecorded) throw unknownReport(report, selection.published.keys());
    return { negotiation, reportId: report, evidence: await this.#evidenceOf(negotiation, report) };
  }

  async #evidenceOf(negotiation: NegotiationId, report: ReportId): Promise<EvidenceAnswer['evidence']> {
    const articles = await this.log.articles();
    const from = articles.acceptedFrom(negotiation, report);
    const article = from && articles.byId(from.article);
    if (!article) return null;
    const kept = article.kept === 'gone' ? undefined : await this.kept.read(article.article);
    const found = (await this.candidates.of(article, kept)).find(({ known }) => known.candidate === from.candidate);
    const decision = found?.known.decision;
    if (!found || decision?.accepted?.reportId !== report) return null;
    return {
      article: article.article,
      candidate: from.candidate,
      source: article.source,
      at: found.recorded.evidence.map((span) => ({ ...span })),
      text: found.recorded.evidence.map((span) => (kept ? textAt(kept, span) : null)),
      proposer: found.known.round.proposer,
      changed: [...decision.accepted.changed],
      acceptedAt: decision.at,
    };
  }
}
