/** The log on a server of EventStoreDB or KurrentDB: for more than one machine. */
import { Subject, takeUntil, throwError, type Observable } from 'rxjs';
import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from '../append-outcome.js';
import { EventStore, type Expected, type ReadStreamOptions, type Write } from '../event-store.js';
import { preparedWrite, type PreparedWrite } from '../prepared-write.js';
import type { ServerAddress } from '../../platform/store-address.js';
import { StoreFailure } from '../store-failure.js';
import { AppendEcho } from './append-echo.js';
import { EventStoreDbEvidence } from './evidence.js';
import { asFailure } from './failure.js';
import { catchUpSubscription } from './catch-up-subscription.js';
import { LogCache } from './log-cache.js';
import { RetriedAppend } from './retried-append.js';
import { LogEnd } from './log-end.js';
import { Reader } from './reader.js';
import { Session } from './session.js';
import { DuplicateAppend } from './duplicate-append.js';
import { StreamWriter } from './stream-writer.js';

/** The streams that Parley writes. Others on the same server are left alone, and are no part of its log. */
const PARLEYS = '^(negotiation-.+|sources|access)$';

export interface EventStoreDbOptions {
  /** The time in milliseconds since the epoch. The machine's clock where not given. */
  readonly now?: () => number;
  /** How long to wait for an answer before it counts as lost, in milliseconds. */
  readonly patience?: number;
  /** How often to look whether a subscription has fallen silent, in milliseconds. */
  readonly watch?: number;
  /** A regular expression on the names of the streams that are the log. */
  readonly streams?: string;
}

export class EventStoreDbEventStore extends EventStore {
  override readonly evidence: EventStoreDbEvidence;
  readonly #session: Session;
  readonly #reader: Reader;
  readonly #end: LogEnd;
  readonly #ear = new AppendEcho();
  readonly #known: LogCache;
  readonly #landing: RetriedAppend;
  readonly #settling: DuplicateAppend;
  readonly #writers = new Map<string, StreamWriter>();
  readonly #closed = new Subject<void>();
  readonly #streams: string;
  readonly #isOurs: (stream: string) => boolean;
  readonly #watch: number;
  readonly #now: () => number;
  #isClosed = false;

  private constructor(address: ServerAddress, options: EventStoreDbOptions) {
    super();
    const { now = Date.now, patience = 3_000, watch = 5_000, streams = PARLEYS } = options;
    const ours = new RegExp(streams, 'u');
    const isOurs = (stream: string) => ours.test(stream);
    this.#isOurs = isOurs;
    this.#session = new Session(address, patience);
    this.#reader = new Reader(this.#session, isOurs);
    this.#end = new LogEnd(this.#session, isOurs);
    this.#known = new LogCache(this.#reader, this.#end, this.#ear);
    this.#landing = new RetriedAppend(this.#session, this.#reader, this.#ear);
    this.#settling = new DuplicateAppend(this.#reader, this.#end);
    this.evidence = new EventStoreDbEvidence(this.#reader, this.#end, (work) => this.#whileOpen(work));
    this.#streams = streams;
    this.#watch = watch;
    this.#now = now;
  }

  /** The store on the server. It is not connected before it is used, and then whenever it must be. */
  static at(address: ServerAddress, options: EventStoreDbOptions = {}): EventStoreDbEventStore {
    return new EventStoreDbEventStore(address, options);
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected, seen?: number): Promise<AppendOutcome> {
    return this.#whileOpen(() =>
      this.#add(preparedWrite({ stream, events, expected, ...(seen === undefined ? {} : { seen }) })),
    );
  }

  /** The server stores in one stream at a time. */
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
    return this.#whileOpen(() => this.#reader.stream(stream, options));
  }

  readAll(after = 0n, limit?: number): Promise<readonly RecordedEvent[]> {
    return this.#whileOpen(() => this.#reader.all(after, limit));
  }

  subscribe(after = 0n): Observable<RecordedEvent> {
    if (this.#isClosed) return throwError(closed);
    const of = {
      session: this.#session,
      known: this.#known,
      end: this.#end,
      ear: this.#ear,
      streams: this.#streams,
      watch: this.#watch,
    };
    return catchUpSubscription(of, after).pipe(takeUntil(this.#closed));
  }

  head(): Promise<bigint> {
    return this.#whileOpen(() => this.#end.position());
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.all([...this.#writers.values()].map((writer) => writer.idle));
    this.#closed.next();
    await this.#session.close();
  }

  #add(write: PreparedWrite): Promise<AppendOutcome> {
    const { stream } = write;
    if (!this.#isOurs(stream)) throw new TypeError(`${stream} is no stream of this log`);
    const writer = this.#writers.get(stream) ?? this.#newWriter(stream);
    return writer.add(write);
  }

  #newWriter(stream: string): StreamWriter {
    const ended = () => void this.#writers.delete(stream);
    const writer = new StreamWriter(this.#known, this.#landing, this.#settling, this.#now, ended);
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
