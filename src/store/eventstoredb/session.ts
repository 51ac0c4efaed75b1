/**
 * The client of a server, with time limits on every call: the client itself would wait for ever.
 *
 * Every call has credentials. With credentials the client uses the unary append and not the batch append. With the batch
 * append, some appends are never answered when the server stops answering, ends the call, or fails another client of this
 * process.
 */
import { EventStoreDBClient, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import type { ServerAddress } from '../../platform/store-address.js';
import { StoreFailure } from '../store-failure.js';
import { AnswerTimes } from './answer-times.js';
import { withMissingRight, type Right } from './failure.js';

/** Placeholders: without TLS the client sends no credentials, but it must have some. */
const NO_CREDENTIALS = { username: 'nobody', password: 'none' };

/** The connection string of the client. It prefers the leader, since followers may be behind what was acknowledged. */
function connectionString({ discover, hosts, tls, parameters }: ServerAddress): string {
  const query = new URLSearchParams({ nodePreference: 'leader', ...Object.fromEntries(parameters), tls: String(tls) });
  return `esdb${discover ? '+discover' : ''}://${hosts}?${query.toString()}`;
}

/** The state of a channel of gRPC that was closed. */
const SHUTDOWN = 4;

/**
 * When a call fails, the client reconnects and does not await the result. While the whole cluster is down, that would end
 * the process with an unhandled rejection. So would an append that is given a channel which was closed for that a moment before:
 * the client makes it where nothing catches what it throws, and it would never be answered.
 */
function withoutUnhandledRejections(client: EventStoreDBClient): EventStoreDBClient {
  const { handleError, execute } = { handleError: client['handleError'], execute: client['execute'] };
  client['handleError'] = (...failed) => handleError(...failed).catch(() => undefined);
  client['execute'] = (service, name, action) =>
    execute(service, name, (given) => {
      const state: number = given.getChannel().getConnectivityState(false);
      if (state === SHUTDOWN) throw new Error('Channel has been shut down');
      return action(given);
    });
  return client;
}

const noAnswerWithin = (timeout: number): StoreFailure =>
  new StoreFailure('unreachable', `the server has not answered within ${timeout} ms`);

/**
 * What a call fails with that never began. Where a call fails, the client closes the channel for all, and one that has just been
 * given it, or waits in it for a connection, is told so. Nothing of it was sent, and it is no word about the server.
 */
const NEVER_BEGAN = /Channel has been shut down|Channel closed before call started/;

/** How often a call is begun again at most. */
const MOST_BEGINNINGS = 4;

/** A connection to the server. */
export class Session {
  readonly client: EventStoreDBClient;
  readonly answerTimes = new AnswerTimes();
  /** Nothing is tried again then. */
  isClosed = false;
  /** The options of every call. */
  readonly options;

  /** @param timeout how long to wait for an answer, or for its next part, in milliseconds */
  constructor(
    address: ServerAddress,
    readonly timeout: number,
  ) {
    this.client = withoutUnhandledRejections(EventStoreDBClient.connectionString(connectionString(address)));
    this.options = { credentials: address.credentials ?? NO_CREDENTIALS, requiresLeader: true };
  }

  /** The result of a call; rejects with `unreachable` where it takes longer than the timeout. @param call makes it */
  called<T>(call: () => Promise<T>): Promise<T> {
    return this.#withTimeout(this.#begun(call));
  }

  /** Begins a call again that never began, in the channel that the client has opened since. */
  async #begun<T>(call: () => Promise<T>): Promise<T> {
    for (let beginning = 1; ; beginning += 1) {
      try {
        return await call();
      } catch (error) {
        if (!NEVER_BEGAN.test(String(error)) || this.isClosed || beginning === MOST_BEGINNINGS) throw error;
      }
    }
  }

  async #withTimeout<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(noAnswerWithin(this.timeout)), this.timeout);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * All events of a bounded read; rejects with `unreachable` where the next event takes longer than the timeout.
   * @param read begins it
   */
  collect<E extends ResolvedEvent>(read: () => StreamingRead<E>, right: Right): Promise<E[]> {
    return this.#begun(() => this.#collected(read(), right));
  }

  #collected<E extends ResolvedEvent>(read: StreamingRead<E>, right: Right): Promise<E[]> {
    return new Promise((resolve, reject) => {
      const events: E[] = [];
      const timer = setTimeout(() => {
        reject(noAnswerWithin(this.timeout));
        read.cancel().catch(() => undefined);
      }, this.timeout);
      const begin = performance.now();
      const begun = (): void => {
        if (events.length === 0) this.answerTimes.note(performance.now() - begin);
      };
      const settled = (settle: () => void) => () => {
        clearTimeout(timer);
        settle();
      };
      read.on('data', (event: E) => {
        timer.refresh();
        begun();
        events.push(event);
      });
      read.on(
        'end',
        settled(() => {
          begun();
          resolve(events);
        }),
      );
      read.on('error', (error) => settled(() => reject(withMissingRight(error, right)))());
    });
  }

  /** Ends all calls under way and closes the connection. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.client.dispose();
    const connected = this.client['getChannel']();
    await this.#withTimeout(connected.then((channel) => channel.close())).catch(() => undefined);
  }
}
