/** Issuing a token: the only time that it is shown. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { roles, subject } from '../../events/access.js';
import { Clock } from '../platform/clock.js';
import { AccessService } from './access.service.js';
import { tokenIssued } from './access-event.js';
import { RESERVED_SUBJECTS } from './caller.js';
import { generateSecret, tokenIdOfSecret } from './token-secret.js';
import { tokenAnswerOf, tokenAnswer } from './token-answer.js';

const DAY = 86_400_000;

export const issueTokenRequest = z.strictObject({
  subject: subject
    .refine((name) => !RESERVED_SUBJECTS.includes(name.toLowerCase()), { error: 'is a name that Parley uses itself' })
    .meta({ description: 'Who will act with it: a person or a program.' }),
  roles,
  days: z.int().min(1).max(3650).default(365).meta({ description: 'How long it holds.' }),
});
export type IssueTokenRequest = z.infer<typeof issueTokenRequest>;

export const issuedAnswer = z.strictObject({
  ...tokenAnswer.shape,
  secret: z.string().meta({ description: 'The token itself. It is shown this once, and kept nowhere.' }),
});
export type IssuedAnswer = z.infer<typeof issuedAnswer>;

export class IssueToken extends Command<IssuedAnswer> {
  constructor(
    readonly request: IssueTokenRequest,
    readonly recorder: string,
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

  async execute({ request, recorder }: IssueToken): Promise<IssuedAnswer> {
    const secret = generateSecret();
    const now = this.clock.now();
    const expiresAt = new Date(now + request.days * DAY).toISOString();
    await this.access.record(
      tokenIssued({ subject: request.subject, roles: request.roles, expiresAt }, secret),
      recorder,
    );
    const token = this.access.token(tokenIdOfSecret(secret));
    if (!token) throw new Error('a token that was issued is not among the tokens');
    return { ...tokenAnswerOf(token, now), secret };
  }
}
