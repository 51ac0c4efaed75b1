/** One report: as recorded, what became of it, what it changed. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { inWords } from '../../projections/compare/change-sentences.js';
import type { Report } from '../../events/report.js';
import { reportInWords } from '../../projections/compare/report-words.js';
import { ReaderNames } from '../../projections/wording/reader-names.js';
import { runYielding } from './pacing/run-yielding.js';
import { EventHashes } from './hashes.js';
import { headOf } from './status-answers.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';
import { shownTo } from '../../answers/history.js';
import { unknownReport } from './refusals.js';

export class ReadReport extends Query<SerializedResponse> {
  constructor(
    readonly report: ReportId,
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly seesRecorders: boolean,
  ) {
    super();
  }
}

@QueryHandler(ReadReport)
export class ReadReportHandler implements IQueryHandler<ReadReport> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly hashes: EventHashes,
  ) {}

  async execute({ report, negotiation, lens, seesRecorders }: ReadReport): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    const known = await runYielding(projections.reporting(report));
    if (!known) throw unknownReport(report, [...projections.counted.selection.published.keys()]);
    const { recorder, ...account } = known;
    const names = new ReaderNames(projections.counted);
    const changed = inWords(account.changed, names);
    const told = reportInWords((account.current ?? account.recorded) as unknown as Report, names);
    return this.cache.prepare(projections, {
      ...headOf(projections),
      hash: await this.hashes.of(negotiation, account.revision),
      report: {
        ...account,
        ...(seesRecorders ? { recorder } : {}),
        told,
        changed,
        changes: shownTo(seesRecorders, account.changes),
      },
    });
  }
}
