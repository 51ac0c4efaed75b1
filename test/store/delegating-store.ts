/** A store that hands everything on to another one: tests override what is to happen in between. */
import type { Observable } from 'rxjs';
import type { RecordedEvent } from '../../events/envelope.js';
import type { AppendOutcome, TogetherOutcome } from '../../src/store/append-outcome.js';
import { EventStore } from '../../src/store/event-store.js';
import type { Evidence } from '../../src/store/evidence.js';
import type { LogTree } from '../../src/store/tree/log-tree.js';

export class DelegatingStore extends EventStore {
  constructor(protected readonly store: EventStore) {
    super();
  }
  get evidence(): Evidence {
    return this.store.evidence;
  }
  get tree(): LogTree {
    return this.store.tree;
  }
  append(...args: Parameters<EventStore['append']>): Promise<AppendOutcome> {
    return this.store.append(...args);
  }
  appendTogether(...args: Parameters<EventStore['appendTogether']>): Promise<TogetherOutcome> {
    return this.store.appendTogether(...args);
  }
  readStream(...args: Parameters<EventStore['readStream']>): Promise<readonly RecordedEvent[]> {
    return this.store.readStream(...args);
  }
  hasPosition(...args: Parameters<EventStore['hasPosition']>): Promise<boolean> {
    return this.store.hasPosition(...args);
  }
  readAll(...args: Parameters<EventStore['readAll']>): Promise<readonly RecordedEvent[]> {
    return this.store.readAll(...args);
  }
  subscribe(after?: bigint): Observable<RecordedEvent> {
    return this.store.subscribe(after);
  }
  erasableTexts(...args: Parameters<EventStore['erasableTexts']>): ReturnType<EventStore['erasableTexts']> {
    return this.store.erasableTexts(...args);
  }
  recorderStandsOpen(tokens: readonly string[]): Promise<boolean> {
    return this.store.recorderStandsOpen(tokens);
  }
  override unscavenged(): Promise<readonly string[]> {
    return this.store.unscavenged();
  }
  secret(...args: Parameters<EventStore['secret']>): Promise<Uint8Array> {
    return this.store.secret(...args);
  }
  keepSecret(...args: Parameters<EventStore['keepSecret']>): Promise<void> {
    return this.store.keepSecret(...args);
  }
  override impediment(): ReturnType<EventStore['impediment']> {
    return this.store.impediment();
  }
  head(): Promise<bigint> {
    return this.store.head();
  }
  close(): Promise<void> {
    return this.store.close();
  }
}

/** Holds callers up until it is opened. */
export class Barrier {
  #arrive = (): void => undefined;
  #open = (): void => undefined;
  readonly #arrival = new Promise<void>((resolve) => (this.#arrive = resolve));
  readonly #opening = new Promise<void>((resolve) => (this.#open = resolve));

  pass(): Promise<void> {
    this.#arrive();
    return this.#opening;
  }

  /** Resolves once somebody waits. */
  arrived(): Promise<void> {
    return this.#arrival;
  }

  open(): void {
    this.#open();
  }
}
