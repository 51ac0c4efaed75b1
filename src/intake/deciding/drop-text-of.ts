/** Drops what is kept of the article that a report was accepted from: once texts of the report are erased, it says them still. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EntryId, NegotiationId, ReportId } from '../../../events/ids.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { DropText, DropTextHandler } from './drop-text.js';

export class DropTextOf extends Command<void> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly entry: EntryId,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(DropTextOf)
export class DropTextOfHandler implements ICommandHandler<DropTextOf> {
  constructor(
    private readonly log: IntakeLog,
    private readonly texts: DropTextHandler,
  ) {}

  /** Of what is no report, or is from no article, there is nothing to drop. */
  async execute({ negotiation, entry, recorder }: DropTextOf): Promise<void> {
    const articles = await this.log.articles();
    const from = articles.acceptedFrom(negotiation, entry as string as ReportId);
    if (from) await this.texts.execute(new DropText(from.article, {}, recorder));
  }
}
