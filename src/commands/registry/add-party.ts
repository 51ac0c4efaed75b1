/** Adding a party to the registry of a negotiation. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { partyId, type NegotiationId } from '../../../events/ids.js';
import { dataFrom } from '../body.js';
import type { PartyRecordedAnswer } from '../../../answers/receipts.js';
import type { Writing } from '../writing.js';
import { EventRecorder } from '../event-recorder.js';

export class AddParty extends Command<PartyRecordedAnswer> {
  /** @param body the data of `PartyAdded`, unchecked; it may leave out the negotiation */
  constructor(
    readonly negotiation: NegotiationId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(AddParty)
export class AddPartyHandler implements ICommandHandler<AddParty> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ negotiation, body, writing }: AddParty): Promise<PartyRecordedAnswer> {
    const data = dataFrom(body, { negotiation });
    const { id, receipt } = await this.eventRecorder.record({ type: 'PartyAdded', data }, writing);
    return { party: partyId.parse(id), ...receipt };
  }
}
