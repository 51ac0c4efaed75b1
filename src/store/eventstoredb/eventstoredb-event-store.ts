/** The log on an EventStoreDB or KurrentDB server, for more than one machine. */
import { map, Subject, takeUntil, throwError, type Observable } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from '../append-outcome.js';
import { EventStore, type ExpectedRevision, type ReadStreamOptions, type Write } from '../event-store.js';
import { preparedWrite, type PreparedWrite } from '../prepared-write.js';
import type { ServerAddress } from '../../platform/store-address.js';
import type { RecordingClock } from '../recording-clock.js';
import { StoreFailure } from '../store-failure.js';
import { FollowedTree } from '../tree/followed-tree.js';
import { AppendEcho } from './append-echo.js';
import { EventStoreDbEvidence } from './evidence.js';
import { asFailure } from './failure.js';
import { catchUpSubscription } from './catch-up-subscription.js';
import { LogCache } from './log-cache.js';
import { MAX_ATTEMPTS, RetriedAppend } from './retried-append.js';
import { LogEnd } from './log-end.js';
import { Reader } from './reader.js';
import { Session } from './session.js';
import { DuplicateAppend } from './duplicate-append.js';
import { withTexts } from './stored-form.js';
import { StreamWriter } from './stream-writer.js';

/** The names of the streams that Parley writes. Other streams of the server are no part of its log. */
const OWN_STREAMS = '^(negotiation-.+|sources|access|intake|intake-.+|publications|mappings)$';

/** Options for tests. All times are in milliseconds. */
export interface EventStoreDbOptions {
  /** The time since the epoch. The machine's clock where not given. */
  readonly now?: () => number;
  /** A clock that says when it cannot be right; in place of `now`. */
  readonly clock?: RecordingClock;
  /** How long to wait for an answer before it counts as lost; 3,000 where not given. */
  readonly timeout?: number;
  /** How long an append waits for what others have written to be shown; four timeouts where not given. */
  readonly patience?: number;
  /** How often to check whether a subscription still moves; 5,000 where not given. */
  readonly watchInterval?: number;
  /** The file in which the tree of the log is kept; in memory where not given. */
  readonly treeFile?: string;
  /** A regular expression for the names of the streams that are the log. */
  readonly streams?: string;
}

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
    this.#reader = new Reader(this.#session, isOwnStream);
    this.#end = new LogEnd(this.#session, isOwnStream);
    this.#cache = new LogCache(this.#reader, this.#end, this.#echo);
    this.#retriedAppend = new RetriedAppend(this.#session, this.#reader, this.#echo);
    this.#duplicateAppend = new DuplicateAppend(this.#reader, this.#end);
    this.evidence = new EventStoreDbEvidence(this.#reader, this.#end, (work) => this.#whileOpen(work));
    this.tree = new FollowedTree(this, options.treeFile);
    this.#streams = streams;
    this.#watchInterval = watchInterval;
    this.#patience = options.patience ?? MAX_ATTEMPTS * timeout;
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
    return this.#whileOpen(() =>
      this.#add(preparedWrite({ stream, events, expected, ...(seen === undefined ? {} : { seen }) })),
    );
  }

  /** The server appends to one stream at a time, so more than one write is `unsupported`. */
  appendTogether(writes: readonly Write[]): Promise<TogetherOutcome> {
    return this.#whileOpen(async () => {
      const [only, ...others] = writes.map(preparedWrite);
      if (!only) return { outcome: 'stored', writes: [] };
      if (others.length > 0) return { outcome: 'unsupported' };
      const outcome = await this.#add(only);
      if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate')
        return { outcome: 'stored', writes: [outcome] };
      return { outcome: 'refused', write: 0, refusal: outcome };
    });
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(async () => (await this.#reader.stream(stream, options)).map(withTexts));
  }

  readAll(after = 0n, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(async () => (await this.#reader.all(after, limit)).map(withTexts));
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
    return catchUpSubscription(of, after).pipe(map(withTexts), takeUntil(this.#closed));
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

const closed = () => new StoreFailure('closed', 'the store has been closed');
