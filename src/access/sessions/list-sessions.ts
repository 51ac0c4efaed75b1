/** Lists the sessions that were begun with the caller's own token and have not ended, the newest first. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SessionsAnswer } from '../../../answers/access/sessions.js';
import { AccessService } from '../access.service.js';
import type { Caller } from '../caller.js';

export class ListSessions extends Query<SessionsAnswer> {
  constructor(readonly caller: Caller) {
    super();
  }
}

const iso = (at: number): string => new Date(at).toISOString();

@QueryHandler(ListSessions)
export class ListSessionsHandler implements IQueryHandler<ListSessions> {
  constructor(private readonly access: AccessService) {}

  /** Whoever has no token has no sessions. */
  execute({ caller }: ListSessions): Promise<SessionsAnswer> {
    if (caller.kind !== 'token') return Promise.resolve({ sessions: [] });
    const sessions = this.access.sessionsOf(caller.token).map(({ id, begun, lastAsked, ends }) => ({
      session: id,
      begunAt: iso(begun),
      lastAskedAt: iso(lastAsked),
      endsAt: iso(ends),
      isThis: id === caller.session,
    }));
    return Promise.resolve({ sessions: sessions.toReversed() });
  }
}
