/** The projector: follows the log and enters every event in the book, in order. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { defer, retry, Subject, switchMap, tap, timer, type Observable, type Subscription } from 'rxjs';
import type { RecordedEvent } from '../../events/envelope.js';
import { EventStore } from '../store/event-store.js';
import { MemoryImage } from './memory-image.js';
import { Snapshots } from './snapshots.js';

/** The first and the longest pause before the log is followed again after a failure, in milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;

const pauseBefore = (attempt: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * - `catching-up`: what was stored before the start has not all been read yet.
 * - `following`: it reads what is stored as it is stored.
 * - `failing`: the log cannot be read at present; it tries again by itself.
 */
export type ProjectorState = 'catching-up' | 'following' | 'failing';

@Injectable()
export class Projector implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Projector');
  #subscription: Subscription | undefined;
  /** Where the log ended when the server started; unknown until the store has said so. */
  #start: bigint | undefined;
  #failing = false;
  readonly #entered = new Subject<RecordedEvent>();
  /** Every event once it is in the book, from the start of the log. */
  readonly appliedEvents: Observable<RecordedEvent> = this.#entered.asObservable();

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
      .subscribe((event) => this.#enter(event));
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

  #enter(event: RecordedEvent): void {
    const skipped = this.image.apply(event);
    this.#entered.next(event);
    this.snapshots.applied();
    if (!skipped) return;
    const which = `${event.type} at revision ${event.revision} of ${event.stream}`;
    this.#log.warn(`passed over (${skipped.reason}): ${which}: ${skipped.detail}`);
  }

  /** Whether all that was stored before the start has been read: once it is so, it stays so. */
  get hasCaughtUp(): boolean {
    return this.#start !== undefined && this.image.position >= this.#start;
  }
}
