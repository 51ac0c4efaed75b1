/** Drops the text of an article and the words of its candidates. The log, and what was recorded from it, stay. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DroppedAnswer, DropRequest } from '../../../answers/intake/decisions.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import { KeptArticles } from '../kept/kept-articles.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleAnswers } from '../reading/article-answers.js';

export class DropText extends Command<DroppedAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly request: DropRequest,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(DropText)
export class DropTextHandler implements ICommandHandler<DropText> {
  constructor(
    private readonly log: IntakeLog,
    private readonly kept: KeptArticles,
    private readonly answers: ArticleAnswers,
  ) {}

  /** The text goes first: should that fail, the log does not say that it is gone. */
  async execute({ article: id, request: { reason }, recorder }: DropText): Promise<DroppedAnswer> {
    const { kept, stream } = await this.answers.known(id);
    await this.kept.drop(id);
    const answer = { article: id, kept: 'gone' } as const;
    if (kept === 'gone') return { ...answer, duplicate: true, recorded: 0 };
    const data = { article: id, ...(reason === undefined ? {} : { reason }) };
    const outcome = await this.log.append(stream, { type: 'ArticleTextDropped', data }, recorder);
    return outcome === 'appended' ? { ...answer, recorded: 1 } : { ...answer, duplicate: true, recorded: 0 };
  }
}
