/** Lists the articles over all talks, the first received first. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { QueueAnswer, QueueParameters } from '../../../answers/intake/queue.js';
import { Config } from '../../platform/config.js';
import { lastIdIn, pageOf } from '../../queries/page.js';
import { noSuchCursor } from '../../queries/refusals.js';
import { countsOf, type KnownArticle } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleAnswers } from './article-answers.js';

export class ListQueue extends Query<QueueAnswer> {
  constructor(readonly parameters: QueueParameters) {
    super();
  }
}

function isAskedFor(article: KnownArticle, { state, negotiation, feed }: QueueParameters): boolean {
  if (negotiation !== undefined && article.negotiation !== negotiation) return false;
  if (feed !== undefined && article.feed !== feed) return false;
  return state === 'all' || countsOf(article).waiting > 0 === (state === 'waiting');
}

@QueryHandler(ListQueue)
export class ListQueueHandler implements IQueryHandler<ListQueue> {
  constructor(
    private readonly log: IntakeLog,
    private readonly answers: ArticleAnswers,
    private readonly config: Config,
  ) {}

  async execute({ parameters }: ListQueue): Promise<QueueAnswer> {
    const asked = (await this.log.articles()).all().filter((article) => isAskedFor(article, parameters));
    const last = lastIdIn(parameters);
    if (last !== undefined && !/^\d{1,19}$/.test(last)) throw noSuchCursor();
    const after = asked.filter(({ position }) => last === undefined || position > BigInt(last));
    const { rows, next } = await pageOf(after, parameters, ({ position }) => String(position));
    const waiting = asked.map((article) => countsOf(article).waiting).filter((count) => count > 0);
    return {
      articles: await Promise.all(rows.map((article) => this.answers.row(article))),
      waiting: { articles: waiting.length, candidates: waiting.reduce((sum, count) => sum + count, 0) },
      fetches: this.config.intake.fetches,
      next,
    };
  }
}
