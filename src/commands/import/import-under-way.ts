/** An import in progress: line by line decided, on the lines before it too, and appended in batches. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { MemoryImage } from '../../projector/memory-image.js';
import type { StreamLoader } from '../../projector/stream-loader.js';
import type { Clock } from '../../platform/clock.js';
import { problem } from '../../../answers/problem.js';
import { problemOfRefusal } from '../../problems/refusal-problem.js';
import { Refused } from '../../problems/refused.js';
import type { AppendRefusal } from '../../store/append-outcome.js';
import type { EventStore } from '../../store/event-store.js';
import { StoreFailure } from '../../store/store-failure.js';
import { appendBatch, isOutrun, type BatchOutcome, type PendingLine, type Signature } from '../append-batch.js';
import { appendByStream } from '../append-by-stream.js';
import type { Instant } from '../../../events/dates.js';
import { restsOnNames } from '../../../decisions/check-renaming.js';
import type { DraftEvent } from '../../../decisions/draft-event.js';
import { decide, type Decision, type EventProposal } from '../../../decisions/decide.js';
import type { Warning } from '../../../decisions/warnings.js';
import { LoadedContext } from '../loaded-context.js';
import { newCorrelation } from '../new-event.js';
import { storeFailureAsRefusal, problemOfAppendRefusal } from '../append-refusal.js';
import type { ImportLines, NumberedLine } from './import-lines.js';
import type { ImportOptions } from './import-options.js';
import { ImportSize } from './import-size.js';
import { ImportTally } from './import-tally.js';
import { rehearsedChanges } from './rehearsed-import.js';
import type { StatusChangesCache } from '../status-changes-cache.js';
import { unseenSpeaker } from '../unseen-speaker.js';
import type { ImportAnswer } from '../../../answers/import.js';
import { marksIn, withoutMarks } from '../../../events/erasure/marks.js';
import { VoiceNumbers } from '../voice-numbers.js';
import { PendingState } from '../../../decisions/pending-state.js';

/** How long an import may keep other work of the process waiting, in milliseconds. */
const TURN = 20;

/** How often in a row a batch is decided again because others came between. */
const MOST_LATE = 20;

/** Rows of a coded file come by turns, of many negotiations: those of one share a write. Each keeps its order. */
const byStream = ({ draft: { stream: a } }: PendingLine, { draft: { stream: b } }: PendingLine): number =>
  a === b ? 0 : a < b ? -1 : 1;

