/** The book: every negotiation's part of the log in memory, as far as the projector has read. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import { SOURCES_STREAM, type RecordedEvent } from '../../events/envelope.js';
import { readEvent, type Logged, type Unreadable } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/lens.js';
import type { Log } from '../../projections/selection.js';
import { evolve, initialState, type NegotiationState } from '../record/state.js';
import { StoreFailure } from '../store/store-failure.js';
import { PassedOver, reasonOf, type PassedOverAnswer, type PassedOverReason } from './passed-over.js';
import { Waiting } from './waiting.js';

/** One stream as it has been read. */
interface Page {
  readonly logged: Logged[];
  readonly passedOver: PassedOver;
  state: NegotiationState;
  /** The last revision, of events that could not be read as well. */
  revision: number;
  position: bigint;
}

const NEGOTIATIONS = 'negotiation-';

const emptyPage = (): Page => ({
  logged: [],
  passedOver: new PassedOver(),
  state: initialState,
  revision: -1,
  position: 0n,
});

// Nothing in the log stops the monitor, not even an event on which reading itself fails.
function readSafely(event: RecordedEvent): Logged | Unreadable {
  if (event.damaged !== undefined) return { unreadable: event.damaged };
  try {
    return readEvent(event);
  } catch (error) {
    return { unreadable: String(error) };
  }
}

/** An event that could not be read, and why. */
export interface Skipped {
  readonly reason: PassedOverReason;
  readonly detail: string;
}

@Injectable()
export class Book {
  readonly #negotiations = new Map<NegotiationId, Page>();
  readonly #sources = emptyPage();
  readonly #waiting = new Waiting();
  readonly passedOver = new PassedOver();
  /** The position of the last event applied. */
  position = 0n;
  /** How many events have been applied since the start. */
  applied = 0;
  /** Whether times never go back from one event to the next; else they may, by as much as an append takes. */
  oneClock = true;
  /** When the last event applied was recorded: none that comes was recorded earlier, by one clock. */
  recordedAt: Instant = -Infinity;

  /** What has been recorded of a negotiation; undefined where it was not opened. */
  stateOf(id: NegotiationId): NegotiationState | undefined {
    return this.#opened(id)?.state;
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
    const id = stream.slice(NEGOTIATIONS.length) as NegotiationId;
    const page = stream === SOURCES_STREAM ? this.#sources : this.#negotiations.get(id);
    return page?.logged.findLast((logged) => logged.revision === revision);
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
  lastRead(stream: string): number {
    if (stream === SOURCES_STREAM) return this.#sources.revision;
    return this.revisionOf(stream.slice(NEGOTIATIONS.length) as NegotiationId);
  }

  /** Another value whenever something was recorded that the negotiation's status may depend on. */
  versionOf(id: NegotiationId): string {
    return `${this.#negotiations.get(id)?.position ?? 0n}-${this.#sources.position}`;
  }

  /** Of what the lens sees of its stream. */
  passedOverOf(id: NegotiationId, lens?: Lens): PassedOverAnswer {
    return this.#negotiations.get(id)?.passedOver.answer(lens) ?? [];
  }

  /**
   * Resolves once everything up to the position is applied.
   * @param patience in milliseconds, where it is not the usual one
   */
  async reached(position: bigint, patience?: number): Promise<void> {
    if (this.position >= position) return;
    const late = () => new StoreFailure('busy', `position ${position} is stored, but has not been read back in time`);
    await this.#waiting.until(position, late, patience);
  }

  /** Applies the next event of the log; what it answers was passed over. */
  apply(event: RecordedEvent): Skipped | undefined {
    const page = this.#pageOf(event.stream);
    const skipped = page && this.#enter(page, event);
    this.position = event.position;
    this.applied += 1;
    this.recordedAt = Date.parse(event.recordedAt) || this.recordedAt;
    this.#waiting.applied(event.position);
    return skipped;
  }

  #enter(page: Page, event: RecordedEvent): Skipped | undefined {
    page.revision = event.revision;
    page.position = event.position;
    const read = readSafely(event);
    if ('unreadable' in read) return this.#passOver(page, event, read.unreadable);
    page.logged.push(read);
    page.state = evolve(page.state, read);
    return undefined;
  }

  #passOver(page: Page, event: RecordedEvent, detail: string): Skipped {
    const reason = reasonOf(event);
    const passed = { reason, revision: event.revision, recordedAt: Date.parse(event.recordedAt) };
    page.passedOver.add(passed);
    this.passedOver.add(passed);
    return { reason, detail };
  }

  /** Streams of other matters are none of the book's. */
  #pageOf(stream: string): Page | undefined {
    if (stream === SOURCES_STREAM) return this.#sources;
    if (!stream.startsWith(NEGOTIATIONS)) return undefined;
    const id = stream.slice(NEGOTIATIONS.length) as NegotiationId;
    const page = this.#negotiations.get(id) ?? emptyPage();
    this.#negotiations.set(id, page);
    return page;
  }

  #opened(id: NegotiationId): Page | undefined {
    const page = this.#negotiations.get(id);
    return page?.logged.some(({ fact }) => fact.type === 'NegotiationOpened') ? page : undefined;
  }
}
