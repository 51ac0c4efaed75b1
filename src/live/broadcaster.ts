/**
 * Sends a message about every applied event to the readers of the live stream. A message is made once, however many
 * readers there are, and only while there are any. Where many events come at once, only the last of each negotiation
 * says what it changed, so that working that out holds up nothing.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Subject, type Observable, type Subscription } from 'rxjs';
import { SOURCES_STREAM, type RecordedEvent } from '../../events/envelope.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import { MemoryImage, negotiationOf } from '../projector/memory-image.js';
import { Projector } from '../projector/projector.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { RecentChangesCache } from './recent-changes-cache.js';
import type { MessageWithParties } from './filter.js';
import { messageOf, partiesIn } from './message.js';
import { recordedFrame } from './sse-frames.js';

/** A message, with the server-sent event that every reader of it gets. */
export interface BroadcastMessage extends MessageWithParties {
  readonly position: bigint;
  readonly frame: string;
}

/** Messages with their changes may take up this part of the process's time; the rest of it, nothing is sent. */
const SHARE = 0.2;
/** How long to wait before the store is read again after a failure, in milliseconds. */
const RETRY_AFTER = 1_000;

@Injectable()
export class Broadcaster implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Broadcaster');
  readonly #messages = new Subject<BroadcastMessage>();
  /** Hot: the messages about all events after `position`, in order. Subscribers must not wait. */
  readonly messages: Observable<BroadcastMessage> = this.#messages.asObservable();
  /** Applied events that no message has been sent about yet. */
  #pending: RecordedEvent[] = [];
  /** The position before the first of them. */
  #sentTo = 0n;
  #subscription: Subscription | undefined;
  /** When messages may be sent again, by `performance.now()`. */
  #restsUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly projector: Projector,
    private readonly image: MemoryImage,
    private readonly recentChanges: RecentChangesCache,
    private readonly loader: StreamLoader,
  ) {}

  onApplicationBootstrap(): void {
    this.#subscription = this.projector.appliedEvents.subscribe((event) => this.#add(event));
  }

  onApplicationShutdown(): void {
    this.#subscription?.unsubscribe();
    clearTimeout(this.#timer);
    this.#messages.complete();
  }

  /** Whether anybody is subscribed to `messages`. */
  get hasReaders(): boolean {
    return this.#messages.observed;
  }

  /** The position up to which messages have been sent: a subscriber gets those after it. */
  get position(): bigint {
    return this.#pending.length > 0 ? this.#sentTo : this.image.position;
  }

  /**
   * The message about an event that was recorded earlier; undefined where the event is neither of an open negotiation
   * nor of `sources`. Rejects with a `StoreFailure` where its negotiation cannot be loaded.
   * @param withChanges whether to say what it changed in the status
   */
  async messageOf(event: RecordedEvent, withChanges: boolean): Promise<BroadcastMessage | undefined> {
    const loaded = await this.#load(event);
    if (withChanges && loaded?.isOpen)
      await this.recentChanges.prepare(loaded, event.revision, Date.parse(event.recordedAt));
    return this.#message(event, loaded, withChanges);
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
      withChanges && negotiation ? this.recentChanges.changesOf(negotiation, revision, Date.parse(recordedAt)) : null;
    const message = messageOf(event, logged, negotiation, changes);
    return { position, message, parties: partiesIn(message, negotiation), frame: recordedFrame(message) };
  }

  #add(event: RecordedEvent): void {
    if (!this.hasReaders) return;
    if (this.#pending.length === 0) this.#sentTo = this.image.positionBefore;
    this.#pending.push(event);
    this.#schedule();
  }

  // Never at once: the request that recorded the event is answered first.
  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.#loadAndSend(), Math.max(0, this.#restsUntil - performance.now()));
  }

  // Events that are applied during the loading are added behind the others, and loaded as well. What the last ones changed
  // is worked out in turns with other work; what is applied meanwhile is sent the next time.
  async #loadAndSend(): Promise<void> {
    const loaded: (LoadedNegotiation | undefined)[] = [];
    let spent = 0;
    try {
      while (loaded.length < this.#pending.length) {
        const more = this.#pending.slice(loaded.length);
        loaded.push(...(await Promise.all(more.map((event) => this.#load(event)))));
      }
      spent = await this.#prepare(this.#pending.slice(0, loaded.length), loaded);
    } catch (error) {
      this.#log.error(`messages cannot be sent yet: ${String(error)}`);
      this.#retry();
      return;
    }
    this.#send(loaded, spent);
  }

  #retry(): void {
    this.#timer = undefined;
    this.#restsUntil = performance.now() + RETRY_AFTER;
    if (this.hasReaders) this.#schedule();
    else this.#pending = [];
  }

  /** @returns how long it took, in milliseconds */
  async #prepare(
    events: readonly RecordedEvent[],
    loaded: readonly (LoadedNegotiation | undefined)[],
  ): Promise<number> {
    let spent = 0;
    const last = new Map(events.map(({ stream }, i) => [stream, i]));
    for (const i of last.values()) {
      const [event, negotiation] = [events[i] as RecordedEvent, loaded[i]];
      if (negotiation?.isOpen)
        spent += await this.recentChanges.prepare(negotiation, event.revision, Date.parse(event.recordedAt));
    }
    return spent;
  }

  /** Sends messages about the first events that wait, of which these are the negotiations. @param preparing how long that took */
  #send(loaded: readonly (LoadedNegotiation | undefined)[], preparing: number): void {
    this.#timer = undefined;
    const events = this.#pending.slice(0, loaded.length);
    this.#pending = this.#pending.slice(loaded.length);
    this.#sentTo = events.at(-1)?.position ?? this.#sentTo;
    const last = new Map(events.map((event) => [event.stream, event]));
    const begun = performance.now();
    for (const [i, event] of events.entries()) {
      const message = this.#message(event, loaded[i], last.get(event.stream) === event);
      if (message) this.#messages.next(message);
    }
    const spent = preparing + performance.now() - begun;
    this.#restsUntil = performance.now() + spent * (1 / SHARE - 1);
    if (this.#pending.length > 0) this.#schedule();
  }
}
