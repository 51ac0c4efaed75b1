/** Revising a negotiation: its title, summary, tables or thresholds. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeId, type NegotiationId } from '../../../events/ids.js';
import { dataFrom } from '../body.js';
import { newChangeId } from '../new-event.js';
import type { NegotiationRevisedAnswer } from '../../../answers/receipts.js';
import type { Writing } from '../writing.js';
import { EventRecorder } from '../event-recorder.js';

export class ReviseNegotiation extends Command<NegotiationRevisedAnswer> {
  /** @param body the data of `NegotiationRevised`, unchecked; it may leave out the negotiation */
  constructor(
    readonly negotiation: NegotiationId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(ReviseNegotiation)
export class ReviseNegotiationHandler implements ICommandHandler<ReviseNegotiation> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ negotiation, body, writing }: ReviseNegotiation): Promise<NegotiationRevisedAnswer> {
    // Not derived from the content: a title may be given back that it had before.
    const data = { changeId: newChangeId(), ...dataFrom(body, { negotiation }) };
    const { id, receipt } = await this.eventRecorder.record({ type: 'NegotiationRevised', data }, writing);
    return { negotiation, changeId: changeId.parse(id), ...receipt };
  }
}
