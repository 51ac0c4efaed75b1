/** The log on an EventStoreDB or KurrentDB server, for more than one machine. */
import { Subject, takeUntil, tap, throwError, type Observable } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from '../append-outcome.js';
import {
  EventStore,
  type ExpectedRevision,
  type ReadStreamOptions,
  type StoreSecret,
  type Write,
} from '../event-store.js';
import { sealedWrite, type PreparedWrite } from '../prepared-write.js';
import type { ServerAddress } from '../../platform/store-address.js';
import type { RecordingClock } from '../recording-clock.js';
import { StoreFailure } from '../store-failure.js';
import { FollowedTree } from '../tree/followed-tree.js';
import { AppendEcho } from './append-echo.js';
import { EventStoreDbEvidence } from './evidence.js';
import { asFailure } from './failure.js';
import { catchUpSubscription } from './catch-up-subscription.js';
import { ErasureNotes } from './keys/erasure-notes.js';
import { Erasing } from './keys/erasing.js';
import { KeyCalls } from './keys/key-calls.js';
import { Keys } from './keys/keys.js';
import { openedSubscription } from './keys/opened-subscription.js';
import { LogCache } from './log-cache.js';
import { MAX_ATTEMPTS, RetriedAppend } from './retried-append.js';
import { LogEnd } from './log-end.js';
import { Reader } from './reader.js';
import { KEYS, OWN_STREAMS, type EventStoreDbOptions } from './options.js';
import { Session } from './session.js';
import { DuplicateAppend } from './duplicate-append.js';
import { StreamWriter } from './stream-writer.js';

export class EventStoreDbEventStore extends EventStore {
  override readonly evidence: EventStoreDbEvidence;
  override readonly tree: FollowedTree;
  readonly #session: Session;
  readonly #reader: Reader;
  readonly #end: LogEnd;
  readonly #echo = new AppendEcho();
  readonly #cache: LogCache;
  readonly #retriedAppend: RetriedAppend;
  readonly #duplicateAppend: DuplicateAppend;
  readonly #keys: Keys;
  readonly #erasing: Erasing;
  readonly #writers = new Map<string, StreamWriter>();
  readonly #closed = new Subject<void>();
  readonly #streams: string;
  readonly #isOwnStream: (stream: string) => boolean;
  readonly #watchInterval: number;
  readonly #patience: number;
  readonly #now: () => number;
  readonly #clock: RecordingClock | undefined;
  /** Resolves when the clock knows the last event; undefined before it is asked for, or once it does. */
  #clockSet: Promise<void> | undefined;
  #isClockSet: boolean;
  #isClosed = false;

  private constructor(address: ServerAddress, options: EventStoreDbOptions) {
    super();
    const { now = Date.now, timeout = 3_000, watchInterval = 5_000, streams = OWN_STREAMS } = options;
    const ours = new RegExp(streams, 'u');
    const isOwnStream = (stream: string) => ours.test(stream);
    this.#isOwnStream = isOwnStream;
    this.#session = new Session(address, timeout);
    this.#patience = options.patience ?? MAX_ATTEMPTS * timeout;
    this.#reader = new Reader(this.#session, isOwnStream);
    this.#end = new LogEnd(this.#session, isOwnStream);
    this.#cache = new LogCache(this.#reader, this.#end, this.#echo);
    const [calls, prefix] = [new KeyCalls(this.#session, this.#patience), options.keys ?? KEYS];
    this.#keys = new Keys(calls, prefix, this.#reader);
    this.#erasing = new Erasing(this.#keys, new ErasureNotes(calls, prefix), this.#cache, this.#reader);
    this.#retriedAppend = new RetriedAppend(this.#session, this.#reader, this.#echo, this.#keys.besideHash);
    this.#duplicateAppend = new DuplicateAppend(this.#reader, this.#end, this.#keys);
    this.evidence = new EventStoreDbEvidence(
      this.#reader,
      this.#end,
      (events) => this.#withFreshKeys().withKeys(events),
      (work) => this.#whileOpen(work),
    );
    this.tree = new FollowedTree(this, options.treeFile);
    this.#streams = streams;
    this.#watchInterval = watchInterval;
    this.#clock = options.clock;
    this.#isClockSet = this.#clock === undefined;
    this.#now = now;
  }

  /** The store on a server. It connects when it is first used, and again whenever the connection is lost. */
  static at(address: ServerAddress, options: EventStoreDbOptions = {}): EventStoreDbEventStore {
    return new EventStoreDbEventStore(address, options);
  }

  append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    seen?: number,
  ): Promise<AppendOutcome> {
    // Sealed at once, so that later changes of the object do not matter.
    return this.#whileOpen(() =>
      this.#append(sealedTexts({ stream, events, expected, ...(seen === undefined ? {} : { seen }) })),
    );
  }

