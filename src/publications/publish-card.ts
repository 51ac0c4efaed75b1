/** Publishes a card: anybody who has its address sees it from now on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublicationAnswer, PublishRequest } from '../../answers/publishing/publications.js';
import type { Lens } from '../../projections/record/lens.js';
import { Config } from '../platform/config.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { publicationAnswerOf } from './publication-answer.js';
import { newPublicationId, PublicationsService } from './publications.service.js';

export class PublishCard extends Command<PublicationAnswer> {
  constructor(
    readonly request: PublishRequest,
    readonly recorder: string,
    /** Scheme and host by which the server was called. */
    readonly called: string,
  ) {
    super();
  }
}

/** Only the fields that are set: what is recorded has no undefined. */
const given = (lens: Lens): Record<string, string | number | string[]> =>
  Object.fromEntries(
    Object.entries(lens).flatMap(([field, value]) => (value === undefined ? [] : [[field, value as string]])),
  );

@CommandHandler(PublishCard)
export class PublishCardHandler implements ICommandHandler<PublishCard> {
  constructor(
    private readonly publications: PublicationsService,
    private readonly cache: ProjectionCache,
    private readonly config: Config,
  ) {}

  /** The lens is refused as it would be for reading. */
  async execute({ request, recorder, called }: PublishCard): Promise<PublicationAnswer> {
    const { negotiation, moment, lens } = request;
    const { revision } = (await this.cache.read(negotiation, lens)).counted.selection;
    const publication = newPublicationId();
    const shown = moment === 'pinned' ? { ...lens, revision } : lens;
    await this.publications.record(
      { type: 'CardPublished', data: { publication, negotiation, moment, lens: given(shown) } },
      recorder,
    );
    const published = await this.publications.byId(publication);
    if (!published) throw new Error('a card that was published is not among the published cards');
    return publicationAnswerOf(published, this.config.publishing, called);
  }
}
