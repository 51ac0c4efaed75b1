/** Recording one event: load, decide, append, wait until it is applied, and answer with what it changed. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import type { RecordedEvent } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { Change } from '../../projections/status/field-values.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { Clock } from '../platform/clock.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import type { Appended, Duplicate } from '../store/append-outcome.js';
import { EventStore } from '../store/event-store.js';
import { StatusChangesCache } from './status-changes-cache.js';
import { decide, type Decision, type EventProposal } from '../../decisions/decide.js';
import { LoadedContext } from './loaded-context.js';
import { newCorrelation, newEvent } from './new-event.js';
import { notAt, storeFailureAsRefusal, problemOfAppendRefusal } from './append-refusal.js';
import type { Receipt } from '../../answers/receipts.js';
import type { Writing } from './writing.js';
import { evolve, initialState, type NegotiationState } from '../../decisions/state.js';
import { warningsOf, type Warning } from '../../decisions/warnings.js';

/** What was recorded, under its own id. */
export interface Recorded {
  readonly id: string;
  readonly receipt: Receipt;
  /** Of what is recorded of sources: each negotiation whose status it changed. */
  readonly affected?: readonly Affected[];
}

export interface Affected {
  readonly negotiation: NegotiationId;
  readonly changes: Receipt['changes'];
}

/** A decision to record, with what it was made on. */
type MadeDecision = Exclude<Decision, { outcome: 'refused' }> & {
  readonly context: LoadedContext;
  /** The last revision of the stream when it was made. */
  readonly seen: number;
};

const listed = (changes: readonly Change[]): Receipt['changes'] => changes as unknown as Receipt['changes'];

const before = ({ negotiation }: Log, revision: number): NegotiationState =>
  negotiation.filter((l) => l.revision < revision).reduce(evolve, initialState);

@Injectable()
export class EventRecorder {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly loader: StreamLoader,
    private readonly statusChanges: StatusChangesCache,
  ) {}

  /** Records the line. Throws `Refused` where it cannot be. */
  async record(line: EventProposal, writing: Writing): Promise<Recorded> {
    const context = new LoadedContext(this.loader, this.image);
    await context.loadFor(line);
    const now = this.clock.now();
    let decision = decide(context, line, now);
    if (decision.outcome === 'refused' && (await this.#hasReadMore())) decision = decide(context, line, now);
    if (decision.outcome === 'refused') throw new Refused(problemOfRefusal(decision.refusal));
    const made: MadeDecision = { ...decision, context, seen: context.revisionOf(decision.draft) };
    const { id } = made.draft;
    if (writing.dryRun) return { id, ...(await this.#rehearsed(made, writing, now)) };
    const stored = await this.#stored(made, writing);
    await storeFailureAsRefusal(this.image.waitForPosition(stored.position));
    return { id, ...(await this.#recorded(made, stored)) };
  }

  // Another process on the same file may have recorded the party or entry that is missing here: before anything is
  // refused, all that is stored is read. False where it had been read already.
  async #hasReadMore(): Promise<boolean> {
    const head = await storeFailureAsRefusal(this.store.head());
    if (head <= this.image.position) return false;
    await storeFailureAsRefusal(this.image.waitForPosition(head));
    return true;
  }

  // What a decision rests on stays true as the stream grows, since parties and entries never vanish; only ids may be
  // taken in the meantime. So no revision is expected but the caller's own, and the store checks the ids of all events
  // after `seen`.
  async #stored(made: MadeDecision, { recorder, ifMatch }: Writing): Promise<Appended | Duplicate> {
    const { draft } = made;
    const known = made.outcome === 'duplicate' ? await this.#storedBefore(draft.stream, made.revision) : undefined;
    if (known) return known;
    const event = newEvent(draft, recorder, newCorrelation());
    const expected = ifMatch ?? (draft.type === 'NegotiationOpened' ? 'none' : 'any');
    const outcome = await storeFailureAsRefusal(this.store.append(draft.stream, [event], expected, made.seen));
    if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') return outcome;
    throw new Refused(problemOfAppendRefusal(draft, outcome, ifMatch));
  }

  // Saying again what is stored takes no transaction, and no room on a disk that may be full.
  async #storedBefore(stream: string, revision: number): Promise<Duplicate | undefined> {
    const [event] = await storeFailureAsRefusal(this.store.readStream(stream, { from: revision, limit: 1 }));
    return event && { outcome: 'duplicate', revision, position: event.position, events: [event] };
  }

  async #recorded(
    made: MadeDecision,
    { outcome, events, revision, position }: Appended | Duplicate,
  ): Promise<Omit<Recorded, 'id'>> {
    const { negotiation } = made.draft;
    const log = made.context.logOf(made.draft);
    const [{ recordedAt, hash }] = events as readonly [RecordedEvent];
    const at = Date.parse(recordedAt);
    const receipt: Receipt = {
      revision,
      position: String(position),
      recordedAt,
      hash,
      changes: listed(negotiation === null ? [] : this.statusChanges.at(negotiation, log, revision, at)),
      warnings: [...this.#warnings(made, log, revision)],
      ...(outcome === 'duplicate' ? { duplicate: true } : {}),
    };
    return { receipt, ...(negotiation === null ? { affected: await this.#affected(position, at, log.sources) } : {}) };
  }

  /** @param sources with the event at the position, which may be one that is only rehearsed */
  async #affected(position: bigint, at: Instant, sources: Log['sources']): Promise<Affected[]> {
    const affected: Affected[] = [];
    for (const negotiation of this.image.ids()) {
      const { log } = await storeFailureAsRefusal(this.loader.load(negotiation));
      const changes = listed(this.statusChanges.byGrade({ negotiation: log.negotiation, sources }, position, at));
      if (changes.length > 0) affected.push({ negotiation, changes });
    }
    return affected;
  }

  /** Those of the first answer, too, where it is given again. */
  #warnings(made: MadeDecision, log: Log, revision: number): readonly Warning[] {
    return made.outcome === 'new' ? made.warnings : warningsOf(before(log, revision), made.draft.fact);
  }

  async #rehearsed(made: MadeDecision, { ifMatch, recorder }: Writing, now: Instant): Promise<Omit<Recorded, 'id'>> {
    const nowhere = { revision: null, position: null, recordedAt: null, hash: null, dryRun: true } as const;
    if (made.outcome === 'duplicate') return { receipt: { ...nowhere, changes: [], warnings: [], duplicate: true } };
    const { id, fact, negotiation: of } = made.draft;
    const last = made.seen;
    if (ifMatch !== undefined && ifMatch !== last) throw new Refused(notAt(ifMatch, last < 0 ? 'none' : last));
    const position = this.image.position + 1n;
    const next = { id, fact, revision: last + 1, position, recordedAt: now, recorder };
    const receipt = { ...nowhere, warnings: [...made.warnings] };
    const { negotiation, sources } = made.context.logOf(made.draft);
    if (of === null)
      return {
        receipt: { ...receipt, changes: [] },
        affected: await this.#affected(position, now, [...sources, next]),
      };
    const changes = listed(
      this.statusChanges.rehearsed({ negotiation: [...negotiation, next], sources }, next.revision),
    );
    return { receipt: { ...receipt, changes } };
  }
}
