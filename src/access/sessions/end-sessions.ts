/** Ends sessions of the caller's own token, on every server: a browser that was left open, or that somebody else has. */
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import type { EndSessionsRequest, SessionsAnswer } from '../../../answers/access/sessions.js';
import { problemOfFields } from '../../../answers/problem.js';
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

const refused = (pointer: string, message: string): Refused =>
  new Refused(problemOfFields('invalid-request', [{ pointer, detail: message }]));

@CommandHandler(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly access: AccessService,
    private readonly queries: QueryBus,
  ) {}

  /** @returns the sessions that are left. Throws `Refused` where one is not the caller's, or they do not show their token. */
  async execute({ request: { sessions, token }, caller }: EndSessions): Promise<SessionsAnswer> {
    const own = caller.kind === 'token' ? this.access.sessionsOf(caller.token).map(({ id }) => id) : [];
    const foreign = sessions.findIndex((session) => !own.includes(session));
    if (foreign !== -1 || caller.kind !== 'token')
      throw refused(`/sessions/${Math.max(foreign, 0)}`, 'is no session of yours that goes on');
    // Whoever sits at a browser that was left open shall not sign out its owner elsewhere.
    const comesBySession = caller.session !== undefined;
    if (comesBySession && (token === undefined || this.access.token(caller.token)?.hash !== hashSecret(token.trim())))
      throw refused('/token', token === undefined ? 'is required' : 'is not the token that you signed in with');
    for (const session of new Set(sessions)) await this.access.endSession({ ...caller, session }, 'signed-out');
    return this.queries.execute(new ListSessions(caller));
  }
}