  /** The server appends to one stream at a time, so more than one write is `unsupported`. */
  appendTogether(writes: readonly Write[]): Promise<TogetherOutcome> {
    return this.#whileOpen(async () => {
      const [only, ...others] = writes.map(sealedTexts);
      if (!only) return { outcome: 'stored', writes: [] };
      if (others.length > 0) return { outcome: 'unsupported' };
      const outcome = await this.#append(only);
      if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate')
        return { outcome: 'stored', writes: [outcome] };
      return { outcome: 'refused', write: 0, refusal: outcome };
    });
  }

  erasableTexts(stream: string, eventId: string): Promise<readonly string[] | undefined> {
    return this.#whileOpen(() => this.#erasing.erasableTexts(stream, eventId));
  }

  recorderStandsOpen(tokens: readonly string[]): Promise<boolean> {
    return this.#whileOpen(() => this.#erasing.standsOpen(tokens));
  }

  override unscavenged(): Promise<readonly string[]> {
    return this.#whileOpen(() => this.#erasing.unscavenged());
  }

  secret(name: StoreSecret): Promise<Uint8Array> {
    return this.#whileOpen(() => this.#keys.secrets.of(name));
  }

  keepSecret(name: StoreSecret, secret: Uint8Array): Promise<void> {
    return this.#whileOpen(() => this.#keys.secrets.keep(name, secret));
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(async () => this.#withFreshKeys().opened(await this.#reader.stream(stream, options)));
  }

  readAll(after = 0n, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(async () => this.#withFreshKeys().opened(await this.#reader.all(after, limit)));
  }

  subscribe(after = 0n): Observable<RecordedEvent> {
    if (this.#isClosed) return throwError(closed);
    const of = {
      session: this.#session,
      cache: this.#cache,
      end: this.#end,
      echo: this.#echo,
      streams: this.#streams,
      watchInterval: this.#watchInterval,
    };
    // What was broken off is finished at the start. Where that fails, the next erasure says so.
    void this.#erasing.finish().catch(() => undefined);
    const heard = catchUpSubscription(of, after).pipe(tap(({ type }) => this.#keys.noted(type)));
    return openedSubscription(heard, { open: this.#keys.opened, heard: () => this.#erasing.heard() }).pipe(
      takeUntil(this.#closed),
    );
  }

  hasPosition(position: bigint): Promise<boolean> {
    return this.#whileOpen(() => this.#reader.hasPosition(position));
  }

  head(): Promise<bigint> {
    return this.#whileOpen(() => this.#end.position());
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.all([...this.#writers.values()].map((writer) => writer.idle));
    this.#closed.next();
    await this.tree.close();
    await this.#session.close();
  }

  override impediment(): StoreFailure | undefined {
    const wrong = this.#clock?.wrong();
    return wrong === undefined ? undefined : new StoreFailure('clock', wrong);
  }

  /** Only a process that follows the log hears of what is erased, and may use keys again that it has read. */
  #withFreshKeys(): Keys {
    if (!this.#echo.hasSubscription) this.#keys.forgetRead();
    return this.#keys;
  }

  async #append(write: PreparedWrite): Promise<AppendOutcome> {
    return this.#erasing.append(await this.#keys.withRecorders(write), (sealed) => this.#add(sealed));
  }

  async #add(write: PreparedWrite): Promise<AppendOutcome> {
    const { stream } = write;
    if (!this.#isOwnStream(stream)) throw new TypeError(`${stream} is no stream of this log`);
    if (!this.#isClockSet) await (this.#clockSet ??= this.#setClock());
    this.#clock?.now();
    const writer = this.#writers.get(stream) ?? this.#newWriter(stream);
    return writer.add(write);
  }

  /** Tells the clock when the last event was recorded that the server has. */
  async #setClock(): Promise<void> {
    try {
      await this.#end.position();
      this.#clock?.startAfter(this.#end.recordedAt > this.#cache.latest ? this.#end.recordedAt : this.#cache.latest);
      this.#isClockSet = true;
    } finally {
      this.#clockSet = undefined;
    }
  }

  #newWriter(stream: string): StreamWriter {
    const onIdle = () => void this.#writers.delete(stream);
    const writer = new StreamWriter(
      this.#cache,
      this.#retriedAppend,
      this.#duplicateAppend,
      this.#keys,
      this.#now,
      this.#patience,
      onIdle,
    );
    this.#writers.set(stream, writer);
    return writer;
  }

  async #whileOpen<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw closed();
    try {
      return await work();
    } catch (error) {
      throw error instanceof TypeError ? error : asFailure(error);
    }
  }
}

const sealedTexts = (write: Write): PreparedWrite => sealedWrite(write, (name) => name);

const closed = () => new StoreFailure('closed', 'the store has been closed');
