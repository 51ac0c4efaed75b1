/** One article with what was proposed from it. One that no proposer has read yet, such as after a crash, is read now. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ArticleAnswer } from '../../../answers/intake/article.js';
import type { ArticleId } from '../../../events/intake/intake.js';
import { Acceptances } from '../finishing/acceptances.js';
import { ArticleProposals } from '../proposing/article-proposals.js';
import { ArticleAnswers } from './article-answers.js';
import { isPicked } from '../log/article.js';
import type { Reader } from './proposed-candidates.js';

/** Who records what the server finishes by itself. */
export const BY_ITSELF = 'parley';

export class ReadArticle extends Query<ArticleAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly reader: Reader,
  ) {
    super();
  }
}

@QueryHandler(ReadArticle)
export class ReadArticleHandler implements IQueryHandler<ReadArticle> {
  constructor(
    private readonly answers: ArticleAnswers,
    private readonly proposals: ArticleProposals,
    private readonly acceptances: Acceptances,
  ) {}

  async execute({ article, reader }: ReadArticle): Promise<ArticleAnswer> {
    await this.acceptances.finishLeft();
    const known = await this.answers.known(article);
    if (known.kept === 'gone' || known.rounds.some((round) => !isPicked(round)))
      return this.answers.whole(article, reader);
    const { failed } = await this.proposals.propose(known, BY_ITSELF);
    return this.answers.whole(article, reader, failed === undefined ? [] : [failed]);
  }
}
