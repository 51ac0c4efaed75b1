/**
 * Records one event: loads its negotiation, decides, appends, waits until it is applied, and answers what it changed.
 */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import type { Erasure, RecordedEvent } from '../../events/envelope.js';
import type { EntryId, NegotiationId } from '../../events/ids.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { ChangeInWords } from '../../projections/compare/change-sentences.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { Clock } from '../platform/clock.js';
import { problem } from '../../answers/problem.js';
import type { DraftEvent } from '../../decisions/draft-event.js';
import { runYielding } from '../queries/pacing/run-yielding.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import type { Appended, Duplicate } from '../store/append-outcome.js';
import { EventStore } from '../store/event-store.js';
import { StatusChangesCache } from './status-changes-cache.js';
import { restsOnNames } from '../../decisions/check-renaming.js';
import { decide, type Decision, type EventProposal } from '../../decisions/decide.js';
import { voidingOf } from '../../decisions/effective-entries.js';
import { VoiceNumbers } from './voice-numbers.js';
import { LoadedContext } from './loaded-context.js';
import { newCorrelation, newEvent } from './new-event.js';
import { notAt, storeFailureAsRefusal, problemOfAppendRefusal } from './append-refusal.js';
import type { Receipt } from '../../answers/receipts.js';
import type { Writing } from './writing.js';
import { evolve, initialState, type NegotiationState } from '../../decisions/state.js';
import { warningsOf, type Warning } from '../../decisions/warnings.js';

/** The answer to a recording, or to its rehearsal. */
export interface Recorded {
  /** The event's own id, such as that of the report. */
  readonly id: string;
  readonly receipt: Receipt;
  /** Only of events in `sources`: the negotiations whose status it changed. */
  readonly affected?: readonly Affected[];
}

/** A negotiation whose status the grade or alias of a source changed. */
export interface Affected {
  readonly negotiation: NegotiationId;
  readonly title: string;
  readonly changes: Receipt['changes'];
}

/** A decision to record, and what it was made on. */
type MadeDecision = Exclude<Decision, { outcome: 'refused' }> & {
  readonly context: LoadedContext;
  /** The last revision of the stream when it was made. */
  readonly seen: number;
};

const listed = (changes: readonly ChangeInWords[]): Receipt['changes'] => changes as unknown as Receipt['changes'];

/** The state that the event of a revision was decided on. */
const stateBefore = ({ negotiation }: Log, revision: number): NegotiationState =>
  negotiation.filter((l) => l.revision < revision).reduce(evolve, initialState);

const revisionOrNone = (revision: number): number | 'none' => (revision < 0 ? 'none' : revision);
const anyFor = ({ type }: DraftEvent): 'none' | 'any' => (type === 'NegotiationOpened' ? 'none' : 'any');

/** How often a decision is made anew because others have recorded meanwhile. */
const MOST_TRIES = 20;

const voidedFields = (voidedBy: EntryId | undefined): Pick<Receipt, 'voided' | 'voidedBy'> =>
  voidedBy === undefined ? {} : { voided: true, voidedBy };

