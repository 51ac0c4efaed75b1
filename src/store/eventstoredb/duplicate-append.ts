/** Answers appends of which nothing is stored now: duplicates, refusals, and empty appends. */
import type { Sealed } from '../../../events/chain/chain.js';
import { canonicalJson } from '../../../events/canonical.js';
import type { Appended, AppendOutcome, Duplicate, IdTaken } from '../append-outcome.js';
import { isSameContent } from '../erasure/sealed-texts.js';
import type { PreparedEvent, PreparedWrite } from '../prepared-write.js';
import type { AppendPlan } from './append-plan.js';
import type { Keys } from './keys/keys.js';
import type { LogEnd } from './log-end.js';
import type { Reader } from './reader.js';
import { withTexts, type EventOnServer } from './stored-form.js';
import type { StreamCache } from './stream-cache.js';

// Sealed anew the same texts look otherwise.
const isSame = (stored: EventOnServer, { event, data }: PreparedEvent): boolean =>
  stored.type === event.type &&
  stored.damaged === undefined &&
  (canonicalJson(stored.data) === data ||
    isSameContent(event.type, stored.data, stored.keys && Buffer.from(stored.keys), event.data));

const areConsecutive = (events: readonly Sealed[]): boolean =>
  events.every(({ revision }, i) => revision === (events[0]?.revision ?? 0) + i);

export class DuplicateAppend {
  constructor(
    private readonly reader: Reader,
    private readonly end: LogEnd,
    private readonly keys: Pick<Keys, 'withKeys'>,
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
        return { outcome: 'id-taken', id: plan.id, by: withTexts(await this.#at(write.stream, plan.revision)) };
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
    const last = stored.at(-1) as EventOnServer;
    if (all && !differs && areConsecutive(stored)) {
      const { revision, position } = last;
      return { outcome: 'duplicate', revision, position, events: stored.map(withTexts) };
    }
    const conflict = withTexts(differs ?? last);
    return { outcome: 'id-taken', id: conflict.id, by: conflict };
  }

  /** With its keys. */
  async #at(stream: string, from: number): Promise<EventOnServer> {
    const [event] = await this.keys.withKeys(await this.reader.stream(stream, { from, limit: 1 }));
    return event as EventOnServer;
  }
}
