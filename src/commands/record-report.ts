/** Recording a report: one source saying one thing. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reportId, type NegotiationId } from '../../events/ids.js';
import { reportEventType } from '../../events/event-types.js';
import { Refused } from '../problems/refused.js';
import { dataFrom } from './body.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { kindOf } from '../../decisions/parse-fact.js';
import { refusalOf } from '../../decisions/refusal.js';
import type { RecordedAnswer } from '../../answers/receipts.js';
import type { Writing } from './writing.js';
import { EventRecorder } from './event-recorder.js';

export class RecordReport extends Command<RecordedAnswer> {
  /** @param body a report with its `kind`, unchecked; it may leave out the negotiation */
  constructor(
    readonly negotiation: NegotiationId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(RecordReport)
export class RecordReportHandler implements ICommandHandler<RecordReport> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ negotiation, body, writing }: RecordReport): Promise<RecordedAnswer> {
    const all = dataFrom(body, { negotiation });
    const given = kindOf(all);
    if ('findings' in given) throw new Refused(problemOfRefusal(refusalOf(given.findings)));
    const { kind: _, ...data } = all;
    const line = { type: reportEventType(given.kind), data, otherFields: ['kind'] };
    const { id, receipt } = await this.eventRecorder.record(line, writing);
    return { reportId: reportId.parse(id), ...receipt };
  }
}
