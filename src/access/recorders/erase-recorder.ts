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

const NOT_HERE = 'this store cannot erase: its log is on an EventStoreDB (docs/erasure.md)';
const TOO_OLD =
  'the name stands in events of an earlier version, which did not seal it: `parley log rewrite` seals it, with the server stopped';

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
    if (isErasedHolder(token)) return { token: id, tokens: [id], reason, erasedAt: null, duplicate: true, backups: [] };
    const tokens = await this.#erasable(token, all);
    const at = new Date(this.clock.now()).toISOString();
    const answer = { token: id, tokens: [...tokens], reason };
    if (dryRun) return { ...answer, erasedAt: null, backups: [], dryRun };
    const data = { ...answer, at };
    await this.access.record({ type: 'RecorderErased', data }, recorder, `${id}/${at}`, { token: id, tokens, reason });
    return { ...answer, erasedAt: at, backups: await rememberErasure(data, this.config) };
  }

  /** All tokens of the name. Throws `Refused` where it cannot be erased, or not yet. */
  async #erasable({ subject }: Token, all: readonly Token[]): Promise<readonly TokenId[]> {
    if (PROGRAM_RECORDERS.includes(subject)) throw refused(`${subject} names nobody`);
    const same = all.filter((one) => one.subject === subject);
    const now = this.clock.now();
    const active = same.find((one) => stateOf(one, now) === 'active');
    if (active) throw refused(`the token ${active.id} is active, and would record the name again: revoke it first`);
    const tokens = same.map((one) => one.id);
    const isOpen = await storeFailureAsRefusal(this.store.recorderStandsOpen(tokens));
    if (isOpen === undefined) throw refused(NOT_HERE);
    if (isOpen) throw refused(TOO_OLD);
    return tokens;
  }
}
