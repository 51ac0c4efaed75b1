/** The log in memory, as far as the projector has read it: an image of each negotiation's stream, and of `sources`. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import { SOURCES_STREAM, streamOf, type RecordedEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { NegotiationState } from '../../decisions/state.js';
import type { Sight } from '../queries/pacing/call.js';
import { StoreFailure } from '../store/store-failure.js';
import type { LoadedNegotiation } from './loaded-negotiation.js';
import { StreamImage, type UnreadableEvent } from './stream-image.js';
import { UnnamedLogs } from './unnamed-logs.js';
import { UnreadableEvents, type UnreadableAt } from './unreadable-events.js';
import { WaitingReaders } from './waiting-readers.js';
import type { UnreadableAnswer } from '../../answers/status.js';
import type { PresentSnapshot, Snapshot } from './snapshot.js';

/** How long to wait for a position, in milliseconds, before refusing to answer from older events. */
const PATIENCE = 10_000;

const PREFIX = streamOf('' as NegotiationId);

/** The negotiation that a stream belongs to; undefined for streams of other subjects. */
export const negotiationOf = (stream: string): NegotiationId | undefined =>
  stream.startsWith(PREFIX) ? (stream.slice(PREFIX.length) as NegotiationId) : undefined;

@Injectable()
export class MemoryImage {
  readonly #negotiations = new Map<NegotiationId, StreamImage>();
  #sources = new StreamImage();
  readonly #unnamed = new UnnamedLogs();
  readonly #waiting = new WaitingReaders();
  /** Of all streams together. */
  readonly unreadable = new UnreadableEvents();
  /** The position of the last event applied. */
  position = 0n;
  /** That of the event applied before it: positions need not be contiguous. */
  positionBefore = 0n;
  /** How many events have been applied since the start. */
  applied = 0;
  /** Whether times never go back from one event to the next; else they may, by as much as an append takes. */
  oneClock = true;
  /** When the last event applied was recorded: with one clock, no later event has an earlier time. */
  recordedAt: Instant = -Infinity;
  /** The last event applied. */
  #last: Pick<RecordedEvent, 'stream' | 'revision' | 'hash'> | undefined;

  /** Whether the negotiation was opened. Its stream need not be loaded. */
  isOpen(id: NegotiationId): boolean {
    return this.#negotiations.get(id)?.isOpen ?? false;
  }

  /**
   * For `StreamLoader`, which loads the stream first. Reading `log` or `state` throws an `Error` where the stream is
   * not loaded.
   * @param sight what of the record its log shows
   */
  negotiation(id: NegotiationId, sight: Sight = 'whole'): LoadedNegotiation {
    const stream = (): StreamImage => this.#negotiations.get(id) ?? new StreamImage();
    const sources = (): StreamImage => this.#sources;
    const unnamed = this.#unnamed;
    return {
      id,
      sight,
      get isOpen() {
        return stream().isOpen;
      },
      get log() {
        const { events } = stream();
        return {
          negotiation: sight === 'whole' ? events : unnamed.of(events),
          sources: sources().events,
        };
      },
      get state() {
        return stream().state;
      },
      get revision() {
        return stream().revision;
      },
    };
  }

  /** What is recorded in `sources`, for decisions. */
  sourcesState(): NegotiationState {
    return this.#sources.state;
  }

  /** The readable events of `sources`, in order. The list grows. */
  get sources(): readonly Logged[] {
    return this.#sources.events;
  }

