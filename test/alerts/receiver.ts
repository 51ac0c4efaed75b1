/** A receiver of webhooks that behaves as its addresses say: well, slowly, or badly. */
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AlertEvent } from '../../answers/alerts/cloud-event.js';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
}

export type Behaviour = (response: ServerResponse, request: IncomingMessage) => number;

const answering =
  (status: number): Behaviour =>
  (response) => {
    response.writeHead(status).end('{"said":"something"}');
    return status;
  };

/** What is done at an address that begins so. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  ok: answering(204),
  fails: answering(500),
  gone: answering(410),
  // Never answered.
  slow: () => 0,
  moved: (response) => {
    response.writeHead(308, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    return 308;
  },
  cut: (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
    setTimeout(() => response.destroy(), 5);
    return 200;
  },
};

export class Receiver {
  readonly received: Received[] = [];
  /** In place of what is done at an address. */
  readonly instead = new Map<string, Behaviour>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on(
      'request',
      (request: IncomingMessage, response: ServerResponse) => void receiver.#take(request, response),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** As `PARLEY_FETCH_ALLOW` names it. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  url(path: string): string {
    return `http://${this.host}/${path}`;
  }

  at(path: string): Received[] {
    return this.received.filter((one) => one.path === `/${path}`);
  }

  events(path: string): AlertEvent[] {
    return this.at(path).map(({ body }) => JSON.parse(body) as AlertEvent);
  }

  /** Those that were answered well, in the order in which they came. */
  taken(path: string): AlertEvent[] {
    const well = this.at(path).filter(({ status }) => status === 204);
    return well.map(({ body }) => JSON.parse(body) as AlertEvent);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const body = await text(request);
    const behaviour = this.instead.get(path.slice(1)) ?? BEHAVIOURS[path.split('/')[1] ?? ''] ?? answering(404);
    const status = behaviour(response, request);
    this.received.push({ path, headers: request.headers, body, status });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
