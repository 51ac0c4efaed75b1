/** Projections of a negotiation under a lens: the present status for as long as it holds, others in an LRU cache. */
import { Injectable } from '@nestjs/common';
import { latestInstant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { NOW_LENS, type Lens } from '../../projections/record/lens.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { preparing, type Log } from '../../projections/report-index/selection.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import { MemoryImage } from '../projector/memory-image.js';
import type { PresentSnapshot } from '../projector/snapshot.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { Clock } from '../platform/clock.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import { unknownNegotiation } from '../../decisions/decide.js';
import { checkLens, type DeskAtMoment } from './check-lens.js';
import { notYetOpened } from './refusals.js';
import { currentSight, type Sight } from './pacing/call.js';
import { runYielding } from './pacing/run-yielding.js';
import { SharedWork } from './pacing/shared-work.js';
import { SerializedResponse } from './serialized-response.js';
import {
  bytesOf,
  entryOf,
  isOver,
  keyOf,
  ROOM,
  type CachedProjections,
  type PresentStatusEntry,
  type Validity,
} from './story/cached-projections.js';
import type { DeskRow } from '../../answers/desk.js';
import { wholeStatusOf, deskRowOf } from './status-answers.js';

@Injectable()
export class ProjectionCache {
  readonly #underLenses = new WeightedLru<string, CachedProjections>(ROOM);
  readonly #present = new Map<string, PresentStatusEntry>();
  /** When projections were computed: the version, and whether nothing that they see could still be recorded. */
  readonly #made = new WeakMap<LensProjections, { readonly version: string; readonly pinned: boolean }>();
  /** Of each negotiation that is being put in order. */
  readonly #indexing = new SharedWork<string, void>();

  constructor(
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly loader: StreamLoader,
    private readonly indexes: ReportIndexCache,
  ) {}

  /** The bytes that are held under lenses, and of how many. */
  get held(): { readonly bytes: number; readonly lenses: number; readonly room: number } {
    return { bytes: this.#underLenses.weight, lenses: this.#underLenses.size, room: ROOM };
  }

  /**
   * Loads a negotiation for the methods below, and puts it in order in turns with others. Rejects with `Refused`
   * (`unknown-negotiation`) where it was never opened, with a `StoreFailure` where the store cannot be read.
   */
  async load(id: NegotiationId): Promise<LoadedNegotiation> {
    const loaded = await this.loader.load(id);
    this.requireOpen(id);
    const { negotiation, sources } = loaded.log;
    if (!this.indexes.knows(negotiation, sources))
      await this.#indexing.of(`${loaded.sight} ${id}`, () =>
        runYielding(preparing(loaded.log, NOW_LENS, this.indexes)),
      );
    return loaded;
  }

  /** Throws `Refused` (`unknown-negotiation`) for one that was never opened. Its stream need not be loaded. */
  requireOpen(id: NegotiationId): void {
    if (!this.image.isOpen(id)) throw new Refused(problemOfRefusal(unknownNegotiation(this.image, id)));
  }

  /**
   * The negotiation under a lens, as it was at one moment of this call: it is worked out in turns with others, and may grow
   * meanwhile. Rejects with `Refused` where the lens names what is not there.
   */
  async under(loaded: LoadedNegotiation, lens: Lens): Promise<LensProjections> {
    const cached = this.#cached(loaded, lens) ?? (await runYielding(this.#computing(loaded, lens)));
    return cached.projections;
  }

  /** The same moment of a negotiation under two lenses. Rejects as `under` does. */
  async underBoth(loaded: LoadedNegotiation, a: Lens, b: Lens): Promise<[LensProjections, LensProjections]> {
    const [one, other] = [await this.under(loaded, a), await this.under(loaded, b)];
    if (this.#made.get(one)?.version === this.#made.get(other)?.version) return [one, other];
    // Something was recorded in between: both as the first had it.
    const again = await runYielding(LensProjections.making(one.recorded(), b, this.clock.now(), this.indexes));
    if (!again) throw notYetOpened(loaded.id, loaded.log, b);
    return [one, again];
  }

  /** Both at once: loads a negotiation, and reads it under a lens. Rejects as they do. */
  async read(id: NegotiationId, lens: Lens = NOW_LENS): Promise<LensProjections> {
    return this.under(await this.load(id), lens);
  }

  /**
   * The negotiation under a lens that is laid over many: it may name parties and sources that are not in this one. Null
   * where our desk had not opened it by then.
   */
  async underAny(loaded: LoadedNegotiation, lens: Lens): Promise<LensProjections | null> {
    const key = `${loaded.sight} ${loaded.id} any ${JSON.stringify(lens)}`;
    const cached = this.#underLenses.get(key);
    if (cached && this.#holds(loaded.id, cached)) return cached.projections;
    const version = this.image.versionOf(loaded.id);
    const projections = await runYielding(LensProjections.making(loaded.log, lens, this.clock.now(), this.indexes));
    if (projections) this.#underLenses.set(key, { projections, version, turnsAt: Infinity }, bytesOf(key, projections));
    return projections;
  }

  /** The log that the lens is laid over. Rejects as `under` does. */
  async logUnder(loaded: LoadedNegotiation, lens: Lens): Promise<Log> {
    await runYielding(this.#checking(loaded, lens));
    return loaded.log;
  }

  *#checking(loaded: LoadedNegotiation, lens: Lens): Generator<undefined, void> {
    const desk = lens.table && (yield* this.#deskAt(loaded, lens));
    const { revision: head, state: negotiation } = loaded;
    checkLens(lens, { head, negotiation, sources: this.image.sourcesState(), desk });
  }

  *#deskAt(loaded: LoadedNegotiation, { recordedBy, revision }: Lens): Generator<undefined, DeskAtMoment> {
    const moment = { ...(recordedBy && { recordedBy }), ...(revision !== undefined && { revision }) };
    const { projections } = this.#cached(loaded, moment) ?? (yield* this.#computing(loaded, moment));
    const { registry, selection } = projections.counted;
    return { registry, merges: selection.reportIndex.desk.merges };
  }

  /** The desk's row of an open negotiation. Its stream is loaded only where the cached row does not hold any more. */
  async deskRow(id: NegotiationId): Promise<DeskRow> {
    return (this.#cachedPresent(id, currentSight()) ?? (await this.#presentInTurn(id))).row;
  }

  /** The present status as a response, step by step: serialized once, and served for as long as it holds. */
  *makingStatus(loaded: LoadedNegotiation): Generator<undefined, SerializedResponse> {
    const known = this.#cachedPresent(loaded.id, loaded.sight)?.status;
    if (known) return known;
    const { projections, entry } = yield* this.#makingPresent(loaded);
    yield;
    return (entry.status ??= SerializedResponse.of(wholeStatusOf(projections, this.image.unreadableOf(loaded.id))));
  }

  /** The present status where it has been serialized and still holds. Loads nothing. */
  cachedStatus(id: NegotiationId, sight: Sight): SerializedResponse | undefined {
    return this.#cachedPresent(id, sight)?.status;
  }

  /** Serializes an answer that follows from these projections. */
  prepare(projections: LensProjections, answer: unknown): SerializedResponse {
    return SerializedResponse.of(answer, this.arePinned(projections));
  }

  /**
   * As `isPinned`, of projections that were computed a while ago: what their lens sees may have been recorded since, where
   * it was not past then.
   */
  arePinned(projections: LensProjections): boolean {
    const { registry, selection } = projections.counted;
    const made = this.#made.get(projections);
    if (made?.pinned) return true;
    return (
      made?.version === this.image.versionOf(registry.negotiation) &&
      this.isPinned(registry.negotiation, selection.lens)
    );
  }

  /**
   * Whether answers under the lens can never change: its time is past, nothing that it sees can still be recorded, and
   * every event that it sees is readable.
   */
  isPinned(id: NegotiationId, lens: Lens): boolean {
    const { revision, recordedBy } = lens;
    const isPast = (by: string) => isOver(latestInstant(by), this.image, this.clock.now());
    const isCut = revision !== undefined || (recordedBy !== undefined && isPast(recordedBy));
    return isCut && this.image.unreadableOf(id, lens).length === 0;
  }

  async #presentInTurn(id: NegotiationId): Promise<PresentStatusEntry> {
    const { entry } = await runYielding(this.#makingPresent(await this.load(id)));
    return entry;
  }

  *#makingPresent(
    loaded: LoadedNegotiation,
  ): Generator<undefined, { readonly projections: LensProjections; readonly entry: PresentStatusEntry }> {
    const { id, sight } = loaded;
    const { projections, version, turnsAt } =
      this.#cached(loaded, NOW_LENS) ?? (yield* this.#computing(loaded, NOW_LENS));
    yield* projections.readingThreads(['contradictions']);
    yield;
    const cached = this.#cachedPresent(id, sight);
    if (cached?.version === version) return { projections, entry: cached };
    // JSON has no infinity.
    const present = { version, turnsAt: turnsAt === Infinity ? null : turnsAt, row: deskRowOf(projections) };
    // The story may have grown meanwhile, and what is newer may be here already.
    if (!cached) this.image.keepPresent(id, present);
    return { projections, entry: cached ? entryOf(present) : this.#add(id, sight, present) };
  }

  #cachedPresent(id: NegotiationId, sight: Sight): PresentStatusEntry | undefined {
    const cached = this.#present.get(`${sight} ${id}`) ?? this.#restored(id, sight);
    return cached && this.#holds(id, cached) ? cached : undefined;
  }

  /** From the snapshot that the server started from. No row of the desk names who speaks. */
  #restored(id: NegotiationId, sight: Sight): PresentStatusEntry | undefined {
    const present = this.image.presentOf(id);
    return present && this.#add(id, sight, present);
  }

  #add(id: NegotiationId, sight: Sight, snapshot: PresentSnapshot): PresentStatusEntry {
    const entry = entryOf(snapshot);
    this.#present.set(`${sight} ${id}`, entry);
    return entry;
  }

  #holds(id: NegotiationId, { version, turnsAt }: Validity): boolean {
    return version === this.image.versionOf(id) && this.clock.now() < turnsAt;
  }

  #cached({ id, sight }: LoadedNegotiation, lens: Lens): CachedProjections | undefined {
    const cached = this.#underLenses.get(keyOf(id, sight, lens));
    return cached && this.#holds(id, cached) ? cached : undefined;
  }

  *#computing(loaded: LoadedNegotiation, lens: Lens): Generator<undefined, CachedProjections> {
    const { id, sight, log } = loaded;
    yield* this.#checking(loaded, lens);
    // All of this moment: what is recorded while it is worked out is no part of it.
    const [now, version, pinned] = [this.clock.now(), this.image.versionOf(id), this.isPinned(id, lens)];
    const projections = yield* LensProjections.making(log, lens, now, this.indexes);
    if (!projections) throw notYetOpened(id, log, lens);
    this.#made.set(projections, { version, pinned });
    yield;
    // A lens with a bound has its own time, which does not pass.
    const passes = projections.counted.at === now;
    if (passes) yield* projections.summing();
    const computed = { projections, version, turnsAt: passes ? projections.validUntil() : Infinity };
    const key = keyOf(id, sight, lens);
    this.#underLenses.set(key, computed, bytesOf(key, projections));
    return computed;
  }
}
