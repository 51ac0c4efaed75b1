/** One stream in the book: where it stands, and what it holds, where that has been read. */
import type { RecordedEvent } from '../../events/envelope.js';
import { readEvent, type Logged, type Unreadable } from '../../events/event.js';
import { evolve, initialState, type NegotiationState } from '../../decisions/state.js';
import { UnreadableEvents, reasonOf, type UnreadableAt } from './unreadable-events.js';
import type { PageSnapshot } from './snapshot.js';

/** What a stream holds. */
interface Content {
  readonly logged: Logged[];
  state: NegotiationState;
}

/** An event that could not be read, and why. */
export interface UnreadableEvent extends UnreadableAt {
  readonly detail: string;
}

// Nothing in the log stops the monitor, not even an event on which reading itself fails.
function readSafely(event: RecordedEvent): Logged | Unreadable {
  if (event.damaged !== undefined) return { unreadable: event.damaged };
  try {
    return readEvent(event);
  } catch (error) {
    return { unreadable: String(error) };
  }
}

export class StreamImage {
  readonly unreadable = new UnreadableEvents();
  /** The last revision, of events that could not be read as well. */
  revision = -1;
  position = 0n;
  /** Whether a negotiation was opened in it. */
  isOpen = false;
  /** What others have worked out of it, to be kept in snapshots. */
  note: unknown;
  #content: Content | undefined = { logged: [], state: initialState };

  /** The page as a snapshot has it: where the stream stood. */
  static restored({ passedOver = [], revision, position, isOpen, note }: PageSnapshot): StreamImage {
    const page = new StreamImage();
    for (const { recordedAt, ...passed } of passedOver)
      page.unreadable.add({ ...passed, recordedAt: recordedAt ?? Number.NaN });
    page.revision = revision;
    page.position = BigInt(position);
    page.isOpen = isOpen;
    page.note = note;
    page.#content = undefined;
    return page;
  }

  /** Whether what it holds has been read. */
  get isLoaded(): boolean {
    return this.#content !== undefined;
  }

  // To ask for what nobody has brought is a mistake of the program, and must never look like an answer.
  get #atHand(): Content {
    if (!this.#content) throw new Error('what is asked for has not been read from the log: it must be brought first');
    return this.#content;
  }

  get logged(): readonly Logged[] {
    return this.#atHand.logged;
  }

  get state(): NegotiationState {
    return this.#atHand.state;
  }

  /** Enters the next event of the stream; answers one that cannot be read. */
  apply(event: RecordedEvent): UnreadableEvent | undefined {
    this.revision = event.revision;
    this.position = event.position;
    const read = readSafely(event);
    if ('unreadable' in read) return this.#passOver(event, read.unreadable);
    this.isOpen ||= read.fact.type === 'NegotiationOpened';
    if (!this.#content) return undefined;
    this.#content.logged.push(read);
    this.#content.state = evolve(this.#content.state, read);
    return undefined;
  }

  #passOver(event: RecordedEvent, detail: string): UnreadableEvent {
    const { revision } = event;
    const passed = { reason: reasonOf(event), revision, recordedAt: Date.parse(event.recordedAt) };
    this.unreadable.add(passed);
    return { ...passed, detail };
  }

  /**
   * Takes what the stream holds from a page into which all of it up to `revision` has been read.
   * @returns what of it could be read when the snapshot was taken, and cannot any more
   */
  fill(read: StreamImage): UnreadableAt[] {
    this.#content ??= read.#atHand;
    const anew = read.unreadable.all().filter(({ revision }) => !this.unreadable.has(revision));
    for (const passed of anew) this.unreadable.add(passed);
    return anew;
  }

  snapshot(stream: string): PageSnapshot {
    const { revision, position, isOpen, note } = this;
    const passed = this.unreadable.all();
    return {
      stream,
      revision,
      position: String(position),
      isOpen,
      ...(passed.length > 0 ? { passedOver: [...passed] } : {}),
      ...(note === undefined ? {} : { note }),
    };
  }
}
