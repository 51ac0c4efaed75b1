/** Reports as they are cited. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Citation } from '../../answers/citations.js';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { linkable } from '../../projections/briefing/cited-reports.js';
import type { Lens } from '../../projections/record/lens.js';
import { ProjectionCache } from './projection-cache.js';
import type { SerializedResponse } from './serialized-response.js';
import { headOf } from './status-answers.js';

export class ReadCitations extends Query<SerializedResponse> {
  constructor(
    readonly reports: readonly ReportId[],
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

export const citationOf = (report: Report): Citation => {
  const { source } = report;
  return {
    reportId: report.reportId,
    kind: report.kind,
    party: report.party ?? null,
    summary: report.summary,
    quote: report.quote ?? null,
    publisher: source.publisher,
    origin: source.origin ?? null,
    title: source.title ?? null,
    url: linkable(source.url),
    occurredAt: report.occurredAt ?? null,
    reportedAt: report.reportedAt,
  };
};

@QueryHandler(ReadCitations)
export class ReadCitationsHandler implements IQueryHandler<ReadCitations> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ reports, negotiation, lens }: ReadCitations): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    const { published } = projections.counted.selection;
    const asked = [...new Set(reports)].map((id) => ({ id, found: published.get(id) }));
    return this.cache.prepare(projections, {
      ...headOf(projections),
      citations: asked.flatMap(({ found }) => (found ? [citationOf(found.report)] : [])),
      missing: asked.flatMap(({ id, found }) => (found ? [] : [id])),
    });
  }
}
