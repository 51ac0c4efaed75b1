/** The streams of intake, kept up to date: what is known of articles and feeds, and how more is recorded. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { filter, type Subscription } from 'rxjs';
import type { Erasure, RecordedEvent } from '../../../events/envelope.js';
import { INTAKE_STREAM, intakeStreamOf, isIntakeStream, type IntakeFact } from '../../../events/intake/intake.js';
import { recordedCandidate, type RecordedCandidate } from '../../../events/intake/recorded-candidate.js';
import { upcast } from '../../../events/upcast.js';
import { WeightedLru } from '../../../projections/support/weighted-lru.js';
import { storeFailureAsRefusal } from '../../commands/append-refusal.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { Projector } from '../../projector/projector.js';
import { EventStore } from '../../store/event-store.js';
import { Articles } from './articles.js';
import { intakeEvent } from './intake-event.js';

/** How many streams are read at a time when the server starts. */
const AT_ONCE = 16;
/** How many events of a stream are read at a time. */
const PAGE = 500;

/** How many candidates are kept in memory, and how many are checked before other work gets its turn. */
const KEPT_CANDIDATES = 5_000;
const CHECKED_AT_ONCE = 50;

/** `taken`: others have recorded something else meanwhile, and it has to be decided again. */
export type Appended = 'appended' | 'duplicate' | 'taken';

@Injectable()
export class IntakeLog implements OnApplicationShutdown {
  readonly #log = new Logger('Intake');
  #articles = new Articles();
  /** The last revision of each stream that was applied. */
  readonly #revisions = new Map<string, number>();
  #subscription: Subscription | undefined;
  #whole: Promise<void> | undefined;
  /** Those of the proposals that were shown last. */
  readonly #candidates = new WeightedLru<string, readonly RecordedCandidate[]>(KEPT_CANDIDATES);
  /** Streams of which an event was missed. */
  readonly #behind = new Set<string>();

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly image: MemoryImage,
  ) {}

  onApplicationShutdown(): void {
    this.#subscription?.unsubscribe();
  }

  /** Up to date with what this server has read of the log, and with all that it recorded itself. */
  async articles(): Promise<Articles> {
    await storeFailureAsRefusal(this.#read());
    return this.#articles;
  }

  /** Records what happened in intake. Resolves when `articles` knows of it. @param number as in `intakeEventId` @param erases what is destroyed with it */
  async append(
    stream: string,
    fact: IntakeFact,
    recorder: string,
    number = 0,
    erases?: readonly Erasure[],
  ): Promise<Appended> {
    const event = { ...intakeEvent(stream, fact, recorder, number), ...(erases && { erases }) };
    const { outcome } = await storeFailureAsRefusal(this.store.append(stream, [event], 'any'));
    await storeFailureAsRefusal(this.#catchUp(stream));
    if (outcome === 'appended' || outcome === 'duplicate') return outcome;
    if (outcome === 'id-taken') return 'taken';
    throw new Error(`an event of intake could not be recorded: ${outcome}`);
  }

  /** The candidates of the proposal at a revision; without those that cannot be read. */
  async candidatesAt(stream: string, revision: number): Promise<readonly RecordedCandidate[]> {
    const key = `${stream}@${revision}`;
    const known = this.#candidates.get(key);
    if (known) return known;
    const [event] = await storeFailureAsRefusal(this.store.readStream(stream, { from: revision, limit: 1 }));
    const data = event && upcast(event.type, event.data, event.schemaVersion);
    const given = data?.['candidates'];
    const found: RecordedCandidate[] = [];
    for (const [i, one] of (Array.isArray(given) ? given : []).entries()) {
      const read = recordedCandidate.safeParse(one);
      if (read.success) found.push(read.data);
      if (i % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) await yieldToEventLoop();
    }
    this.#candidates.set(key, found, found.length + 1);
    return found;
  }

  /**
   * Reads the streams when they are first asked for; what other processes record arrives with the rest of the log. Where
   * the store does not answer it rejects, and the next call tries again.
   */
  async #read(): Promise<void> {
    this.#subscription ??= this.projector.appliedEvents
      .pipe(filter(({ stream, type }) => isIntakeStream(stream) || type === 'RecorderErased'))
      .subscribe((event) => (isIntakeStream(event.stream) ? this.#next(event) : this.#forget()));
    this.#whole ??= this.#readAll().catch((error: unknown) => {
      this.#whole = undefined;
      throw error;
    });
    await this.#whole;
    for (const stream of this.#behind) await this.#catchUp(stream);
  }

  /** The name of a recorder was erased: all is read anew. */
  #forget(): void {
    this.#articles = new Articles();
    this.#revisions.clear();
    this.#whole = undefined;
  }

  async #readAll(): Promise<void> {
    const streams = [INTAKE_STREAM, ...this.image.ids().map(intakeStreamOf)];
    const next = async (): Promise<void> => {
      for (let stream = streams.shift(); stream !== undefined; stream = streams.shift()) await this.#catchUp(stream);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  /** An event that does not follow the last one is left to `#catchUp`, which reads those before it as well. */
  #next(event: RecordedEvent): void {
    const last = this.#revisions.get(event.stream) ?? -1;
    if (event.revision === last + 1) this.#apply(event);
    else if (event.revision > last) this.#behind.add(event.stream);
  }

  async #catchUp(stream: string): Promise<void> {
    for (;;) {
      const from = (this.#revisions.get(stream) ?? -1) + 1;
      const events = await this.store.readStream(stream, { from, limit: PAGE });
      for (const event of events) this.#apply(event);
      if (events.length < PAGE) break;
    }
    this.#behind.delete(stream);
  }

  /** Ignores an event that was applied. */
  #apply(event: RecordedEvent): void {
    if (event.revision <= (this.#revisions.get(event.stream) ?? -1)) return;
    this.#revisions.set(event.stream, event.revision);
    const unreadable = this.#articles.apply(event);
    if (unreadable === undefined) return;
    this.#log.error(`revision ${event.revision} of ${event.stream} cannot be read, and is passed over: ${unreadable}`);
  }
}
