/** Answers to appends of which nothing is to be stored: they were before, or must not be. */
import type { Sealed } from '../../../events/chain/chain.js';
import { canonicalJson } from '../../../events/canonical.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { Appended, AppendOutcome, Duplicate, IdTaken } from '../append-outcome.js';
import type { PreparedEvent, PreparedWrite } from '../prepared-write.js';
import type { AppendPlan } from './append-plan.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';
import type { StreamCache } from './stream-cache.js';

const isSame = (stored: RecordedEvent, { event, data }: PreparedEvent): boolean =>
  stored.type === event.type && stored.damaged === undefined && canonicalJson(stored.data) === data;

const isRun = (events: readonly Sealed[]): boolean =>
  events.every(({ revision }, i) => revision === (events[0]?.revision ?? 0) + i);

export class DuplicateAppend {
  constructor(
    private readonly reader: Reader,
    private readonly end: LogEnd,
  ) {}

  async outcomeOf(
    write: PreparedWrite,
    decision: Exclude<AppendPlan, { decision: 'append' }>,
    tip: StreamCache,
  ): Promise<AppendOutcome> {
    switch (decision.decision) {
      case 'refuse':
        return decision.refusal;
      case 'nothing-to-append':
        return this.#nothing(tip);
      case 'known':
        return this.#known(write, decision);
      case 'taken':
        return { outcome: 'id-taken', id: decision.id, by: await this.#at(write.stream, decision.revision) };
    }
  }

  async #nothing({ link }: StreamCache): Promise<Appended> {
    return { outcome: 'appended', revision: link.revision, position: await this.end.position(), events: [] };
  }

  async #known(
    { stream, events }: PreparedWrite,
    { revisions, all }: Extract<AppendPlan, { decision: 'known' }>,
  ): Promise<Duplicate | IdTaken> {
    const held = await Promise.all(revisions.map((revision) => this.#at(stream, revision)));
    const differs = held.find((stored) => {
      const prepared = events.find(({ event }) => event.id === stored.id);
      return !prepared || !isSame(stored, prepared);
    });
    const last = held.at(-1) as RecordedEvent;
    if (all && !differs && isRun(held))
      return { outcome: 'duplicate', revision: last.revision, position: last.position, events: held };
    const culprit = differs ?? last;
    return { outcome: 'id-taken', id: culprit.id, by: culprit };
  }

  async #at(stream: string, revision: number): Promise<RecordedEvent> {
    const [event] = await this.reader.stream(stream, { from: revision, limit: 1 });
    return event as RecordedEvent;
  }
}
