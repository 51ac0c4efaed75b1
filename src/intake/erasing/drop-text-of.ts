/**
 * Drops what is kept of the article that a report was accepted from: once texts of the report are erased, it says them still.
 * Where title or address of the report are among them, those of the article are erased as well.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EntryId, NegotiationId, ReportId } from '../../../events/ids.js';
import type { ErasureReason } from '../../../events/erasure/erased.js';
import { EraseArticle, EraseArticleHandler } from './erase-article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { DropText, DropTextHandler } from '../deciding/drop-text.js';

export class DropTextOf extends Command<void> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly entry: EntryId,
    readonly erased: { readonly fields: readonly string[]; readonly reason: ErasureReason },
    readonly recorder: string,
  ) {
    super();
  }
}

const OF_SOURCE = /^\/source\/(?:title|url)$/;

@CommandHandler(DropTextOf)
export class DropTextOfHandler implements ICommandHandler<DropTextOf> {
  constructor(
    private readonly log: IntakeLog,
    private readonly texts: DropTextHandler,
    private readonly erasing: EraseArticleHandler,
  ) {}

  /** Of what is no report, or is from no article, there is nothing to drop. */
  async execute({ negotiation, entry, erased: { fields, reason }, recorder }: DropTextOf): Promise<void> {
    const articles = await this.log.articles();
    const from = articles.acceptedFrom(negotiation, entry as string as ReportId);
    if (!from) return;
    if (fields.some((field) => OF_SOURCE.test(field)))
      await this.erasing.execute(new EraseArticle(from.article, { reason }, recorder, true));
    else await this.texts.execute(new DropText(from.article, {}, recorder));
  }
}
