/**
 * Following the log: one catch-up subscription to all of it, from the last event that was heard on. It fails when the
 * server ends it, and when the server has fallen silent while there is more to be heard: whoever follows begins anew.
 */
import { START, streamNameFilter, type AllStreamResolvedEvent } from '@eventstore/db-client';
import { Observable, type Subscriber } from 'rxjs';
import type { RecordedEvent } from '../../../events/envelope.js';
import { StoreFailure } from '../store-failure.js';
import type { AppendEcho } from './append-echo.js';
import { asFailure } from './failure.js';
import type { LogCache } from './log-cache.js';
import type { LogEnd } from './log-end.js';
import type { Session } from './session.js';
import { eventOf } from './stored-form.js';

/** After how many pages of events that are not ours the server says how far it has come: it considers 32 a page. */
const CHECKPOINT_PAGES = 4;

export interface Heard {
  readonly session: Session;
  readonly known: LogCache;
  readonly end: LogEnd;
  readonly ear: AppendEcho;
  /** A regular expression, for the server, on the names of Parley's streams. */
  readonly streams: string;
  /** How often to look whether anything is left unheard, in milliseconds. */
  readonly watch: number;
}

/** Every event after a position, each once and in order. */
export const catchUpSubscription = (heard: Heard, after: bigint): Observable<RecordedEvent> =>
  new Observable((subscriber) => new CatchUpSubscription(heard, after, subscriber).start());

class CatchUpSubscription {
  #last: bigint;
  /** An end of the log that had not been heard of when it was last looked, and how far had been heard then. */
  #awaited: { readonly end: bigint; readonly last: bigint } | undefined;

  constructor(
    private readonly of: Heard,
    after: bigint,
    private readonly subscriber: Subscriber<RecordedEvent>,
  ) {
    this.#last = after;
  }

  start(): () => void {
    const { session, ear, streams, watch } = this.of;
    const fromPosition = this.#last === 0n ? START : { commit: this.#last, prepare: this.#last };
    const filter = streamNameFilter({
      regex: streams,
      checkpointInterval: CHECKPOINT_PAGES,
      checkpointReached: (_, { commit }) => this.of.end.considered(commit),
    });
    const subscription = session.client.subscribeToAll({ ...session.options, fromPosition, filter });
    subscription.on('data', (resolved: AllStreamResolvedEvent) => this.#hear(resolved));
    subscription.on('error', (error) => this.#fail(error));
    subscription.on('end', () => this.#fail(new StoreFailure('unreachable', 'the server ended the subscription')));
    const watchdog = setInterval(() => void this.#look().catch((error: unknown) => this.#fail(error)), watch);
    ear.opened();
    return () => {
      clearInterval(watchdog.unref());
      ear.closed();
      subscription.unsubscribe().catch(() => undefined);
    };
  }

  #hear({ event: onServer }: AllStreamResolvedEvent): void {
    if (!onServer || this.subscriber.closed) return;
    try {
      const event = eventOf(onServer);
      if (event.position <= this.#last) return;
      this.#last = event.position;
      this.of.known.followed(event);
      this.subscriber.next(event);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Dead is a subscription that has not moved between two looks, with something stored that it has not brought. */
  async #look(): Promise<void> {
    const [last, awaited] = [this.#last, this.#awaited];
    if (awaited && last === awaited.last && last < awaited.end)
      throw new StoreFailure('unreachable', 'the subscription has fallen silent');
    const end = await this.of.end.position();
    this.#awaited = end > this.#last ? { end, last: this.#last } : undefined;
  }

  #fail(error: unknown): void {
    this.subscriber.error(asFailure(error));
  }
}