  /** The negotiations that were opened, sorted by id. */
  ids(): NegotiationId[] {
    return [...this.#negotiations.keys()].filter((id) => this.isOpen(id)).toSorted();
  }

  /** The position of the negotiation's last event. */
  positionOf(id: NegotiationId): bigint {
    return this.#negotiations.get(id)?.position ?? 0n;
  }

  /** Whether somebody has recorded something in the negotiation. Its stream need not be loaded. */
  hasRecorded(recorder: string, id: NegotiationId): boolean {
    return this.#negotiations.get(id)?.recorders.has(recorder) ?? false;
  }

  /** The open negotiations with the newest events, the newest first. */
  newest(count: number): NegotiationId[] {
    return [...this.#negotiations]
      .filter(([, { isOpen }]) => isOpen)
      .toSorted(([, a], [, b]) => Number(b.position - a.position))
      .slice(0, count)
      .map(([id]) => id);
  }

  /** The last revision of a stream, unreadable events included; −1 where nothing of it has been read. */
  revisionOfStream(stream: string): number {
    return this.#stream(stream)?.revision ?? -1;
  }

  /** A different text after every event that the negotiation's status may depend on, or that has become unreadable. */
  versionOf(id: NegotiationId): string {
    const { position = 0n, unreadable, forgotten = 0 } = this.#negotiations.get(id) ?? {};
    const { position: ofSources, unreadable: inSources, forgotten: more } = this.#sources;
    return `${position}-${ofSources}-${(unreadable?.size ?? 0) + inSources.size}-${forgotten + more}`;
  }

  /** The unreadable events of the negotiation's stream that had been recorded under the lens, counted by reason. */
  unreadableOf(id: NegotiationId, lens?: Lens): UnreadableAnswer {
    return this.#negotiations.get(id)?.unreadable.answer(lens) ?? [];
  }

  /**
   * Resolves once every event up to the position is applied. Rejects with a `StoreFailure` (`busy`) where that takes
   * too long.
   * @param patience in milliseconds
   */
  async waitForPosition(position: bigint, patience = PATIENCE): Promise<void> {
    if (this.position >= position) return;
    await this.#waiting.until(
      position,
      patience,
      () => new StoreFailure('busy', `position ${position} is stored, but has not been read back in time`),
    );
  }

  /** Every stream. */
  streamImages = (): StreamImage[] => [this.#sources, ...this.#negotiations.values()];

  /** Applies the next event of the log. Returns it where it is unreadable. */
  apply(event: RecordedEvent): UnreadableEvent | undefined {
    const unreadable = this.#streamFor(event.stream)?.apply(event);
    if (unreadable) this.unreadable.add(unreadable);
    this.positionBefore = this.position;
    this.position = event.position;
    this.#last = { stream: event.stream, revision: event.revision, hash: event.hash };
    this.applied += 1;
    this.recordedAt = Date.parse(event.recordedAt) || this.recordedAt;
    this.#waiting.reached(event.position);
    return unreadable;
  }

  /**
   * Whether the events of the stream are in memory. True also for streams that have no image: there is nothing to load.
   */
  isLoaded(stream: string): boolean {
    return this.#stream(stream)?.isLoaded ?? true;
  }

  /**
   * Fills in the events of a stream that was restored from a snapshot.
   * @param loaded the stream as read from the store, up to `revisionOfStream`
   * @returns the events that were readable when the snapshot was taken, and are not any more
   */
  fill(stream: string, loaded: StreamImage): UnreadableAt[] {
    const found = this.#stream(stream)?.fill(loaded) ?? [];
    for (const unreadable of found) this.unreadable.add(unreadable);
    return found;
  }

  /** How many streams there are, `sources` included. */
  get streams(): number {
    return this.#negotiations.size + 1;
  }

  /** How many events these streams have. */
  get revisions(): number {
    return this.streamImages().reduce((all, { revision }) => all + revision + 1, 0);
  }

  /** Keeps the row of the desk with the negotiation, so that a snapshot holds it. */
  keepPresent(id: NegotiationId, present: PresentSnapshot): void {
    const stream = this.#negotiations.get(id);
    if (stream) stream.present = present;
  }

  /** What was kept last, in this process or in the one that wrote the snapshot. It may not hold any more. */
  presentOf(id: NegotiationId): PresentSnapshot | undefined {
    return this.#negotiations.get(id)?.present;
  }

  /** Where every stream stands; undefined before the first event. */
  snapshot(): Snapshot | undefined {
    if (!this.#last) return undefined;
    const { stream, revision, hash } = this.#last;
    return {
      last: { position: String(this.position), stream, revision, hash },
      recordedAt: Number.isFinite(this.recordedAt) ? this.recordedAt : null,
      streams: [
        this.#sources.snapshot(SOURCES_STREAM),
        ...[...this.#negotiations].map(([id, image]) => image.snapshot(streamOf(id))),
      ],
    };
  }

  /** Takes over a snapshot. No stream is loaded after that. To be called before the first event is applied. */
  restore({ last, recordedAt, streams }: Snapshot): void {
    for (const { stream, ...rest } of streams) {
      const image = StreamImage.restored({ stream, ...rest });
      for (const unreadable of image.unreadable.all()) this.unreadable.add(unreadable);
      const id = negotiationOf(stream);
      if (id === undefined) this.#sources = image;
      else this.#negotiations.set(id, image);
    }
    this.#last = last;
    this.recordedAt = recordedAt ?? -Infinity;
    this.position = BigInt(last.position);
    this.#waiting.reached(this.position);
  }

  #stream(stream: string): StreamImage | undefined {
    if (stream === SOURCES_STREAM) return this.#sources;
    const id = negotiationOf(stream);
    return id === undefined ? undefined : this.#negotiations.get(id);
  }

  /** The image that the events of a stream are applied to. Streams of other subjects have none. */
  #streamFor(stream: string): StreamImage | undefined {
    const id = negotiationOf(stream);
    const known = this.#stream(stream);
    if (known || id === undefined) return known;
    const image = new StreamImage();
    this.#negotiations.set(id, image);
    return image;
  }
}
