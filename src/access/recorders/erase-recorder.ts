/** Erases the name of a recorder in every event. The ids of their tokens stay. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EraseRecorderRequest, RecorderErasedAnswer } from '../../../answers/access/tokens.js';
import { problem } from '../../../answers/problem.js';
import { PROGRAM_RECORDERS, type TokenId } from '../../../events/access.js';
import { rememberErasure } from '../../backup/scrub.js';
import { storeFailureAsRefusal } from '../../commands/append-refusal.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { Refused } from '../../problems/refused.js';
import { EventStore } from '../../store/event-store.js';
import { AccessService } from '../access.service.js';
import { unknownToken } from '../revoke-token.js';
import { isErasedHolder, stateOf, type Token } from '../tokens.js';

export class EraseRecorder extends Command<RecorderErasedAnswer> {
  /** @param dryRun nothing is erased; the answer says what would be */
  constructor(
    readonly token: TokenId,
    readonly request: EraseRecorderRequest,
    readonly recorder: string,
    readonly dryRun = false,
  ) {
    super();
  }
}

const refused = (detail: string): Refused => new Refused(problem('not-erasable', detail));

const TOO_OLD =
  'the name stands in events of an earlier version, which did not seal it: `parley log rewrite` seals it in a file, with the server stopped';

@CommandHandler(EraseRecorder)
export class EraseRecorderHandler implements ICommandHandler<EraseRecorder> {
  constructor(
    private readonly access: AccessService,
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async execute({ token: id, request: { reason }, recorder, dryRun }: EraseRecorder): Promise<RecorderErasedAnswer> {
    const all = this.access.tokens();
    const token = this.access.token(id);
    if (!token)
      throw unknownToken(
        id,
        all.map((one) => one.id),
      );
    const nowhere = { backups: [], unscavenged: [] };
    if (isErasedHolder(token)) return { token: id, tokens: [id], reason, erasedAt: null, duplicate: true, ...nowhere };
    const tokens = await this.#erasable(token, all);
    const at = new Date(this.clock.now()).toISOString();
    const answer = { token: id, tokens: [...tokens], reason };
    if (dryRun) return { ...answer, erasedAt: null, ...nowhere, dryRun };
    const data = { ...answer, at };
    await this.access.record({ type: 'RecorderErased', data }, recorder, `${id}/${at}`, { token: id, tokens, reason });
    const backups = await rememberErasure(data, this.config);
    const unscavenged = [...(await storeFailureAsRefusal(this.store.unscavenged()))];
    return { ...answer, erasedAt: at, backups, unscavenged };
  }

  /** All tokens of the name. Throws `Refused` where it cannot be erased, or not yet. */
  async #erasable({ subject }: Token, all: readonly Token[]): Promise<readonly TokenId[]> {
    if (PROGRAM_RECORDERS.includes(subject)) throw refused(`${subject} names nobody`);
    const same = all.filter((one) => one.subject === subject);
    const now = this.clock.now();
    const active = same.find((one) => stateOf(one, now) === 'active');
    if (active) throw refused(`the token ${active.id} is active, and would record the name again: revoke it first`);
    const tokens = same.map((one) => one.id);
    if (await storeFailureAsRefusal(this.store.recorderStandsOpen(tokens))) throw refused(TOO_OLD);
    return tokens;
  }
}
