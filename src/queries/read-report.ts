/** One report: as recorded, what became of it, what it changed. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import type { NegotiationId, ReportId } from '../../events/ids.js';
import { contradictionAnswer } from '../../projections/contradictions/contradictions.js';
import type { Lens } from '../../projections/record/lens.js';
import { accountAnswer } from '../../projections/history/report-account.js';
import { changeAnswer } from '../../projections/status/field-values.js';
import { sentenceOf } from '../../projections/compare/change-sentences.js';
import { EventHashes } from './hashes.js';
import { answerWith, headOf } from './parts.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';
import { shownTo } from './recorders.js';
import { unknownReport } from './refusals.js';

export const reportAnswer = answerWith({
  hash: z.string().nullable().meta({ description: 'The hash of the event by which it was recorded.' }),
  report: accountAnswer.extend({
    changes: z.array(accountAnswer.shape.changes.element.partial({ recorder: true })),
    changed: z
      .array(changeAnswer.extend({ words: z.string().meta({ description: 'The change as a sentence.' }) }))
      .meta({ description: 'What it changed in the status when it was recorded.' }),
    contradictions: z.array(contradictionAnswer),
  }),
});

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
    const reading = this.cache.under(await this.cache.load(negotiation), lens);
    const account = reading.report(report);
    if (!account) throw unknownReport(report, [...reading.counted.selection.published.keys()]);
    const { registry } = reading.counted;
    const changed = account.changed.map((change) => ({ ...change, words: sentenceOf(change, registry) }));
    return this.cache.prepare(reading, {
      ...headOf(reading),
      hash: await this.hashes.of(negotiation, account.revision),
      report: { ...account, changed, changes: shownTo(seesRecorders, account.changes) },
    });
  }
}
