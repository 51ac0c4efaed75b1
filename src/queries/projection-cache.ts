/** Projections of a negotiation under a lens: the present status for as long as it holds, others in an LRU cache. */
import { Injectable } from '@nestjs/common';
import { latestInstant, type Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { isPresent, NOW_LENS, type Lens } from '../../projections/record/lens.js';
import type { Merges } from '../../projections/record/merges.js';
import type { Registry } from '../../projections/record/registry.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { preparing, type Log } from '../../projections/report-index/selection.js';
import { atOnce } from '../../projections/support/at-once.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import { MemoryImage } from '../projector/memory-image.js';
import type { PresentSnapshot } from '../projector/snapshot.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { Clock } from '../platform/clock.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import { unknownNegotiation } from '../../decisions/decide.js';
import { checkLens } from './check-lens.js';
import { notYetOpened } from './refusals.js';
import { currentSight, type Sight } from './pacing/call.js';
import { atTurn, runYielding } from './pacing/run-yielding.js';
import { SharedWork } from './pacing/shared-work.js';
import { SerializedResponse } from './serialized-response.js';
import {
  bytesOf,
  keyOf,
  ROOM,
  type CachedProjections,
  type PresentStatusEntry,
  type Validity,
} from './story/cached-projections.js';
import type { DeskRow } from '../../answers/desk.js';
import { wholeStatusOf, deskRowOf } from './status-answers.js';

/** An append in progress may have been given its time up to so long ago, in milliseconds. */
const UNDER_WAY = 60_000;

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
   * Loads a negotiation for the methods below, and works out in turns with others what takes long in them. Throws
   * `Refused` (`unknown-negotiation`) where it was never opened, or as `under` does; rejects with a `StoreFailure` where
   * the store cannot be read.
   * @param lens under which it will be read
   */
  async load(id: NegotiationId, lens: Lens = NOW_LENS): Promise<LoadedNegotiation> {
    const loaded = await this.loader.load(id);
    this.requireOpen(id);
    const { negotiation, sources } = loaded.log;
    if (!this.indexes.knows(negotiation, sources))
      await this.#indexing.of(`${loaded.sight} ${id}`, () =>
        runYielding(preparing(loaded.log, NOW_LENS, this.indexes)),
      );
    if (!isPresent(lens) && !this.#cached(loaded, lens)) await runYielding(this.#computing(loaded, lens));
    return loaded;
  }

  /** Throws `Refused` (`unknown-negotiation`) for one that was never opened. Its stream need not be loaded. */
  requireOpen(id: NegotiationId): void {
    if (!this.image.isOpen(id)) throw new Refused(problemOfRefusal(unknownNegotiation(this.image, id)));
  }

  /** The negotiation under a lens. Throws `Refused` where the lens names what is not there. */
  under(loaded: LoadedNegotiation, lens: Lens): LensProjections {
    return this.#cachedUnder(loaded, lens).projections;
  }

  /**
   * The negotiation under a lens that is laid over many: it may name parties and sources that are not in this one. Null
   * where our desk had not opened it by then.
   */
  underAny(loaded: LoadedNegotiation, lens: Lens): LensProjections | null {
    const key = `${loaded.sight} ${loaded.id} any ${JSON.stringify(lens)}`;
    const cached = this.#underLenses.get(key);
    if (cached && this.#holds(loaded.id, cached)) return cached.projections;
    const version = this.image.versionOf(loaded.id);
    const projections = LensProjections.of(loaded.log, lens, this.clock.now(), this.indexes);
    if (projections) this.#underLenses.set(key, { projections, version, turnsAt: Infinity }, bytesOf(key, projections));
    return projections;
  }

  /** The log that the lens is laid over. Refuses a lens as `under` does. */
  logUnder(loaded: LoadedNegotiation, lens: Lens): Log {
    checkLens(lens, {
      head: loaded.revision,
      negotiation: loaded.state,
      sources: this.image.sourcesState(),
      desk: () => this.#deskAt(loaded, lens),
    });
    return loaded.log;
  }

  #deskAt(loaded: LoadedNegotiation, { recordedBy, revision }: Lens): { registry: Registry; merges: Merges } {
    const moment = { ...(recordedBy && { recordedBy }), ...(revision !== undefined && { revision }) };
    const { registry, selection } = this.under(loaded, moment).counted;
    return { registry, merges: selection.reportIndex.desk.merges };
  }

  /** The desk's row of an open negotiation. Its stream is loaded only where the cached row does not hold any more. */
  async deskRow(id: NegotiationId): Promise<DeskRow> {
    return (this.#cachedPresent(id, currentSight()) ?? (await this.#presentInTurn(id))).row;
  }

  /** The present status as a response: serialized once, and served for as long as it holds. */
  status(loaded: LoadedNegotiation): SerializedResponse {
    const present = this.#presentOf(loaded);
    return (present.status ??= SerializedResponse.of(
      wholeStatusOf(this.under(loaded, NOW_LENS), this.image.unreadableOf(loaded.id)),
    ));
  }

  /** The same step by step: a caller can let others work in between. */
  *makingStatus(loaded: LoadedNegotiation): Generator<undefined, SerializedResponse> {
    if (!this.#cached(loaded, NOW_LENS) && !this.#cachedPresent(loaded.id, loaded.sight))
      yield* this.#computing(loaded, NOW_LENS);
    yield;
    this.#presentOf(loaded);
    yield;
    return this.status(loaded);
  }

  /** The present status where it has been serialized and still holds. Loads nothing. */
  cachedStatus(id: NegotiationId, sight: Sight): SerializedResponse | undefined {
    return this.#cachedPresent(id, sight)?.status;
  }

  /** Serializes an answer that follows from these projections. */
  prepare(projections: LensProjections, answer: unknown): SerializedResponse {
    return SerializedResponse.of(answer, this.#arePinned(projections));
  }

  // They were computed a while ago: what their lens sees may have been recorded since, where it was not past then.
  #arePinned(projections: LensProjections): boolean {
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
    const isCut = revision !== undefined || (recordedBy !== undefined && this.#isPast(latestInstant(recordedBy)));
    return isCut && this.image.unreadableOf(id, lens).length === 0;
  }

  #isPast(at: Instant): boolean {
    const { recordedAt, oneClock } = this.image;
    return at < (oneClock ? recordedAt : recordedAt - UNDER_WAY) || at < this.clock.now() - UNDER_WAY;
  }

  async #presentInTurn(id: NegotiationId): Promise<PresentStatusEntry> {
    const loaded = await this.load(id);
    return atTurn(() => this.#presentOf(loaded));
  }

  #presentOf(loaded: LoadedNegotiation): PresentStatusEntry {
    const { id, sight } = loaded;
    const cached = this.#cachedPresent(id, sight);
    if (cached) return cached;
    const { projections, version, turnsAt } = this.#cachedUnder(loaded, NOW_LENS);
    // JSON has no infinity.
    const present = { version, turnsAt: turnsAt === Infinity ? null : turnsAt, row: deskRowOf(projections) };
    this.image.keepPresent(id, present);
    return this.#add(id, sight, present);
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

  #add(id: NegotiationId, sight: Sight, { version, turnsAt, row }: PresentSnapshot): PresentStatusEntry {
    const entry = { version, turnsAt: turnsAt ?? Infinity, row, status: undefined };
    this.#present.set(`${sight} ${id}`, entry);
    return entry;
  }

  #holds(id: NegotiationId, { version, turnsAt }: Validity): boolean {
    return version === this.image.versionOf(id) && this.clock.now() < turnsAt;
  }

  #cachedUnder(loaded: LoadedNegotiation, lens: Lens): CachedProjections {
    return this.#cached(loaded, lens) ?? atOnce(this.#computing(loaded, lens));
  }

  #cached({ id, sight }: LoadedNegotiation, lens: Lens): CachedProjections | undefined {
    const cached = this.#underLenses.get(keyOf(id, sight, lens));
    return cached && this.#holds(id, cached) ? cached : undefined;
  }

  *#computing(loaded: LoadedNegotiation, lens: Lens): Generator<undefined, CachedProjections> {
    const { id, sight } = loaded;
    const { recordedBy, revision, table } = lens;
    // The tables that a lens may name are those of its moment.
    if (table && (recordedBy !== undefined || revision !== undefined)) yield* preparing(loaded.log, lens, this.indexes);
    const log = this.logUnder(loaded, lens);
    yield* preparing(log, lens, this.indexes);
    const now = this.clock.now();
    const version = this.image.versionOf(id);
    const pinned = this.isPinned(id, lens);
    const projections = LensProjections.of(log, lens, now, this.indexes);
    if (!projections) throw notYetOpened(id, log, lens);
    this.#made.set(projections, { version, pinned });
    yield;
    // A lens with a bound has its own time, which does not pass.
    const computed = {
      projections,
      version,
      turnsAt: projections.counted.at === now ? projections.validUntil() : Infinity,
    };
    const key = keyOf(id, sight, lens);
    this.#underLenses.set(key, computed, bytesOf(key, projections));
    return computed;
  }
}
