/** Revokes a token, or ends what a person has begun: this server refuses it at once, other processes as soon as they have read the event. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RevokedAnswer, RevokeTokenRequest } from '../../answers/access/tokens.js';
import type { TokenId } from '../../events/access.js';
import { Clock } from '../platform/clock.js';
import { nearest } from '../../decisions/nearest.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import { AccessService } from './access.service.js';
import { tokenAnswerOf } from './token-answer.js';
import { isPerson } from './tokens.js';

export function unknownToken(id: string, known: readonly string[]): Refused {
  const meant = nearest(known, id);
  return new Refused(
    problem('unknown-token', `no token ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`),
  );
}

export class RevokeToken extends Command<RevokedAnswer> {
  /** @param dryRun nothing is recorded; the answer says what would be */
  constructor(
    readonly token: TokenId,
    readonly request: RevokeTokenRequest,
    readonly recorder: string,
    readonly dryRun = false,
  ) {
    super();
  }
}

@CommandHandler(RevokeToken)
export class RevokeTokenHandler implements ICommandHandler<RevokeToken> {
  constructor(
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  /** Revoking again changes nothing: the first revocation stays, with its reason. */
  async execute({ token: id, request: { reason }, recorder, dryRun }: RevokeToken): Promise<RevokedAnswer> {
    const known = this.access.tokens().map((token) => token.id);
    if (!known.includes(id)) throw unknownToken(id, known);
    if (dryRun) return this.#rehearsed(id, reason, recorder);
    const data = { token: id, ...(reason === undefined ? {} : { reason }) };
    const before = this.access.token(id);
    // A person may be let in by the provider again, and be revoked again.
    const ownId = before && isPerson(before) ? `${id}/${before.issuedAt}` : id;
    if (!before?.revoked) await this.access.record({ type: 'TokenRevoked', data }, recorder, ownId);
    const token = this.access.token(id);
    if (!token) throw unknownToken(id, known);
    return tokenAnswerOf(token, this.clock.now());
  }

  #rehearsed(id: TokenId, reason: string | undefined, by: string): RevokedAnswer {
    const now = this.clock.now();
    const token = this.access.token(id);
    if (!token) throw unknownToken(id, []);
    const revoked = token.revoked ?? { at: new Date(now).toISOString(), by, reason: reason ?? null };
    return { ...tokenAnswerOf({ ...token, revoked }, now), dryRun: true };
  }
}
