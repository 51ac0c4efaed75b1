/** Answers appends of which nothing is stored now: duplicates, refusals, and empty appends. */
import type { Sealed } from '../../../events/chain/chain.js';
import { canonicalJson } from '../../../events/canonical.js';
import { withoutMarks } from '../../../events/erasure/marks.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { Appended, AppendOutcome, Duplicate, IdTaken } from '../append-outcome.js';
import type { PreparedEvent, PreparedWrite } from '../prepared-write.js';
import type { AppendPlan } from './append-plan.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';
import type { StreamCache } from './stream-cache.js';

const isSame = (stored: RecordedEvent, { event, data }: PreparedEvent): boolean =>
  stored.type === event.type &&
  stored.damaged === undefined &&
  (canonicalJson(stored.data) === data ||
    canonicalJson(withoutMarks(stored.data)) === canonicalJson(withoutMarks(event.data)));

const areConsecutive = (events: readonly Sealed[]): boolean =>
  events.every(({ revision }, i) => revision === (events[0]?.revision ?? 0) + i);

export class DuplicateAppend {
  constructor(
    private readonly reader: Reader,
    private readonly end: LogEnd,
  ) {}

  async outcomeOf(
    write: PreparedWrite,
    plan: Exclude<AppendPlan, { action: 'append' }>,
    stream: StreamCache,
  ): Promise<AppendOutcome> {
    switch (plan.action) {
      case 'refuse':
        return plan.refusal;
      case 'nothing-to-append':
        return this.#emptyAppend(stream);
      case 'stored-before':
        return this.#duplicateOrConflict(write, plan);
      case 'id-conflict':
        return { outcome: 'id-taken', id: plan.id, by: await this.#at(write.stream, plan.revision) };
    }
  }

  async #emptyAppend({ link }: StreamCache): Promise<Appended> {
    return { outcome: 'appended', revision: link.revision, position: await this.end.position(), events: [] };
  }

  async #duplicateOrConflict(
    { stream, events }: PreparedWrite,
    { revisions, all }: Extract<AppendPlan, { action: 'stored-before' }>,
  ): Promise<Duplicate | IdTaken> {
    const stored = await Promise.all(revisions.map((revision) => this.#at(stream, revision)));
    const differs = stored.find((found) => {
      const prepared = events.find(({ event }) => event.id === found.id);
      return !prepared || !isSame(found, prepared);
    });
    const last = stored.at(-1) as RecordedEvent;
    if (all && !differs && areConsecutive(stored))
      return { outcome: 'duplicate', revision: last.revision, position: last.position, events: stored };
    const conflict = differs ?? last;
    return { outcome: 'id-taken', id: conflict.id, by: conflict };
  }

  async #at(stream: string, revision: number): Promise<RecordedEvent> {
    const [event] = await this.reader.stream(stream, { from: revision, limit: 1 });
    return event as RecordedEvent;
  }
}
