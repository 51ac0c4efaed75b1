/**
 * Finishes acceptances: records the report of a candidate that was accepted, or lets it count again. An acceptance is
 * recorded first, with the id of its report; what a crash leaves between the two is finished at the next start.
 */
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { RecordedAnswer } from '../../../answers/receipts.js';
import { entryId, type EntryId, type NegotiationId } from '../../../events/ids.js';
import { ChangeRecord } from '../../commands/change-record.js';
import { RecordReport } from '../../commands/record-report.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { Projector } from '../../projector/projector.js';
import { Refused } from '../../problems/refused.js';
import { EventStore } from '../../store/event-store.js';
import { PendingAcceptances, type PendingAcceptance } from '../kept/pending-acceptances.js';
import { IntakeLog } from '../log/intake-log.service.js';

/** A report that counts, because a candidate was accepted. */
export interface Finished {
  readonly receipt: RecordedAnswer;
  /** It had been voided by an undoing. */
  readonly restored: boolean;
  /** How many events were recorded. */
  readonly recorded: number;
}

@Injectable()
export class Acceptances implements OnApplicationBootstrap {
  readonly #log = new Logger('Intake');
  #finishing: Promise<void> | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly log: IntakeLog,
    private readonly pending: PendingAcceptances,
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly projector: Projector,
  ) {}

  // Not awaited: the server listens while it catches up.
  onApplicationBootstrap(): void {
    void this.#whenCaughtUp().catch((error: unknown) =>
      this.#log.warn(`acceptances cannot be finished yet: ${String(error)}`),
    );
  }

  /** Resolves when everything that was begun before the start is finished. To be awaited before anything is decided. */
  finishLeft(): Promise<void> {
    this.#finishing ??= this.#finishLeft().catch((error: unknown) => {
      this.#finishing = undefined;
      throw error;
    });
    return this.#finishing;
  }

  /** Records the report of an acceptance, or lets it count again. Doing so twice does it once. */
  async finish({ negotiation, report, event, recorder }: PendingAcceptance): Promise<Finished> {
    const receipt = await this.commands.execute(new RecordReport(negotiation, report, { recorder, cause: event }));
    if (receipt.voidedBy === undefined)
      return { receipt, restored: false, recorded: receipt.duplicate === true ? 0 : 1 };
    const changed = await this.#restore(negotiation, receipt.voidedBy, event, recorder);
    const { voided: _, voidedBy: __, ...counts } = receipt;
    const { revision, position, recordedAt, hash, changes } = changed;
    return {
      receipt: { ...counts, revision, position, recordedAt, hash, changes },
      restored: true,
      recorded: changed.duplicate === true ? 0 : 1,
    };
  }

  /** Voids the voiding because of which a report does not count. */
  #restore(negotiation: NegotiationId, voiding: EntryId, event: string, recorder: string) {
    const body = { changeId: `restored-${event}`, reason: 'accepted again from its article' };
    const path = { negotiation, entry: entryId.parse(voiding) };
    return this.commands.execute(new ChangeRecord('EntryVoided', path, body, { recorder, cause: event }));
  }

  async #whenCaughtUp(): Promise<void> {
    await this.image.waitForPosition(await this.store.head(), 600_000);
    while (!this.projector.hasCaughtUp) await new Promise((resolve) => setTimeout(resolve, 50).unref());
    await this.finishLeft();
  }

  async #finishLeft(): Promise<void> {
    const left = await this.pending.left();
    if (left.size === 0) return;
    const articles = await this.log.articles();
    for (const [name, pending] of left) {
      const decision = pending && articles.byId(pending.article)?.candidates.get(pending.candidate)?.decision;
      // Only what was recorded as accepted, and is still: else nobody was told that it was.
      if (pending && decision?.event === pending.event && decision.accepted?.reportId === pending.reportId)
        await this.#finishOne(pending);
      await this.pending.remove(name);
    }
  }

  async #finishOne(pending: PendingAcceptance): Promise<void> {
    try {
      await this.finish(pending);
      this.#log.log(`the report ${pending.reportId} of an acceptance that had begun was recorded`);
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status >= 500) throw error;
      this.#log.error(`the report ${pending.reportId} of an acceptance cannot be recorded: ${error.message}`);
    }
  }
}
