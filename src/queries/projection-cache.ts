/** Readings of the book: of each negotiation the present one, kept for as long as it holds, and any other on demand. */
import { Injectable } from '@nestjs/common';
import { isoOf, latestInstant, type Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { NOW_LENS, type Lens } from '../../projections/record/lens.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import type { Log } from '../../projections/report-index/selection.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { Clock } from '../platform/clock.js';
import { problemOfRefusal } from '../problems/refusal-problem.js';
import { Refused } from '../problems/refused.js';
import { unknownNegotiation } from '../../decisions/decide.js';
import { checkLens } from './check-lens.js';
import { notYetOpened } from './refusals.js';
import { SerializedResponse } from './serialized-response.js';
import { deskRowOf, type DeskRow } from './desk-row.js';
import { wholeStatusOf } from './whole-status.js';

/** How many reports the readings that are kept may hold together. */
const ROOM = 100_000;

/** How long ago what is being appended may have been given its time, in milliseconds. */
const UNDER_WAY = 60_000;

/** What holds of a reading: until something is recorded, or the clock alone changes a value. */
interface Valid {
  readonly version: string;
  readonly turnsAt: Instant;
}

interface CachedProjections extends Valid {
  readonly reading: LensProjections;
}

/** The present of one negotiation, as small as it can be kept. */
interface PresentStatusEntry extends Valid {
  readonly short: DeskRow;
  status: SerializedResponse | undefined;
}

/** The same as it is noted in the book. */
type SnapshotNote = Pick<PresentStatusEntry, 'version' | 'short'> & { readonly turnsAt: Instant | null };

const openedAt = ({ negotiation }: Log): string =>
  isoOf(negotiation.find(({ fact }) => fact.type === 'NegotiationOpened')?.recordedAt ?? 0);

@Injectable()
export class ProjectionCache {
  readonly #recent = new WeightedLru<string, CachedProjections>(ROOM);
  readonly #present = new Map<NegotiationId, PresentStatusEntry>();

  constructor(
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly loader: StreamLoader,
    private readonly indexes: ReportIndexCache,
  ) {}

  /** The negotiation under a lens. Refuses a lens that names what is not there. */
  under(id: NegotiationId, lens: Lens): LensProjections {
    return this.#keptUnder(id, lens).reading;
  }

  /** The present status in short. What it follows from is only read where it does not hold any more. */
  async short(id: NegotiationId): Promise<DeskRow> {
    const known = this.#presentKept(id);
    if (known) return known.short;
    await this.loader.ensureLoaded(id);
    return this.#presentOf(id).short;
  }

  /** The present status as it goes over the wire: made once, then served as it is. */
  status(id: NegotiationId): SerializedResponse {
    const present = this.#presentOf(id);
    return (present.status ??= SerializedResponse.of(
      wholeStatusOf(this.under(id, NOW_LENS), this.image.unreadableOf(id)),
    ));
  }

  /** The same, where it has been made and still holds. */
  statusAtHand(id: NegotiationId): SerializedResponse | undefined {
    return this.#presentKept(id)?.status;
  }

  /** An answer from a reading, on its way out. */
  prepare({ counted: { registry, selection } }: LensProjections, answer: unknown): SerializedResponse {
    return SerializedResponse.of(answer, this.isPinned(registry.negotiation, selection.lens));
  }

  /**
   * Whether the lens's answers are the same for ever: its time is past, nothing can be recorded any more that it sees,
   * and nothing in it waits for a version that can read it.
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

  #presentOf(id: NegotiationId): PresentStatusEntry {
    const known = this.#presentKept(id);
    if (known) return known;
    const { reading, version, turnsAt } = this.#keptUnder(id, NOW_LENS);
    const noted = { version, turnsAt, short: deskRowOf(reading) };
    this.image.note(id, noted);
    return this.#keep(id, noted);
  }

  #presentKept(id: NegotiationId): PresentStatusEntry | undefined {
    const known = this.#present.get(id) ?? this.#noted(id);
    return known && this.#holds(id, known) ? known : undefined;
  }

  /** What a snapshot has brought. */
  #noted(id: NegotiationId): PresentStatusEntry | undefined {
    const noted = this.image.noteOf(id) as SnapshotNote | undefined;
    return noted && this.#keep(id, noted);
  }

  #keep(id: NegotiationId, { version, turnsAt, short }: SnapshotNote): PresentStatusEntry {
    // JSON has no infinity.
    const present = { version, turnsAt: turnsAt ?? Infinity, short, status: undefined };
    this.#present.set(id, present);
    return present;
  }

  #holds(id: NegotiationId, { version, turnsAt }: Valid): boolean {
    return version === this.image.versionOf(id) && this.clock.now() < turnsAt;
  }

  #keptUnder(id: NegotiationId, lens: Lens): CachedProjections {
    const key = `${id} ${JSON.stringify(lens)}`;
    const known = this.#recent.get(key);
    if (known && this.#holds(id, known)) return known;
    const kept = { ...this.#read(id, lens), version: this.image.versionOf(id) };
    this.#recent.set(key, kept, kept.reading.counted.all.length + 1);
    return kept;
  }

  /** The log of a negotiation. Refuses a lens that names what is not there. */
  logUnder(id: NegotiationId, lens: Lens): Log {
    const log = this.image.logOf(id);
    if (!log) throw new Refused(problemOfRefusal(unknownNegotiation(this.image, id)));
    checkLens(lens, this.image.revisionOf(id), () => this.under(id, NOW_LENS).counted.registry);
    return log;
  }

  #read(id: NegotiationId, lens: Lens): { readonly reading: LensProjections; readonly turnsAt: Instant } {
    const log = this.logUnder(id, lens);
    const now = this.clock.now();
    const reading = LensProjections.of(log, lens, now, this.indexes);
    if (!reading) throw notYetOpened(id, openedAt(log), lens);
    // A lens with a bound has its own time, which does not pass.
    return { reading, turnsAt: reading.counted.at === now ? reading.validUntil() : Infinity };
  }
}
