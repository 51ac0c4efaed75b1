/** Opening a negotiation: from now on its talks are followed. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { negotiationId } from '../../../events/ids.js';
import { dataFrom } from '../body.js';
import type { OpenedAnswer } from '../../../answers/receipts.js';
import type { Writing } from '../writing.js';
import { EventRecorder } from '../event-recorder.js';

export class OpenNegotiation extends Command<OpenedAnswer> {
  /** @param body the data of `NegotiationOpened`, unchecked */
  constructor(
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(OpenNegotiation)
export class OpenNegotiationHandler implements ICommandHandler<OpenNegotiation> {
  constructor(private readonly eventRecorder: EventRecorder) {}

  async execute({ body, writing }: OpenNegotiation): Promise<OpenedAnswer> {
    const { id, receipt } = await this.eventRecorder.record(
      { type: 'NegotiationOpened', data: dataFrom(body) },
      writing,
    );
    return { negotiation: negotiationId.parse(id), ...receipt };
  }
}
