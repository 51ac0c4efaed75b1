/**
 * A catch-up subscription to the whole log, from the last event received on. It fails when the server ends it, and when the
 * server sends nothing although there are more events. The subscriber then subscribes again.
 */
import { START, streamNameFilter, type AllStreamResolvedEvent } from '@eventstore/db-client';
import { Observable, type Subscriber } from 'rxjs';
import { StoreFailure } from '../store-failure.js';
import type { AppendEcho } from './append-echo.js';
import { asFailure, READ_ALL, withMissingRight } from './failure.js';
import type { LogCache } from './log-cache.js';
import type { LogEnd } from './log-end.js';
import type { Session } from './session.js';
import { eventOf, type EventOnServer } from './stored-form.js';

/** After how many pages of other programs' events, of 32 each, the server reports how far it has read. */
const CHECKPOINT_PAGES = 4;

/** What a subscription needs of its store. */
export interface SubscriptionContext {
  readonly session: Session;
  readonly cache: LogCache;
  readonly end: LogEnd;
  readonly echo: AppendEcho;
  /** A regular expression for the names of Parley's streams, evaluated by the server. */
  readonly streams: string;
  /** How often to check whether the subscription still moves, in milliseconds. */
  readonly watchInterval: number;
}

/** Every event after a position, each once and in order. */
export const catchUpSubscription = (context: SubscriptionContext, after: bigint): Observable<EventOnServer> =>
  new Observable((subscriber) => new CatchUpSubscription(context, after, subscriber).start());

class CatchUpSubscription {
  #lastReceived: bigint;
  /** At the last check: an end of the log that had not been received, and the last event that had. */
  #awaited: { readonly end: bigint; readonly last: bigint } | undefined;

  constructor(
    private readonly context: SubscriptionContext,
    after: bigint,
    private readonly subscriber: Subscriber<EventOnServer>,
  ) {
    this.#lastReceived = after;
  }

  start(): () => void {
    const { session, echo, streams, watchInterval } = this.context;
    const fromPosition =
      this.#lastReceived === 0n ? START : { commit: this.#lastReceived, prepare: this.#lastReceived };
    const filter = streamNameFilter({
      regex: streams,
      checkpointInterval: CHECKPOINT_PAGES,
      checkpointReached: (_, { commit }) => this.context.end.markScanned(commit),
    });
    const subscription = session.client.subscribeToAll({ ...session.options, fromPosition, filter });
    subscription.on('data', (resolved: AllStreamResolvedEvent) => this.#receive(resolved));
    subscription.on('error', (error) => this.#fail(error));
    subscription.on('end', () => this.#fail(new StoreFailure('unreachable', 'the server ended the subscription')));
    const watchdog = setInterval(
      () => void this.#checkProgress().catch((error: unknown) => this.#fail(error)),
      watchInterval,
    );
    echo.subscriptionOpened();
    return () => {
      clearInterval(watchdog.unref());
      echo.subscriptionClosed();
      subscription.unsubscribe().catch(() => undefined);
    };
  }

  #receive({ event: onServer }: AllStreamResolvedEvent): void {
    if (!onServer || this.subscriber.closed) return;
    try {
      const event = eventOf(onServer);
      if (event.position <= this.#lastReceived) return;
      this.#lastReceived = event.position;
      this.context.cache.addFollowed(event);
      this.subscriber.next(event);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Fails where nothing arrived between two checks although events were stored that are still to come. */
  async #checkProgress(): Promise<void> {
    const [last, awaited] = [this.#lastReceived, this.#awaited];
    if (awaited && last === awaited.last && last < awaited.end)
      throw new StoreFailure('unreachable', 'the subscription has fallen silent');
    const end = await this.context.end.position();
    this.#awaited = end > this.#lastReceived ? { end, last: this.#lastReceived } : undefined;
  }

  #fail(error: unknown): void {
    this.subscriber.error(asFailure(withMissingRight(error, READ_ALL)));
  }
}