/** An import in progress. */
export class Import {
  readonly #tally = new ImportTally();
  readonly #signature: Signature;
  readonly #size: ImportSize;
  readonly #context: LoadedContext;
  #pendingState: PendingState;
  #batch: PendingLine[] = [];
  /** How often in a row others have recorded between a decision and its append. */
  #late = 0;
  /** A program makes the slugs of coded rows: they are no slips, however alike they are. */
  readonly #isTold = ({ code }: Warning): boolean => code !== 'nearly-known' || !this.given.coded;

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    loader: StreamLoader,
    private readonly statusChanges: StatusChangesCache,
    private readonly voices: VoiceNumbers,
    private readonly options: ImportOptions,
    private readonly given: ImportLines,
  ) {
    this.#signature = { recorder: options.recorder, correlationId: newCorrelation() };
    this.#size = new ImportSize(options.atomic === true || options.dryRun === true);
    this.#context = new LoadedContext(loader, image, store);
    this.#pendingState = new PendingState(this.#context);
  }

  /** It is of all events that this import records. */
  get correlationId(): string {
    return this.#signature.correlationId;
  }

  async run(): Promise<ImportAnswer> {
    let turnEnds = performance.now() + TURN;
    for await (const line of this.given.lines) {
      await this.#takeLine(line);
      if (this.#size.makesBatch(this.#batch.length)) await this.#flush();
      if (performance.now() > turnEnds) {
        await yieldToEventLoop();
        turnEnds = performance.now() + TURN;
      }
    }
    return this.#finish();
  }

  async #takeLine({ line, length, read }: NumberedLine): Promise<void> {
    if ('passedOver' in read) return;
    this.#size.add(length);
    if ('problem' in read) {
      this.#tally.refuse(line, read.problem);
      return;
    }
    this.#tally.readAs(read.form);
    const unseen = unseenSpeaker(read.data);
    if (unseen) {
      this.#tally.refuse(line, this.given.placed(unseen));
      return;
    }
    await this.#context.loadFor(read);
    this.#decide(line, read);
  }

  #decide(line: number, of: EventProposal): void {
    const now = this.clock.now();
    const decision = decide(this.#pendingState, of, now, this.voices.draw);
    this.#count(line, decision);
    if (decision.outcome !== 'new') return;
    this.#batch.push(this.#entered(line, decision.draft, now));
  }

  /** From now on, as if the draft had been recorded. */
  #entered(line: number, draft: DraftEvent, now: Instant): PendingLine {
    this.#pendingState.enter(draft, now);
    const onlyAtSeen = restsOnNames(this.#pendingState.stateFor(draft), draft);
    return { line, draft, seen: this.#context.revisionOf(draft), onlyAtSeen };
  }

  #count(line: number, decision: Decision): void {
    switch (decision.outcome) {
      case 'refused':
        this.#tally.refuse(line, this.given.placed(problemOfRefusal(decision.refusal)));
        return;
      case 'duplicate':
        this.#tally.duplicate(line, decision);
        this.#tally.touch(decision.draft.negotiation);
        return;
      case 'new':
        this.#tally.warn(line, decision.warnings.filter(this.#isTold));
        this.#tally.touch(decision.draft.negotiation);
        return;
    }
  }

  async #finish(): Promise<ImportAnswer> {
    if (this.options.dryRun) return this.#rehearsed();
    const spoilt = this.options.atomic === true && this.#tally.refusals > 0;
    if (!spoilt) await this.#flush();
    return this.#answer();
  }

  #answer(): ImportAnswer {
    const { coded } = this.given;
    return { ...this.#tally.answer(), ...(coded ? { coded: coded.answer() } : {}) };
  }

  async #rehearsed(): Promise<ImportAnswer> {
    const spoilt = this.options.atomic === true && this.#tally.refusals > 0;
    const drafts = spoilt ? [] : this.#batch.map(({ draft }) => draft);
    this.#tally.recorded = drafts.length;
    const { position } = this.image;
    const changes = await rehearsedChanges(drafts, this.#context, this.statusChanges, position, this.clock.now());
    return { ...this.#answer(), dryRun: true, changes };
  }

  async #flush(): Promise<void> {
    const batch = this.given.coded ? this.#batch.toSorted(byStream) : this.#batch;
    this.#batch = [];
    this.#size.beginBatch();
    if (batch.length > 0) await storeFailureAsRefusal(this.#store(batch));
    // The batch has been applied: what is decided next is decided on the image.
    this.#pendingState = new PendingState(this.#context);
  }

  /**
   * Appends the batch. Lines that another writer has made impossible meanwhile are refused; the others are appended.
   */
  async #store(batch: readonly PendingLine[]): Promise<void> {
    const outcome = await this.#append(batch);
    switch (outcome.outcome) {
      case 'stored':
        this.#late = 0;
        this.#tally.recorded += outcome.recorded;
        this.#tally.duplicates += outcome.duplicates;
        return this.image.waitForPosition(outcome.position);
      case 'refused':
        return this.#storeRest(await this.#decideAgain(batch, new Map([[outcome.culprit, outcome.refusal]])));
      case 'unsupported':
        return this.#storeByStream(batch);
    }
  }

  /** `unsupported` where the store does not take the batch at once: it is of several streams, or too large. */
  async #append(batch: readonly PendingLine[]): Promise<BatchOutcome> {
    try {
      return await appendBatch(this.store, batch, this.#signature);
    } catch (error) {
      const isTooLarge = error instanceof StoreFailure && error.code === 'too-large';
      if (!isTooLarge || batch.length === 1 || this.options.atomic) throw error;
      return { outcome: 'unsupported' };
    }
  }

  async #storeByStream(batch: readonly PendingLine[]): Promise<void> {
    if (this.options.atomic)
      throw new Refused(problem('not-supported', 'this store cannot import atomically into several negotiations'));
    const { recorded, duplicates, position, refusals, rest } = await appendByStream(this.store, batch, this.#signature);
    this.#tally.recorded += recorded;
    this.#tally.duplicates += duplicates;
    await this.image.waitForPosition(position);
    if (rest.length > 0) await this.#storeRest(await this.#decideAgain(rest, refusals));
  }

  #storeRest(rest: readonly PendingLine[]): Promise<void> {
    const spoilt = this.options.atomic === true && this.#tally.refusals > 0;
    return rest.length === 0 || spoilt ? Promise.resolve() : this.#store(rest);
  }

  /** Another writer has recorded meanwhile: applies that, and returns what of the batch can still be recorded. */
  async #decideAgain(
    batch: readonly PendingLine[],
    refusals: ReadonlyMap<PendingLine, AppendRefusal>,
  ): Promise<readonly PendingLine[]> {
    await this.image.waitForPosition(await this.store.head());
    this.#pendingState = new PendingState(this.#context);
    // A merge is decided again on what was recorded meanwhile, for as long as others do not keep coming between.
    const isLate = [...refusals].some(([{ draft }, { outcome }]) => isOutrun(draft, outcome));
    const isTriedAgain = isLate && (this.#late += 1) <= MOST_LATE;
    return batch.flatMap((pending) => {
      const refusal = refusals.get(pending);
      const isBlamed = refusal && !(isTriedAgain && isOutrun(pending.draft, refusal.outcome));
      return this.#decideLineAgain(pending, isBlamed ? refusal : undefined);
    });
  }

  #decideLineAgain({ line, draft }: PendingLine, refusal: AppendRefusal | undefined): PendingLine[] {
    const now = this.clock.now();
    const proposal = { type: draft.type, data: withoutMarks(draft.data), marks: marksIn(draft.data) };
    const decision = decide(this.#pendingState, proposal, now, this.voices.draw);
    if (decision.outcome === 'duplicate') this.#tally.duplicate(line, decision);
    else if (decision.outcome === 'refused')
      this.#tally.refuse(line, this.given.placed(problemOfRefusal(decision.refusal)));
    // Not tried for ever, should the store refuse what the decision allows.
    else if (refusal) this.#tally.refuse(line, this.given.placed(problemOfAppendRefusal(draft, refusal)));
    else return [this.#entered(line, draft, now)];
    return [];
  }
}
