/** Archiving a negotiation: it is followed no more. Voiding this takes it up again. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { entryId, type NegotiationId } from '../../../events/ids.js';
import { dataFrom } from '../body.js';
import { newChangeId } from '../new-event.js';
import type { ChangedAnswer } from '../../../answers/receipts.js';
import type { Writing } from '../writing.js';
import { EventRecorder } from '../event-recorder.js';

export class ArchiveNegotiation extends Command<ChangedAnswer> {
  /** @param body the data of `NegotiationArchived`, unchecked; it may leave out the negotiation */
  constructor(
    readonly negotiation: NegotiationId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(ArchiveNegotiation)
export class ArchiveNegotiationHandler implements ICommandHandler<ArchiveNegotiation> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ negotiation, body, writing }: ArchiveNegotiation): Promise<ChangedAnswer> {
    // Not derived from the content: what was taken up again may be archived again, for the same reason.
    const data = { changeId: newChangeId(), ...dataFrom(body, { negotiation }) };
    const { id, receipt } = await this.eventRecorder.record({ type: 'NegotiationArchived', data }, writing);
    return { changeId: entryId.parse(id), ...receipt };
  }
}
