/**
 * The client of the server, and the limits that it does not set by itself: nothing is waited for without end.
 *
 * Every call brings credentials. With them the client appends by the unary call, and not by its batch call, of which
 * a server that falls silent, ends it, or fails another client of this process leaves appends without an answer.
 */
import { EventStoreDBClient, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import type { ServerAddress } from '../../platform/store-address.js';
import { StoreFailure } from '../store-failure.js';

/** The client sends none without TLS, but asks for them. */
const NOBODY = { username: 'nobody', password: 'none' };

/** The same address in the client's words. A follower may lag behind what was acknowledged: the leader is asked. */
function connectionString({ discover, hosts, tls, parameters }: ServerAddress): string {
  const query = new URLSearchParams({ nodePreference: 'leader', ...Object.fromEntries(parameters), tls: String(tls) });
  return `esdb${discover ? '+discover' : ''}://${hosts}?${query.toString()}`;
}

/**
 * When a call fails, the client makes ready to connect anew, and awaits nobody to hear how that went: where the whole
 * cluster is away it would end the process with an unhandled rejection.
 */
function calmed(client: EventStoreDBClient): EventStoreDBClient {
  const handleError = client['handleError'];
  client['handleError'] = (...failed) => handleError(...failed).catch(() => undefined);
  return client;
}

const silent = (patience: number): StoreFailure =>
  new StoreFailure('unreachable', `the server has not answered within ${patience} ms`);

export class Session {
  readonly client: EventStoreDBClient;
  /** What every call is given. */
  readonly options;

  /** @param patience how long to wait for an answer, or for its next part, in milliseconds */
  constructor(
    address: ServerAddress,
    readonly patience: number,
  ) {
    this.client = calmed(EventStoreDBClient.connectionString(connectionString(address)));
    this.options = { credentials: address.credentials ?? NOBODY, requiresLeader: true };
  }

  /** The answer to a call; fails where it takes too long. */
  async answer<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(silent(this.patience)), this.patience);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** All that is read; fails where the next event takes too long. What is read must be bounded. */
  collect<E extends ResolvedEvent>(reading: StreamingRead<E>): Promise<E[]> {
    return new Promise((resolve, reject) => {
      const events: E[] = [];
      const timer = setTimeout(() => {
        reject(silent(this.patience));
        reading.cancel().catch(() => undefined);
      }, this.patience);
      const settled = (settle: () => void) => () => {
        clearTimeout(timer);
        settle();
      };
      reading.on('data', (event: E) => {
        timer.refresh();
        events.push(event);
      });
      reading.on(
        'end',
        settled(() => resolve(events)),
      );
      reading.on('error', (error) => settled(() => reject(error))());
    });
  }

  /** Ends every call under way, and closes the connection. */
  async close(): Promise<void> {
    await this.client.dispose();
    const connected = this.client['getChannel']();
    await this.answer(connected.then((channel) => channel.close())).catch(() => undefined);
  }
}
