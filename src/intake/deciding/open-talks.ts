/** Opens the talks that an article is about, with the parts that a person accepted. */
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TalksOpenedAnswer } from '../../../answers/intake/decisions.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import { OpenNegotiation } from '../../commands/registry/open-negotiation.js';
import type { Writing } from '../../commands/writing.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import { MoveArticle } from './move-article.js';

export class OpenTalks extends Command<TalksOpenedAnswer> {
  /** @param body the data of `NegotiationOpened`, unchecked */
  constructor(
    readonly article: ArticleId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(OpenTalks)
export class OpenTalksHandler implements ICommandHandler<OpenTalks> {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ArticleAnswers,
  ) {}

  async execute({ article, body, writing }: OpenTalks): Promise<TalksOpenedAnswer> {
    await this.answers.known(article);
    const opened = await this.commands.execute(new OpenNegotiation(body, writing));
    if (writing.dryRun) return { ...opened, article, recorded: 0 };
    const { negotiation, duplicate } = opened;
    const reader = { seesRecorders: false };
    const moved = await this.commands.execute(new MoveArticle(article, negotiation, writing.recorder, reader));
    return { ...opened, article, recorded: moved.recorded + (duplicate ? 0 : 1) };
  }
}
