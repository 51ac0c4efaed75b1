/** Giving a claim, an issue, a proposal or an agreement another title. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { entryId, type NegotiationId } from '../../../events/ids.js';
import { dataFrom } from '../body.js';
import { newChangeId } from '../new-event.js';
import type { ChangedAnswer } from '../../../answers/receipts.js';
import type { Writing } from '../writing.js';
import { EventRecorder } from '../event-recorder.js';

export class RetitleSubject extends Command<ChangedAnswer> {
  /** @param body the data of `SubjectRetitled`, unchecked; it may leave out the negotiation */
  constructor(
    readonly negotiation: NegotiationId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(RetitleSubject)
export class RetitleSubjectHandler implements ICommandHandler<RetitleSubject> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ negotiation, body, writing }: RetitleSubject): Promise<ChangedAnswer> {
    // Not derived from the content: a title may be given back that it had before.
    const data = { changeId: newChangeId(), ...dataFrom(body, { negotiation }) };
    const { id, receipt } = await this.eventRecorder.record({ type: 'SubjectRetitled', data }, writing);
    return { changeId: entryId.parse(id), ...receipt };
  }
}
