/** Ends sessions of the caller's own token, on every server: a browser that was left open, or that somebody else has. */
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import type { EndSessionsRequest, SessionsAnswer } from '../../../answers/access/sessions.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import type { SessionId, TokenId } from '../../../events/access.js';
import { Clock } from '../../platform/clock.js';
import { Refused } from '../../problems/refused.js';
import { AccessService } from '../access.service.js';
import type { Caller } from '../caller.js';
import { hashSecret } from '../token-secret.js';
import { ListSessions } from './list-sessions.js';

export class EndSessions extends Command<SessionsAnswer> {
  constructor(
    readonly request: EndSessionsRequest,
    readonly caller: Caller,
  ) {
    super();
  }
}

/** Whoever has no token to show has signed in so short a time ago, in milliseconds. */
const FRESH = 10 * 60_000;

type SignedInCaller = Extract<Caller, { kind: 'token' }>;

const signInAnew = (): Refused =>
  new Refused(
    problem('forbidden', 'sign in anew first: sessions are ended within ten minutes of signing in, so that it is you'),
  );

const refused = (pointer: string, message: string): Refused =>
  new Refused(problemOfFields('invalid-request', [{ pointer, detail: message }]));

@CommandHandler(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly access: AccessService,
    private readonly clock: Clock,
    private readonly queries: QueryBus,
  ) {}

  /** @returns the sessions that are left. Throws `Refused` where one is not the caller's, or they do not show their token. */
  async execute({ request: { sessions, token }, caller }: EndSessions): Promise<SessionsAnswer> {
    const own = caller.kind === 'token' ? this.access.sessionsOf(caller.token).map(({ id }) => id) : [];
    const foreign = sessions.findIndex((session) => !own.includes(session));
    if (foreign !== -1 || caller.kind !== 'token')
      throw refused(`/sessions/${Math.max(foreign, 0)}`, 'is no session of yours that goes on');
    const unproven = this.#unproven(caller, token);
    if (unproven) throw unproven;
    for (const session of new Set(sessions)) await this.access.endSession({ ...caller, session }, 'signed-out');
    return this.queries.execute(new ListSessions(caller));
  }

  // Whoever sits at a browser that was left open shall not sign out its owner elsewhere.
  #unproven({ token, session, isPerson }: SignedInCaller, shown: string | undefined): Refused | undefined {
    if (session === undefined) return undefined;
    if (isPerson) return this.#isFresh(token, session) ? undefined : signInAnew();
    if (shown === undefined) return refused('/token', 'is required');
    const isIt = this.access.token(token)?.hash === hashSecret(shown.trim());
    return isIt ? undefined : refused('/token', 'is not the token that you signed in with');
  }

  #isFresh(token: TokenId, session: SessionId): boolean {
    const own = this.access.sessionsOf(token).find(({ id }) => id === session);
    return own !== undefined && this.clock.now() < own.begun + FRESH;
  }
}
