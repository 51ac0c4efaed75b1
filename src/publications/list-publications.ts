/** Lists the published cards, revoked ones too, the newest first. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PublicationsAnswer } from '../../answers/publishing/publications.js';
import type { NegotiationId } from '../../events/ids.js';
import { Config } from '../platform/config.js';
import { publicationAnswerOf } from './publication-answer.js';
import { PublicationsService } from './publications.service.js';

export class ListPublications extends Query<PublicationsAnswer> {
  /** @param negotiation only its cards, where given */
  constructor(
    /** Scheme and host by which the server was called. */
    readonly called: string,
    readonly negotiation?: NegotiationId,
  ) {
    super();
  }
}

@QueryHandler(ListPublications)
export class ListPublicationsHandler implements IQueryHandler<ListPublications> {
  constructor(
    private readonly publications: PublicationsService,
    private readonly config: Config,
  ) {}

  async execute({ called, negotiation }: ListPublications): Promise<PublicationsAnswer> {
    const all = await this.publications.all();
    const wanted = negotiation === undefined ? all : all.filter((one) => one.negotiation === negotiation);
    const answers = wanted.map((one) => publicationAnswerOf(one, this.config.publishing, called));
    return { publications: answers.toReversed() };
  }
}
