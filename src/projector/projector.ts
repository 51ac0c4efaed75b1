/** The projector: follows the log, and applies every event to the memory image, in order. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { defer, retry, Subject, switchMap, tap, timer, type Observable, type Subscription } from 'rxjs';
import type { RecordedEvent } from '../../events/envelope.js';
import { EventStore } from '../store/event-store.js';
import { MemoryImage } from './memory-image.js';
import { Snapshots } from './snapshots.js';

/** The first and the longest pause before the log is read again after a failure, in milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;

const pauseBefore = (attempt: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * - `catching-up`: it has not applied yet all that was stored before the start.
 * - `following`: it applies events as they are stored.
 * - `failing`: the log cannot be read at present; it tries again by itself.
 */
export type ProjectorState = 'catching-up' | 'following' | 'failing';

@Injectable()
export class Projector implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Projector');
  #subscription: Subscription | undefined;
  /** The head of the log when the server started; undefined until the store has answered. */
  #start: bigint | undefined;
  #failing = false;
  readonly #appliedEvents = new Subject<RecordedEvent>();
  /** Hot: every event after it was applied. */
  readonly appliedEvents: Observable<RecordedEvent> = this.#appliedEvents.asObservable();

  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly snapshots: Snapshots,
  ) {
    image.oneClock = store.evidence.oneClock;
  }

  get state(): ProjectorState {
    if (this.#failing) return 'failing';
    return this.hasCaughtUp ? 'following' : 'catching-up';
  }

  // Not awaited: the server listens while it catches up, and says so.
  onApplicationBootstrap(): void {
    this.#subscription = defer(() => this.#begin())
      .pipe(
        switchMap((head) => this.#follow(head)),
        tap({ error: (error) => this.#failed(error) }),
        retry({ delay: (_, attempt) => timer(pauseBefore(attempt)), resetOnSuccess: true }),
      )
      .subscribe((event) => this.#apply(event));
  }

  onApplicationShutdown(): void {
    this.#subscription?.unsubscribe();
  }

  async #begin(): Promise<bigint> {
    await this.snapshots.restore();
    return this.store.head();
  }

  #follow(head: bigint): Observable<RecordedEvent> {
    this.#start ??= head;
    if (this.#failing) this.#log.log('the log can be read again');
    this.#failing = false;
    return this.store.subscribe(this.image.position);
  }

  #failed(error: unknown): void {
    this.#failing = true;
    this.#log.error(`the log cannot be read, and is tried again: ${messageOf(error)}`);
  }

  #apply(event: RecordedEvent): void {
    const unreadable = this.image.apply(event);
    this.#appliedEvents.next(event);
    if (event.type === 'EntryErased' || event.type === 'RecorderErased') this.snapshots.forget();
    this.snapshots.applied();
    if (!unreadable) return;
    const which = `${event.type} at revision ${event.revision} of ${event.stream}`;
    this.#log.warn(`unreadable (${unreadable.reason}): ${which}: ${unreadable.detail}`);
  }

  /** Takes the names of a recorder out of memory. @param shown what stands in their place */
  forgetRecorder(names: ReadonlySet<string>, shown: string): void {
    for (const stream of this.image.streamImages()) stream.forgetRecorder(names, shown);
  }

  /** Whether all that was stored before the start has been applied. Once true, it stays true. */
  get hasCaughtUp(): boolean {
    return this.#start !== undefined && this.image.position >= this.#start;
  }
}
