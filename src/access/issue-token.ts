/** Issues a token. Its secret is answered this once, and stored nowhere. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IssuedAnswer, IssueTokenRequest, RehearsedTokenAnswer } from '../../answers/access/tokens.js';
import { Clock } from '../platform/clock.js';
import { AccessService } from './access.service.js';
import { tokenIssued } from './access-event.js';
import { generateSecret, tokenIdOfSecret } from './token-secret.js';
import { tokenAnswerOf } from './token-answer.js';

/** In milliseconds. */
const DAY = 86_400_000;

export class IssueToken extends Command<IssuedAnswer | RehearsedTokenAnswer> {
  /** @param dryRun nothing is recorded; the answer says what would be */
  constructor(
    readonly request: IssueTokenRequest,
    readonly recorder: string,
    readonly dryRun = false,
  ) {
    super();
  }
}

@CommandHandler(IssueToken)
export class IssueTokenHandler implements ICommandHandler<IssueToken> {
  constructor(
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  async execute({ request, recorder, dryRun }: IssueToken): Promise<IssuedAnswer | RehearsedTokenAnswer> {
    const now = this.clock.now();
    const expiresAt = new Date(now + request.days * DAY).toISOString();
    const { subject, roles } = request;
    if (dryRun) return { subject, roles, issuedBy: recorder, expiresAt, dryRun };
    const secret = generateSecret();
    await this.access.record(tokenIssued({ subject, roles, expiresAt }, secret), recorder);
    const token = this.access.token(tokenIdOfSecret(secret));
    if (!token) throw new Error('a token that was issued is not among the tokens');
    return { ...tokenAnswerOf(token, now), secret };
  }
}
