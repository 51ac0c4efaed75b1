/** Revokes a published card: this server shows it no more at once, others as soon as they have read the event. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublicationAnswer, UnpublishRequest } from '../../answers/publishing/publications.js';
import type { PublicationId } from '../../events/publications.js';
import { Config } from '../platform/config.js';
import { publicationAnswerOf } from './publication-answer.js';
import { PublicationsService } from './publications.service.js';
import { noSuchPublication } from './refusals.js';

export class RevokeCard extends Command<PublicationAnswer> {
  constructor(
    readonly publication: PublicationId,
    readonly request: UnpublishRequest,
    readonly recorder: string,
    /** Scheme and host by which the server was called. */
    readonly called: string,
  ) {
    super();
  }
}

@CommandHandler(RevokeCard)
export class RevokeCardHandler implements ICommandHandler<RevokeCard> {
  constructor(
    private readonly publications: PublicationsService,
    private readonly config: Config,
  ) {}

  /** Revoking again changes nothing: the first revocation stays, with its reason. */
  async execute({ publication: id, request: { reason }, recorder, called }: RevokeCard): Promise<PublicationAnswer> {
    const known = await this.publications.byId(id);
    if (!known) throw noSuchPublication();
    const data = { publication: id, ...(reason === undefined ? {} : { reason }) };
    if (!known.revoked) await this.publications.record({ type: 'CardRevoked', data }, recorder);
    return publicationAnswerOf((await this.publications.byId(id)) ?? known, this.config.publishing, called);
  }
}
