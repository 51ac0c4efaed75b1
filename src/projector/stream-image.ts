/** One stream in memory: where it stands, and its events where they have been loaded. */
import type { RecordedEvent } from '../../events/envelope.js';
import { readEvent, type Logged, type Unreadable } from '../../events/event.js';
import { evolve, initialState, type NegotiationState } from '../../decisions/state.js';
import { erasedBy } from './erased-by.js';
import { UnreadableEvents, reasonOf, type UnreadableAt } from './unreadable-events.js';
import type { PresentSnapshot, StreamSnapshot } from './snapshot.js';

/** The events of a stream, and the state that decisions are made on. */
interface Content {
  readonly events: Logged[];
  state: NegotiationState;
}

/** An event that cannot be read, with the cause in words. */
export interface UnreadableEvent extends UnreadableAt {
  readonly detail: string;
}

// Nothing in the log stops the monitor, not even an event that `readEvent` throws on.
function readSafely(event: RecordedEvent): Logged | Unreadable {
  if (event.damaged !== undefined) return { unreadable: event.damaged };
  try {
    return readEvent(event);
  } catch (error) {
    return { unreadable: String(error) };
  }
}

/**
 * The content without the texts of the entry that were erased. It is another list, so that whatever was worked out from the
 * old one is not taken for it.
 */
function withoutTexts({ events }: Content, erasure: Logged): Content {
  const kept = events.map((logged) => erasedBy(logged, erasure));
  return { events: kept, state: kept.reduce(evolve, initialState) };
}

export class StreamImage {
  readonly unreadable = new UnreadableEvents();
  /** The last revision, unreadable events included; −1 before the first. */
  revision = -1;
  /** The position of the last event. */
  position = 0n;
  /** Whether a negotiation was opened in it. */
  isOpen = false;
  /** Who has recorded something in it. */
  readonly recorders = new Set<string>();
  /** How often the name of a recorder was taken out of it in this process: no event of it says so. */
  forgotten = 0;
  /** The row of the desk, to be kept in snapshots. */
  present: PresentSnapshot | undefined;
  #content: Content | undefined = { events: [], state: initialState };

  /** The stream as a snapshot has it. Its events are not loaded. */
  static restored({ unreadable = [], revision, position, isOpen, recorders, present }: StreamSnapshot): StreamImage {
    const image = new StreamImage();
    for (const recorder of recorders) image.recorders.add(recorder);
    for (const { recordedAt, ...rest } of unreadable)
      image.unreadable.add({ ...rest, recordedAt: recordedAt ?? Number.NaN });
    image.revision = revision;
    image.position = BigInt(position);
    image.isOpen = isOpen;
    image.present = present;
    image.#content = undefined;
    return image;
  }

  /** Whether its events are in memory. */
  get isLoaded(): boolean {
    return this.#content !== undefined;
  }

  // To ask for a stream that nobody has loaded is a mistake in the program, and must never look like an answer.
  get #loaded(): Content {
    if (!this.#content) throw new Error('the stream has not been read from the log: it must be loaded first');
    return this.#content;
  }

  /** Its readable events, in order. The list grows. Throws an `Error` where the stream is not loaded. */
  get events(): readonly Logged[] {
    return this.#loaded.events;
  }

  /** Throws an `Error` where the stream is not loaded. */
  get state(): NegotiationState {
    return this.#loaded.state;
  }

  /** The names of a recorder were erased. The list of events is another one then. @param shown what stands in their place */
  forgetRecorder(names: ReadonlySet<string>, shown: string): void {
    const found = [...names].filter((name) => this.recorders.delete(name));
    if (found.length === 0) return;
    this.forgotten += 1;
    this.recorders.add(shown);
    if (!this.#content) return;
    const events = this.#content.events.map((logged) =>
      names.has(logged.recorder) ? { ...logged, recorder: shown } : logged,
    );
    this.#content = { events, state: events.reduce(evolve, initialState) };
  }

  /** Applies the next event of the stream. Returns it where it is unreadable. */
  apply(event: RecordedEvent): UnreadableEvent | undefined {
    this.revision = event.revision;
    this.position = event.position;
    this.recorders.add(event.recorder);
    const read = readSafely(event);
    if ('unreadable' in read) return this.#addUnreadable(event, read.unreadable);
    this.isOpen ||= read.fact.type === 'NegotiationOpened';
    if (read.fact.type === 'EntryErased') this.present = undefined;
    if (!this.#content) return undefined;
    this.#content.events.push(read);
    this.#content.state = evolve(this.#content.state, read);
    if (read.fact.type === 'EntryErased') this.#content = withoutTexts(this.#content, read);
    return undefined;
  }

  #addUnreadable(event: RecordedEvent, detail: string): UnreadableEvent {
    const { revision } = event;
    const unreadable = { reason: reasonOf(event), revision, recordedAt: Date.parse(event.recordedAt) };
    this.unreadable.add(unreadable);
    return { ...unreadable, detail };
  }

  /**
   * Takes the events of an image to which all of the stream, up to `revision`, has been applied.
   * @returns the events that were readable when the snapshot was taken, and are not any more
   */
  fill(loaded: StreamImage): UnreadableAt[] {
    this.#content ??= loaded.#loaded;
    const found = loaded.unreadable.all().filter(({ revision }) => !this.unreadable.has(revision));
    for (const unreadable of found) this.unreadable.add(unreadable);
    return found;
  }

  /** @param stream its name */
  snapshot(stream: string): StreamSnapshot {
    const { revision, position, isOpen, recorders, present } = this;
    const unreadable = this.unreadable.all();
    return {
      stream,
      revision,
      position: String(position),
      isOpen,
      recorders: [...recorders],
      ...(unreadable.length > 0 ? { unreadable: [...unreadable] } : {}),
      ...(present ? { present } : {}),
    };
  }
}
