/**
 * The live wire: every event once it is in the book, told to all who listen. What is told of an event is made once,
 * however many there are, and only where somebody listens; where many come at once, what each of them changed is not
 * told, so that nothing is held up.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { SOURCES_STREAM, type RecordedEvent } from '../../events/envelope.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Projector } from '../projector/projector.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { ChangeWording } from './change-wording.js';
import { recorded } from './sse-frames.js';
import { describing, type Message } from './message.js';

/** A message with the bytes that every reader of it is sent. */
export interface BroadcastMessage {
  readonly position: bigint;
  readonly message: Message;
  readonly frame: string;
}

/** Takes what is told; it must not wait. */
export type Listener = (told: BroadcastMessage) => void;

/** Of what passes, so large a part may go into telling what changed. */
const SHARE = 0.2;
/** After how long it is tried again where the store could not be read, in milliseconds. */
const AGAIN = 1_000;

@Injectable()
export class Broadcaster implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #listeners = new Set<Listener>();
  readonly #log = new Logger('Wire');
  #waiting: RecordedEvent[] = [];
  #following: Subscription | undefined;
  /** When what changed may be worked out again, by the process's own clock. */
  #restsUntil = 0;
  #next: NodeJS.Timeout | undefined;

  constructor(
    private readonly projector: Projector,
    private readonly image: MemoryImage,
    private readonly changed: ChangeWording,
    private readonly loader: StreamLoader,
  ) {}

  onApplicationBootstrap(): void {
    this.#following = this.projector.appliedEvents.subscribe((event) => this.#take(event));
  }

  onApplicationShutdown(): void {
    this.#following?.unsubscribe();
    clearTimeout(this.#next);
    this.#listeners.clear();
  }

  /** How many listen. */
  get listening(): number {
    return this.#listeners.size;
  }

  /** The position up to which has been told; what comes to a listener that begins now comes after it. */
  get position(): bigint {
    const [first] = this.#waiting;
    return first ? first.position - 1n : this.image.position;
  }

  /** Tells of every event from now on, until what is answered is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once what an event concerns is in the book: only then can it be told. */
  ensureLoaded({ stream }: Pick<RecordedEvent, 'stream'>): Promise<void> {
    return this.loader.ensureStreamLoaded(stream);
  }

  /** What is told of an event; undefined where it concerns no talks. */
  told(event: RecordedEvent, withChanges: boolean): BroadcastMessage | undefined {
    const { stream, revision, recordedAt, position } = event;
    const negotiation = this.image.negotiationIn(stream);
    if (!negotiation && stream !== SOURCES_STREAM) return undefined;
    const logged = this.image.loggedAt(stream, revision);
    const changes =
      withChanges && negotiation ? this.changed.by(negotiation.id, revision, Date.parse(recordedAt)) : null;
    const message = describing(event, logged, negotiation, changes);
    return { position, message, frame: recorded(message) };
  }

  #take(event: RecordedEvent): void {
    if (this.#listeners.size === 0) return;
    this.#waiting.push(event);
    this.#soon();
  }

  // Not at once: whoever recorded it is answered first.
  #soon(): void {
    if (this.#next) return;
    this.#next = setTimeout(() => void this.#bringAndTell(), Math.max(0, this.#restsUntil - performance.now()));
  }

  // What waits keeps its place meanwhile, and what comes in the meantime waits behind it.
  async #bringAndTell(): Promise<void> {
    try {
      for (let brought = 0; brought < this.#waiting.length;) {
        const more = this.#waiting.slice(brought);
        brought = this.#waiting.length;
        await Promise.all(more.map((event) => this.ensureLoaded(event)));
      }
    } catch (error) {
      this.#log.error(`what was recorded cannot be told yet: ${String(error)}`);
      this.#again();
      return;
    }
    this.#send();
  }

  #again(): void {
    this.#next = undefined;
    this.#restsUntil = performance.now() + AGAIN;
    if (this.#listeners.size > 0) this.#soon();
    else this.#waiting = [];
  }

  /** All that waits, in order; the last of each negotiation with what it changed. */
  #send(): void {
    this.#next = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    const last = new Map(events.map((event) => [event.stream, event]));
    const begun = performance.now();
    for (const event of events) {
      const told = this.told(event, last.get(event.stream) === event);
      if (told) for (const listener of this.#listeners) listener(told);
    }
    const spent = performance.now() - begun;
    this.#restsUntil = performance.now() + spent * (1 / SHARE - 1);
  }
}
