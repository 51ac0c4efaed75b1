/** Moves an article to the talks that it is about, and reads it anew by their registry. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MovedArticleAnswer } from '../../../answers/intake/decisions.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { ArticleId, IntakeFact } from '../../../events/intake/intake.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleProposals } from '../proposing/article-proposals.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import type { Reader } from '../reading/proposed-candidates.js';
import { Receptions } from '../receiving/receptions.js';

export class MoveArticle extends Command<MovedArticleAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly negotiation: NegotiationId,
    readonly recorder: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

@CommandHandler(MoveArticle)
export class MoveArticleHandler implements ICommandHandler<MoveArticle> {
  constructor(
    private readonly log: IntakeLog,
    private readonly receptions: Receptions,
    private readonly proposals: ArticleProposals,
    private readonly answers: ArticleAnswers,
  ) {}

  /** What was decided stays. What waits is proposed anew; to talks that it is about already, that is all. */
  async execute({ article: id, negotiation, recorder, reader }: MoveArticle): Promise<MovedArticleAnswer> {
    await this.receptions.insistOnOpen(negotiation);
    let moved = 0;
    for (;;) {
      const article = await this.answers.known(id);
      if (article.negotiation === negotiation) break;
      const fact: IntakeFact = { type: 'ArticleMoved', data: { article: id, negotiation } };
      if ((await this.log.append(article.stream, fact, recorder, article.moves)) === 'appended') moved = 1;
    }
    const { recorded, failed } = await this.proposals.propose(await this.answers.known(id), recorder);
    const answer = await this.answers.whole(id, reader, failed === undefined ? [] : [failed]);
    return { ...answer, recorded: moved + recorded };
  }
}
