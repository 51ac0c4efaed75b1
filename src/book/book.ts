/** The book: every negotiation's part of the log in memory, as far as the projector has read. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import { SOURCES_STREAM, type RecordedEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/lens.js';
import type { Log } from '../../projections/selection.js';
import type { NegotiationState } from '../record/state.js';
import type { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import { Content } from './content.js';
import { PassedOver, reasonOf, type PassedOverAnswer, type PassedOverReason } from './passed-over.js';
import { readSafely } from './read-safely.js';
import type { PageSnapshot, Snapshot } from './snapshot.js';
import { Waiting } from './waiting.js';

/** One stream. */
interface Page {
  /** Undefined where it has not been asked for since the book was restored: it is read from the log then. */
  content: Content | undefined;
  readonly passedOver: PassedOver;
  /** Whether a negotiation was opened in it. */
  isOpen: boolean;
  /** What others have worked out of it, to be kept in snapshots. */
  note: unknown;
  /** The last revision, of events that could not be read as well. */
  revision: number;
  position: bigint;
}

const NEGOTIATIONS = 'negotiation-';

const emptyPage = (): Page => ({
  content: new Content(),
  passedOver: new PassedOver(),
  isOpen: false,
  note: undefined,
  revision: -1,
  position: 0n,
});

/** Of a page that nobody has brought into the book: a mistake of the program, and never an answer. */
function contentOf({ content }: Page): Content {
  if (!content) throw new Error('what is asked for has not been read from the log: it must be brought first');
  return content;
}

const isSourcesOrTalks = (stream: string): boolean => stream === SOURCES_STREAM || stream.startsWith(NEGOTIATIONS);

const restoredPage = ({ passedOver = [], revision, position, isOpen, note }: PageSnapshot): Page => {
  const page = { ...emptyPage(), content: undefined, revision, position: BigInt(position), isOpen, note };
  for (const { recordedAt, ...passed } of passedOver)
    page.passedOver.add({ ...passed, recordedAt: recordedAt ?? Number.NaN });
  return page;
};

function pageSnapshot(stream: string, { passedOver, revision, position, isOpen, note }: Page): PageSnapshot {
  const passed = passedOver.all();
  return {
    stream,
    revision,
    position: String(position),
    isOpen,
    ...(passed.length > 0 ? { passedOver: [...passed] } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The stream of sources is read as a whole: every status may depend on it. */
async function readUpTo(store: Pick<EventStore, 'readStream'>, { stream, revision }: PageSnapshot): Promise<Content> {
  const content = new Content();
  const events = revision < 0 ? [] : await store.readStream(stream, { limit: revision + 1 });
  for (const event of events) {
    const read = readSafely(event);
    if (!('unreadable' in read)) content.enter(read);
  }
  return content;
}

/** An event that cannot be read where it is stored. */
export interface Unread {
  readonly event: RecordedEvent;
  readonly detail: string;
}

/** An event that could not be read, and why. */
export interface Skipped {
  readonly reason: PassedOverReason;
  readonly detail: string;
}

@Injectable()
export class Book {
  readonly #negotiations = new Map<NegotiationId, Page>();
  #sources = emptyPage();
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
  /** The last event applied. */
  #last: Pick<RecordedEvent, 'stream' | 'revision' | 'hash'> | undefined;

  /** What has been recorded of a negotiation; undefined where it was not opened. */
  stateOf(id: NegotiationId): NegotiationState | undefined {
    const page = this.#opened(id);
    return page && contentOf(page).state;
  }

  /** Whether it was opened. */
  isOpen(id: NegotiationId): boolean {
    return this.#opened(id) !== undefined;
  }

  /** The log of a negotiation; undefined where it was not opened. Its arrays grow as events arrive. */
  logOf(id: NegotiationId): Log | undefined {
    const page = this.#opened(id);
    return page && { negotiation: contentOf(page).logged, sources: contentOf(this.#sources).logged };
  }

  /** The negotiation that is recorded in a stream; undefined where none is, or it was not opened. */
  negotiationIn(stream: string): { readonly id: NegotiationId; readonly state: NegotiationState } | undefined {
    const id = stream.slice(NEGOTIATIONS.length) as NegotiationId;
    const page = stream.startsWith(NEGOTIATIONS) ? this.#opened(id) : undefined;
    return page && { id, state: contentOf(page).state };
  }

  /** The event of a revision; undefined where it could not be read, or is not there. */
  loggedAt(stream: string, revision: number): Logged | undefined {
    const id = stream.slice(NEGOTIATIONS.length) as NegotiationId;
    const page = stream === SOURCES_STREAM ? this.#sources : this.#negotiations.get(id);
    return page && contentOf(page).logged.findLast((logged) => logged.revision === revision);
  }

  sourcesState(): NegotiationState {
    return contentOf(this.#sources).state;
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
    this.#last = event;
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
    page.isOpen ||= read.fact.type === 'NegotiationOpened';
    page.content?.enter(read);
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
    return page?.isOpen ? page : undefined;
  }

  /** Whether all that is recorded of it is in the book: if not, `Shelf` brings it. */
  isAtHand(id: NegotiationId): boolean {
    const page = this.#negotiations.get(id);
    return page === undefined || page.content !== undefined;
  }

  /**
   * @param content all that its stream holds up to `revisionOf`
   * @param unread what of it could not be read, and why
   * @returns of that, what could be read before: something has happened to it since
   */
  fill(id: NegotiationId, content: Content, unread: readonly Unread[]): Unread[] {
    const page = this.#negotiations.get(id);
    if (!page) return [];
    page.content ??= content;
    const anew = unread.filter(({ event }) => !page.passedOver.has(event.revision));
    for (const { event, detail } of anew) this.#passOver(page, event, detail);
    // What was worked out when it could be read does not hold any more.
    if (anew.length > 0) page.note = undefined;
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
        pageSnapshot(SOURCES_STREAM, this.#sources),
        ...[...this.#negotiations].map(([id, page]) => pageSnapshot(`${NEGOTIATIONS}${id}`, page)),
      ],
    };
  }

  /**
   * Stands where a snapshot was taken: of negotiations only where they stand is known, of sources everything. To be
   * called before the first event.
   */
  async restore({ last, recordedAt, pages }: Snapshot, store: Pick<EventStore, 'readStream'>): Promise<void> {
    const own = pages.filter(({ stream }) => isSourcesOrTalks(stream));
    const ofSources = own.find(({ stream }) => stream === SOURCES_STREAM);
    const sources = ofSources ? await readUpTo(store, ofSources) : new Content();
    for (const page of own) this.#restorePage(page);
    this.#sources.content = sources;
    this.#last = last;
    this.recordedAt = recordedAt ?? -Infinity;
    this.position = BigInt(last.position);
    this.#waiting.applied(this.position);
  }

  #restorePage(of: PageSnapshot): void {
    const page = restoredPage(of);
    for (const passed of page.passedOver.all()) this.passedOver.add(passed);
    if (of.stream === SOURCES_STREAM) this.#sources = page;
    else this.#negotiations.set(of.stream.slice(NEGOTIATIONS.length) as NegotiationId, page);
  }
}
