/** Undoes what was decided of a candidate: it waits again. The report of an acceptance is voided. */
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { UndoneAnswer } from '../../../answers/intake/decisions.js';
import type { ChangedAnswer } from '../../../answers/receipts.js';
import { problem } from '../../../answers/problem.js';
import { voidingOf } from '../../../decisions/effective-entries.js';
import { entryId } from '../../../events/ids.js';
import type { ArticleId, IntakeFact } from '../../../events/intake/intake.js';
import { ChangeRecord } from '../../commands/change-record.js';
import { Refused } from '../../problems/refused.js';
import { StreamLoader } from '../../projector/stream-loader.js';
import type { Decision } from '../log/article.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { ArticleAnswers } from '../reading/article-answers.js';
import { unknownCandidate } from '../reading/refusals.js';
import { Acceptances } from '../finishing/acceptances.js';

export class UndoDecision extends Command<UndoneAnswer> {
  /** @param isEditor may undo what others decided */
  constructor(
    readonly article: ArticleId,
    readonly candidate: string,
    readonly recorder: string,
    readonly isEditor: boolean,
  ) {
    super();
  }
}

@CommandHandler(UndoDecision)
export class UndoDecisionHandler implements ICommandHandler<UndoDecision> {
  constructor(
    private readonly commands: CommandBus,
    private readonly log: IntakeLog,
    private readonly answers: ArticleAnswers,
    private readonly acceptances: Acceptances,
    private readonly loader: StreamLoader,
  ) {}

  /** The report is voided first: where that is all that happens, undoing again does the rest. */
  async execute({ article: id, candidate: name, recorder, isEditor }: UndoDecision): Promise<UndoneAnswer> {
    await this.acceptances.finishLeft();
    const article = await this.answers.known(id);
    const candidate = article.candidates.get(name);
    if (!candidate) throw unknownCandidate(article, name);
    const { decision, decisions } = candidate;
    const answer = { article: id, candidate: name, standing: 'waiting' } as const;
    if (!decision) return { ...answer, recorded: 0, duplicate: true, reportId: null, changes: [] };
    // Voiding is an editor's act. Of one's own acceptance it only takes back what one has just done.
    if (!isEditor && decision.recorder !== recorder)
      throw new Refused(problem('forbidden', 'somebody else decided this: an editor can undo it'));
    const voided = await this.#void(decision, recorder);
    const fact: IntakeFact = { type: 'DecisionUndone', data: { article: id, candidate: name } };
    const outcome = await this.log.append(article.stream, fact, recorder, decisions);
    const recorded = (voided && voided.duplicate !== true ? 1 : 0) + (outcome === 'appended' ? 1 : 0);
    return {
      ...answer,
      recorded,
      ...(recorded === 0 ? { duplicate: true } : {}),
      reportId: decision.accepted?.reportId ?? null,
      changes: voided?.changes ?? [],
    };
  }

  /** Undefined where there is no report that counts. */
  async #void({ accepted, event }: Decision, recorder: string): Promise<ChangedAnswer | undefined> {
    if (!accepted) return undefined;
    const { negotiation, reportId } = accepted;
    const { state } = await this.loader.load(negotiation);
    const entry = entryId.parse(reportId);
    if (!state.entries.has(entry) || voidingOf(state, entry) !== undefined) return undefined;
    const body = { changeId: `undone-${event}`, reason: 'its acceptance from an article was undone' };
    return this.commands.execute(
      new ChangeRecord('EntryVoided', { negotiation, entry }, body, { recorder, cause: event }),
    );
  }
}
