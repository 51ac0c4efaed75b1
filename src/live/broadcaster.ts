/**
 * The live wire: every event once it is in the book, told to all who listen. What is told of an event is made once,
 * however many there are, and only where somebody listens; where many come at once, what each of them changed is not
 * told, so that nothing is held up.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { SOURCES_STREAM, type RecordedEvent } from '../../events/envelope.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import { MemoryImage, negotiationOf } from '../projector/memory-image.js';
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

  /** The message about an event that was recorded earlier; undefined where it is of no negotiation nor of `sources`. */
  async messageOf(event: RecordedEvent, withChanges: boolean): Promise<BroadcastMessage | undefined> {
    return this.#message(event, await this.#load(event), withChanges);
  }

  async #load({ stream }: RecordedEvent): Promise<LoadedNegotiation | undefined> {
    const id = negotiationOf(stream);
    return id === undefined ? undefined : this.loader.load(id);
  }

  #message(
    event: RecordedEvent,
    loaded: LoadedNegotiation | undefined,
    withChanges: boolean,
  ): BroadcastMessage | undefined {
    const { stream, revision, recordedAt, position } = event;
    const negotiation = loaded?.isOpen ? loaded : undefined;
    if (!negotiation && stream !== SOURCES_STREAM) return undefined;
    const events = negotiation ? negotiation.log.negotiation : this.image.sources;
    const logged = events.findLast((one) => one.revision === revision);
    const changes =
      withChanges && negotiation ? this.changed.changesOf(negotiation, revision, Date.parse(recordedAt)) : null;
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
    this.#next = setTimeout(() => void this.#loadAndSend(), Math.max(0, this.#restsUntil - performance.now()));
  }

  // What waits keeps its place meanwhile, and what comes in the meantime waits behind it.
  async #loadAndSend(): Promise<void> {
    const loaded: (LoadedNegotiation | undefined)[] = [];
    try {
      while (loaded.length < this.#waiting.length) {
        const more = this.#waiting.slice(loaded.length);
        loaded.push(...(await Promise.all(more.map((event) => this.#load(event)))));
      }
    } catch (error) {
      this.#log.error(`what was recorded cannot be told yet: ${String(error)}`);
      this.#again();
      return;
    }
    this.#send(loaded);
  }

  #again(): void {
    this.#next = undefined;
    this.#restsUntil = performance.now() + AGAIN;
    if (this.#listeners.size > 0) this.#soon();
    else this.#waiting = [];
  }

  /** All that waits, in order; the last of each negotiation with what it changed. */
  #send(loaded: readonly (LoadedNegotiation | undefined)[]): void {
    this.#next = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    const last = new Map(events.map((event) => [event.stream, event]));
    const begun = performance.now();
    for (const [i, event] of events.entries()) {
      const told = this.#message(event, loaded[i], last.get(event.stream) === event);
      if (told) for (const listener of this.#listeners) listener(told);
    }
    const spent = performance.now() - begun;
    this.#restsUntil = performance.now() + spent * (1 / SHARE - 1);
  }
}
