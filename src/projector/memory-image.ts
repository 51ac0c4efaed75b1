/** The book: every negotiation's part of the log in memory, as far as the projector has read. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import { SOURCES_STREAM, type RecordedEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { NegotiationState } from '../../decisions/state.js';
import { StoreFailure } from '../store/store-failure.js';
import { StreamImage, type UnreadableEvent } from './stream-image.js';
import { UnreadableEvents, type UnreadableAt, type UnreadableAnswer } from './unreadable-events.js';
import type { Snapshot } from './snapshot.js';
import { PositionWaiters } from './position-waiters.js';

const NEGOTIATIONS = 'negotiation-';

@Injectable()
export class MemoryImage {
  readonly #negotiations = new Map<NegotiationId, StreamImage>();
  #sources = new StreamImage();
  readonly #waiting = new PositionWaiters();
  readonly unreadable = new UnreadableEvents();
  /** The position of the last event applied. */
  position = 0n;
  /** How many events have been applied since the start. */
  applied = 0;
  /** Whether times never go back from one event to the next; else they may, by as much as an append takes. */
  oneClock = true;
  /** When the last event applied was recorded: none that comes was recorded earlier, by one clock. */
  recordedAt: Instant = -Infinity;
  /** The last event applied. */
  #last: Pick<RecordedEvent, 'stream' | 'revision' | 'hash'> | undefined;

  /** What has been recorded of a negotiation; undefined where it was not opened. */
  stateOf(id: NegotiationId): NegotiationState | undefined {
    return this.#opened(id)?.state;
  }

  /** Whether it was opened. */
  isOpen(id: NegotiationId): boolean {
    return this.#opened(id) !== undefined;
  }

  /** The log of a negotiation; undefined where it was not opened. Its arrays grow as events arrive. */
  logOf(id: NegotiationId): Log | undefined {
    const page = this.#opened(id);
    return page && { negotiation: page.logged, sources: this.#sources.logged };
  }

  /** The negotiation that is recorded in a stream; undefined where none is, or it was not opened. */
  negotiationIn(stream: string): { readonly id: NegotiationId; readonly state: NegotiationState } | undefined {
    const id = stream.slice(NEGOTIATIONS.length) as NegotiationId;
    const page = stream.startsWith(NEGOTIATIONS) ? this.#opened(id) : undefined;
    return page && { id, state: page.state };
  }

  /** The event of a revision; undefined where it could not be read, or is not there. */
  loggedAt(stream: string, revision: number): Logged | undefined {
    return this.#known(stream)?.logged.findLast((logged) => logged.revision === revision);
  }

  sourcesState(): NegotiationState {
    return this.#sources.state;
  }

  /** The negotiations that were opened, by id. */
  ids(): NegotiationId[] {
    return [...this.#negotiations.keys()].filter((id) => this.#opened(id) !== undefined).toSorted();
  }

  /** The negotiations in which something was recorded last, the newest first. */
  newest(count: number): NegotiationId[] {
    const pages = [...this.#negotiations].filter(([id]) => this.#opened(id) !== undefined);
    return pages
      .toSorted(([, a], [, b]) => Number(b.position - a.position))
      .slice(0, count)
      .map(([id]) => id);
  }

  /** The last revision of a negotiation's stream; −1 where there is none. */
  revisionOf(id: NegotiationId): number {
    return this.#negotiations.get(id)?.revision ?? -1;
  }

  /** The last revision of any stream that has been read; −1 where there is none. */
  revisionOfStream(stream: string): number {
    return this.#known(stream)?.revision ?? -1;
  }

  /** Another value whenever something was recorded, or can no longer be read, that the status may depend on. */
  versionOf(id: NegotiationId): string {
    const { position = 0n, unreadable } = this.#negotiations.get(id) ?? {};
    const { position: ofSources, unreadable: inSources } = this.#sources;
    return `${position}-${ofSources}-${(unreadable?.size ?? 0) + inSources.size}`;
  }

  /** Of what the lens sees of its stream. */
  unreadableOf(id: NegotiationId, lens?: Lens): UnreadableAnswer {
    return this.#negotiations.get(id)?.unreadable.answer(lens) ?? [];
  }

  /**
   * Resolves once everything up to the position is applied.
   * @param patience in milliseconds, where it is not the usual one
   */
  async waitForPosition(position: bigint, patience?: number): Promise<void> {
    if (this.position >= position) return;
    const late = () => new StoreFailure('busy', `position ${position} is stored, but has not been read back in time`);
    await this.#waiting.until(position, late, patience);
  }

  /** Applies the next event of the log; what it answers was passed over. */
  apply(event: RecordedEvent): UnreadableEvent | undefined {
    const page = this.#pageOf(event.stream);
    const skipped = page?.apply(event);
    if (skipped) this.unreadable.add(skipped);
    this.position = event.position;
    this.#last = { stream: event.stream, revision: event.revision, hash: event.hash };
    this.applied += 1;
    this.recordedAt = Date.parse(event.recordedAt) || this.recordedAt;
    this.#waiting.applied(event.position);
    return skipped;
  }

  /** Whether what a stream holds is in the book, if it is one of the book's: if not, `Shelf` brings it. */
  isLoaded(stream: string): boolean {
    return this.#known(stream)?.isLoaded ?? true;
  }

  /**
   * @param read the page of a stream, with all that it holds up to `lastRead`
   * @returns what of it could be read when the snapshot was taken, and cannot any more
   */
  fill(stream: string, read: StreamImage): UnreadableAt[] {
    const anew = this.#known(stream)?.fill(read) ?? [];
    for (const passed of anew) this.unreadable.add(passed);
    return anew;
  }

  /** How many streams it has. */
  get pages(): number {
    return this.#negotiations.size + 1;
  }

  /** How many events the streams have that it follows. */
  get revisions(): number {
    let all = this.#sources.revision + 1;
    for (const { revision } of this.#negotiations.values()) all += revision + 1;
    return all;
  }

  /** What others have worked out of a negotiation as it stands, to be kept with it. */
  note(id: NegotiationId, note: unknown): void {
    const page = this.#negotiations.get(id);
    if (page) page.note = note;
  }

  noteOf(id: NegotiationId): unknown {
    return this.#negotiations.get(id)?.note;
  }

  /** Where it stands; undefined before the first event. */
  snapshot(): Snapshot | undefined {
    if (!this.#last) return undefined;
    const { stream, revision, hash } = this.#last;
    return {
      last: { position: String(this.position), stream, revision, hash },
      recordedAt: Number.isFinite(this.recordedAt) ? this.recordedAt : null,
      pages: [
        this.#sources.snapshot(SOURCES_STREAM),
        ...[...this.#negotiations].map(([id, page]) => page.snapshot(`${NEGOTIATIONS}${id}`)),
      ],
    };
  }

  /** Stands where a snapshot was taken; what the streams hold is not read yet. To be called before the first event. */
  restore({ last, recordedAt, pages }: Snapshot): void {
    for (const { stream, ...rest } of pages) {
      const page = StreamImage.restored({ stream, ...rest });
      for (const passed of page.unreadable.all()) this.unreadable.add(passed);
      if (stream === SOURCES_STREAM) this.#sources = page;
      else this.#negotiations.set(stream.slice(NEGOTIATIONS.length) as NegotiationId, page);
    }
    this.#last = last;
    this.recordedAt = recordedAt ?? -Infinity;
    this.position = BigInt(last.position);
    this.#waiting.applied(this.position);
  }

  #known(stream: string): StreamImage | undefined {
    if (stream === SOURCES_STREAM) return this.#sources;
    if (!stream.startsWith(NEGOTIATIONS)) return undefined;
    return this.#negotiations.get(stream.slice(NEGOTIATIONS.length) as NegotiationId);
  }

  /** Streams of other matters are none of the book's. */
  #pageOf(stream: string): StreamImage | undefined {
    const known = this.#known(stream);
    if (known || !stream.startsWith(NEGOTIATIONS)) return known;
    const page = new StreamImage();
    this.#negotiations.set(stream.slice(NEGOTIATIONS.length) as NegotiationId, page);
    return page;
  }

  #opened(id: NegotiationId): StreamImage | undefined {
    const page = this.#negotiations.get(id);
    return page?.isOpen ? page : undefined;
  }
}