@Injectable()
export class EventRecorder {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly loader: StreamLoader,
    private readonly statusChanges: StatusChangesCache,
    private readonly voices: VoiceNumbers,
  ) {}

  /**
   * Records what is proposed, or rehearses it with `dryRun`. Throws `Refused` where it cannot be recorded.
   * @param erases what is destroyed with it
   */
  async record(proposal: EventProposal, writing: Writing, erases?: Erasure): Promise<Recorded> {
    const context = new LoadedContext(this.loader, this.image, this.store);
    await context.loadFor(proposal);
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const recorded = await this.#tried(context, proposal, writing, erases);
      if (recorded) return recorded;
      await this.#readOn();
    }
    throw new Refused(problem('store-busy', 'others kept recording in the same stream; nothing was recorded'));
  }

  /** Undefined where others have recorded meanwhile, and it has to be decided again. */
  async #tried(
    context: LoadedContext,
    proposal: EventProposal,
    writing: Writing,
    erases: Erasure | undefined,
  ): Promise<Recorded | undefined> {
    const now = this.clock.now();
    const decideNow = () => decide(context, proposal, now, this.voices.draw);
    const read = this.image.position;
    let decision = decideNow();
    if (decision.outcome === 'refused') await this.#readOn();
    // What the projector applied by itself, while the store was asked, counts as well.
    if (decision.outcome === 'refused' && this.image.position > read) decision = decideNow();
    if (decision.outcome === 'refused') throw new Refused(problemOfRefusal(decision.refusal));
    // Nothing is awaited between the decision and here: `seen` is the revision that it was made on.
    const made: MadeDecision = { ...decision, context, seen: context.revisionOf(decision.draft) };
    const { id } = made.draft;
    if (writing.dryRun) return { id, ...(await this.#rehearsed(made, writing, now)) };
    const stored = await this.#stored(made, writing, erases);
    if (!stored) return undefined;
    await storeFailureAsRefusal(this.image.waitForPosition(stored.position));
    return { id, ...(await this.#recorded(made, stored)) };
  }

  // Another process on the same store may have recorded the party or entry that is missing here. So before anything is
  // refused, all that is stored is applied.
  async #readOn(): Promise<void> {
    const head = await storeFailureAsRefusal(this.store.head());
    await storeFailureAsRefusal(this.image.waitForPosition(head));
  }

  // What a decision rests on stays true as the stream grows, since parties and entries never vanish; only ids may be
  // taken in the meantime. So no revision is expected but the caller's own, and the store checks the ids of all events
  // after `seen`. Merges and aliases are another matter: two that fit by themselves may make a circle together.
  async #stored(
    made: MadeDecision,
    { recorder, ifMatch, cause }: Writing,
    erases: Erasure | undefined,
  ): Promise<Appended | Duplicate | undefined> {
    const { draft } = made;
    const known = made.outcome === 'duplicate' ? await this.#storedBefore(draft.stream, made.revision) : undefined;
    if (known) return known;
    const event = { ...newEvent(draft, recorder, newCorrelation(), cause), ...(erases && { erases: [erases] }) };
    const onlyAtSeen = ifMatch === undefined && restsOnNames(made.context.stateFor(draft), draft);
    const expected = ifMatch ?? (onlyAtSeen ? revisionOrNone(made.seen) : anyFor(draft));
    const outcome = await storeFailureAsRefusal(this.store.append(draft.stream, [event], expected, made.seen));
    if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') return outcome;
    if (onlyAtSeen && outcome.outcome === 'wrong-revision') return undefined;
    throw new Refused(problemOfAppendRefusal(draft, outcome, ifMatch));
  }

  // A duplicate is answered without an append: that works also where the disk is full.
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
    // As it is now: the store may have found a duplicate that was not there when this was decided.
    const voided =
      outcome === 'duplicate' ? voidedFields(voidingOf(made.context.stateFor(made.draft), made.draft.id)) : {};
    const counts = voided.voided === undefined;
    const changed =
      negotiation === null || !counts ? [] : await this.statusChanges.inTurns(negotiation, log, revision, at);
    const receipt: Receipt = {
      revision,
      position: String(position),
      recordedAt,
      hash,
      changes: listed(changed),
      warnings: [...this.#warnings(made, log, revision)],
      ...(outcome === 'duplicate' ? { duplicate: true } : {}),
      ...voided,
    };
    if (negotiation !== null) return { receipt };
    return { receipt, affected: counts ? await this.#affected(position, at, log.sources) : [] };
  }

  /**
   * The negotiations whose status an event in `sources` changes.
   * @param position of that event
   * @param sources up to that event, which may be a rehearsed one
   */
  async #affected(position: bigint, at: Instant, sources: Log['sources']): Promise<Affected[]> {
    const affected: Affected[] = [];
    for (const negotiation of this.image.ids()) {
      const { log } = await storeFailureAsRefusal(this.loader.load(negotiation));
      const changes = listed(this.statusChanges.byGrade({ negotiation: log.negotiation, sources }, position, at));
      if (changes.length === 0) continue;
      affected.push({ negotiation, title: this.statusChanges.titleOf(log, at) ?? negotiation, changes });
    }
    return affected;
  }

  /** Of a duplicate the warnings that the first recording was answered with. */
  #warnings(made: MadeDecision, log: Log, revision: number): readonly Warning[] {
    return made.outcome === 'new' ? made.warnings : warningsOf(stateBefore(log, revision), made.draft.fact);
  }

  async #rehearsed(made: MadeDecision, { ifMatch, recorder }: Writing, now: Instant): Promise<Omit<Recorded, 'id'>> {
    const nowhere = { revision: null, position: null, recordedAt: null, hash: null, dryRun: true } as const;
    if (made.outcome === 'duplicate')
      return {
        receipt: { ...nowhere, changes: [], warnings: [], duplicate: true, ...voidedFields(made.voidedBy) },
      };
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
    const tried = { negotiation: [...negotiation, next], sources };
    const changes = listed(await runYielding(this.statusChanges.rehearsing(tried, next.revision)));
    return { receipt: { ...receipt, changes } };
  }
}
