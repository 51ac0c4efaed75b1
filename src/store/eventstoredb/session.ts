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

/**
 * When a call fails, the client reconnects and does not await the result. While the whole cluster is down, that would end
 * the process with an unhandled rejection.
 */
function withoutUnhandledRejections(client: EventStoreDBClient): EventStoreDBClient {
  const handleError = client['handleError'];
  client['handleError'] = (...failed) => handleError(...failed).catch(() => undefined);
  return client;
}

const noAnswerWithin = (timeout: number): StoreFailure =>
  new StoreFailure('unreachable', `the server has not answered within ${timeout} ms`);

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

  /** The result of a call; rejects with `unreachable` where it takes longer than the timeout. */
  async withTimeout<T>(call: Promise<T>): Promise<T> {
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

  /** All events of a bounded read; rejects with `unreachable` where the next event takes longer than the timeout. */
  collect<E extends ResolvedEvent>(read: StreamingRead<E>, right: Right): Promise<E[]> {
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
    await this.withTimeout(connected.then((channel) => channel.close())).catch(() => undefined);
  }
}
