/** Receives an article: keeps its text, records that it came, and proposes what in it is worth recording. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ReceivedAnswer } from '../../../answers/intake/article.js';
import type { ReceiveRequest } from '../../../answers/intake/receive.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import type { Reader } from '../reading/proposed-candidates.js';
import { Receptions } from './receptions.js';
import { Submissions } from './submission.js';

export class ReceiveArticle extends Command<ReceivedAnswer> {
  constructor(
    readonly request: ReceiveRequest,
    readonly recorder: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

@CommandHandler(ReceiveArticle)
export class ReceiveArticleHandler implements ICommandHandler<ReceiveArticle> {
  constructor(
    private readonly submissions: Submissions,
    private readonly reception: Receptions,
    private readonly answers: ArticleAnswers,
  ) {}

  async execute({ request, recorder, reader }: ReceiveArticle): Promise<ReceivedAnswer> {
    const { negotiation = null, ...given } = request;
    await this.reception.insistOnOpen(negotiation);
    const submission = await this.submissions.read(given);
    const { article, duplicate, recorded, notes } = await this.reception.take(submission, { negotiation }, recorder);
    const answer = await this.answers.whole(article, reader, notes);
    return { ...answer, ...(duplicate ? { duplicate } : {}), recorded };
  }
}
