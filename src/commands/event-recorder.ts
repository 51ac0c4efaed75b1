/** Recording one event: decide, append, wait until it is read back, and tell what it changed. */
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
import { decide, negotiationNamed, type Decision, type EventProposal } from '../../decisions/decide.js';
import { newCorrelation, newEvent } from './new-event.js';
import { notAt, storeFailureAsRefusal, problemOfAppendRefusal } from './append-refusal.js';
import type { Receipt, Writing } from '../../answers/receipt.js';
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

/** A decision, and the last revision of its stream that it was made on. */
type MadeDecision = Exclude<Decision, { outcome: 'refused' }> & { readonly seen: number };

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
    await storeFailureAsRefusal(this.loader.ensureLoaded(negotiationNamed(line)));
    const now = this.clock.now();
    const taken = await this.#decided(line, now);
    const { id } = taken.draft;
    if (writing.dryRun) return { id, ...(await this.#rehearsed(taken, writing, now)) };
    const stored = await this.#stored(taken, writing);
    await storeFailureAsRefusal(this.image.waitForPosition(stored.position));
    return { id, ...(await this.#told(taken, stored)) };
  }

  // Another process on the same file may have recorded what is missing here: before refusing, everything is read.
  async #decided(line: EventProposal, now: Instant): Promise<MadeDecision> {
    const first = this.#decide(line, now);
    if (first.outcome !== 'refused') return first;
    const head = await storeFailureAsRefusal(this.store.head());
    if (head <= this.image.position) throw new Refused(problemOfRefusal(first.refusal));
    await storeFailureAsRefusal(this.image.waitForPosition(head));
    const second = this.#decide(line, now);
    if (second.outcome === 'refused') throw new Refused(problemOfRefusal(second.refusal));
    return second;
  }

  #decide(line: EventProposal, now: Instant): MadeDecision | Extract<Decision, { outcome: 'refused' }> {
    const decision = decide(this.image, line, now);
    return decision.outcome === 'refused'
      ? decision
      : { ...decision, seen: this.image.revisionOfStream(decision.draft.stream) };
  }

  // Decisions are monotone, but for ids that are taken: parties and entries never vanish. So no revision is expected
  // that the caller did not name, and the store looks at the ids of what it was not decided on.
  async #stored(taken: MadeDecision, { recorder, ifMatch }: Writing): Promise<Appended | Duplicate> {
    const { draft } = taken;
    const known = taken.outcome === 'duplicate' ? await this.#storedBefore(draft.stream, taken.revision) : undefined;
    if (known) return known;
    const event = newEvent(draft, recorder, newCorrelation());
    const expected = ifMatch ?? (draft.type === 'NegotiationOpened' ? 'none' : 'any');
    const outcome = await storeFailureAsRefusal(this.store.append(draft.stream, [event], expected, taken.seen));
    if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') return outcome;
    throw new Refused(problemOfAppendRefusal(draft, outcome, ifMatch));
  }

  // Saying again what is stored takes no transaction, and no room on a disk that may be full.
  async #storedBefore(stream: string, revision: number): Promise<Duplicate | undefined> {
    const [event] = await storeFailureAsRefusal(this.store.readStream(stream, { from: revision, limit: 1 }));
    return event && { outcome: 'duplicate', revision, position: event.position, events: [event] };
  }

  #logOf(negotiation: NegotiationId | null): Log {
    const log = negotiation === null ? undefined : this.image.logOf(negotiation);
    return log ?? { negotiation: [], sources: [] };
  }

  async #told(
    taken: MadeDecision,
    { outcome, events, revision, position }: Appended | Duplicate,
  ): Promise<Omit<Recorded, 'id'>> {
    const { negotiation } = taken.draft;
    const log = this.#logOf(negotiation);
    const [{ recordedAt, hash }] = events as readonly [RecordedEvent];
    const at = Date.parse(recordedAt);
    const receipt: Receipt = {
      revision,
      position: String(position),
      recordedAt,
      hash,
      changes: listed(negotiation === null ? [] : this.statusChanges.at(negotiation, log, revision, at)),
      warnings: [...this.#warnings(taken, log, revision)],
      ...(outcome === 'duplicate' ? { duplicate: true } : {}),
    };
    return { receipt, ...(negotiation === null ? { affected: await this.#affected(position, at) } : {}) };
  }

  /** @param added what would be recorded of sources, where it is only tried */
  async #affected(position: bigint, at: Instant, added: Log['sources'] = []): Promise<Affected[]> {
    const affected: Affected[] = [];
    for (const negotiation of this.image.ids()) {
      await storeFailureAsRefusal(this.loader.ensureLoaded(negotiation));
      const log = this.#logOf(negotiation);
      const changes = listed(this.statusChanges.byGrade({ ...log, sources: [...log.sources, ...added] }, position, at));
      if (changes.length > 0) affected.push({ negotiation, changes });
    }
    return affected;
  }

  /** Those of the first answer, too, where it is given again. */
  #warnings(taken: MadeDecision, log: Log, revision: number): readonly Warning[] {
    return taken.outcome === 'new' ? taken.warnings : warningsOf(before(log, revision), taken.draft.fact);
  }

  async #rehearsed(taken: MadeDecision, { ifMatch, recorder }: Writing, now: Instant): Promise<Omit<Recorded, 'id'>> {
    const nowhere = { revision: null, position: null, recordedAt: null, hash: null, dryRun: true } as const;
    if (taken.outcome === 'duplicate') return { receipt: { ...nowhere, changes: [], warnings: [], duplicate: true } };
    const { id, fact, stream, negotiation: of } = taken.draft;
    const last = this.image.revisionOfStream(stream);
    if (ifMatch !== undefined && ifMatch !== last) throw new Refused(notAt(ifMatch, last < 0 ? 'none' : last));
    const position = this.image.position + 1n;
    const next = { id, fact, revision: last + 1, position, recordedAt: now, recorder };
    const receipt = { ...nowhere, warnings: [...taken.warnings] };
    if (of === null)
      return { receipt: { ...receipt, changes: [] }, affected: await this.#affected(position, now, [next]) };
    const { negotiation, sources } = this.#logOf(of);
    const changes = listed(
      this.statusChanges.rehearsed({ negotiation: [...negotiation, next], sources }, next.revision),
    );
    return { receipt: { ...receipt, changes } };
  }
}
