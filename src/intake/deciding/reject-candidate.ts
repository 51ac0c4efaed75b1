/** Rejects a candidate: it is not worth recording, or not as it was proposed. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DecidedAnswer, RejectRequest } from '../../../answers/intake/decisions.js';
import type { ArticleId, IntakeFact } from '../../../events/intake/intake.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import { decidedAlready, unknownCandidate } from '../reading/refusals.js';
import { Acceptances } from '../finishing/acceptances.js';

export class RejectCandidate extends Command<DecidedAnswer> {
  constructor(
    readonly article: ArticleId,
    readonly candidate: string,
    readonly request: RejectRequest,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(RejectCandidate)
export class RejectCandidateHandler implements ICommandHandler<RejectCandidate> {
  constructor(
    private readonly log: IntakeLog,
    private readonly answers: ArticleAnswers,
    private readonly acceptances: Acceptances,
  ) {}

  /** Rejecting again changes nothing: the first reason stays. */
  async execute({
    article: id,
    candidate: name,
    request: { reason },
    recorder,
  }: RejectCandidate): Promise<DecidedAnswer> {
    await this.acceptances.finishLeft();
    const answer = { article: id, candidate: name, standing: 'rejected' } as const;
    for (;;) {
      const article = await this.answers.known(id);
      const candidate = article.candidates.get(name);
      if (!candidate) throw unknownCandidate(article, name);
      const { decision, decisions } = candidate;
      if (decision?.standing === 'accepted')
        throw decidedAlready(`it was accepted as the report ${decision.accepted?.reportId}: undo that first`);
      if (decision) return { ...answer, recorded: 0, duplicate: true };
      const data = { article: id, candidate: name, ...(reason === undefined ? {} : { reason }) };
      const fact: IntakeFact = { type: 'CandidateRejected', data };
      const outcome = await this.log.append(article.stream, fact, recorder, decisions);
      if (outcome === 'appended') return { ...answer, recorded: 1 };
      if (outcome === 'duplicate') return { ...answer, recorded: 0, duplicate: true };
    }
  }
}
