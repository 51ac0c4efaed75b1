/** Issuing a token: the only time that it is shown. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { roles, subject } from '../../events/access.js';
import { Clock } from '../platform/clock.js';
import { Access } from './access.service.js';
import { issued } from './access-event.js';
import { RESERVED_SUBJECTS } from './caller.js';
import { newSecret, tokenIdOf } from './token-secret.js';
import { answerOf, tokenAnswer } from './token-answer.js';

const DAY = 86_400_000;

export const issuing = z.strictObject({
  subject: subject
    .refine((name) => !RESERVED_SUBJECTS.includes(name.toLowerCase()), { error: 'is a name that Parley uses itself' })
    .meta({ description: 'Who will act with it: a person or a program.' }),
  roles,
  days: z.int().min(1).max(3650).default(365).meta({ description: 'How long it holds.' }),
});
export type Issuing = z.infer<typeof issuing>;

export const issuedAnswer = z.strictObject({
  ...tokenAnswer.shape,
  secret: z.string().meta({ description: 'The token itself. It is shown this once, and kept nowhere.' }),
});
export type IssuedAnswer = z.infer<typeof issuedAnswer>;

export class IssueToken extends Command<IssuedAnswer> {
  constructor(
    readonly asked: Issuing,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(IssueToken)
export class IssueTokenHandler implements ICommandHandler<IssueToken> {
  constructor(
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  async execute({ asked, recorder }: IssueToken): Promise<IssuedAnswer> {
    const secret = newSecret();
    const now = this.clock.now();
    const expiresAt = new Date(now + asked.days * DAY).toISOString();
    await this.access.record(issued({ subject: asked.subject, roles: asked.roles, expiresAt }, secret), recorder);
    const token = this.access.token(tokenIdOf(secret));
    if (!token) throw new Error('a token that was issued is not among the tokens');
    return { ...answerOf(token, now), secret };
  }
}
