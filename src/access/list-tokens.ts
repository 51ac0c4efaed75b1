/** Lists all tokens, also those that are no longer valid, the newest first. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { TokensAnswer } from '../../answers/access/tokens.js';
import { Clock } from '../platform/clock.js';
import { AccessService } from './access.service.js';
import { tokenAnswerOf } from './token-answer.js';

export class ListTokens extends Query<TokensAnswer> {}

@QueryHandler(ListTokens)
export class ListTokensHandler implements IQueryHandler<ListTokens> {
  constructor(
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  execute(): Promise<TokensAnswer> {
    const now = this.clock.now();
    const tokens = this.access.tokens().map((token) => tokenAnswerOf(token, now));
    return Promise.resolve({ tokens: tokens.toReversed() });
  }
}
