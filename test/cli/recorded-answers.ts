/**
 * A server before the real one: calls that the real one does not answer yet are answered as the contract says, and what
 * was asked is kept; all others are passed on. It goes when the real server has them all.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Recorded {
  /** Of the method and the path: `GET /v1/negotiations/x/changes`. */
  readonly on: RegExp;
  readonly type?: string;
  readonly answer: string | Buffer | ((asked: Asked) => unknown);
}

export class RecordedAnswers {
  readonly asked: Asked[] = [];
  #server: Server | undefined;
  #port = 0;

  constructor(
    private readonly real: string,
    private readonly recorded: readonly Recorded[],
  ) {}

  get base(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** On the same port as before, where it has been stopped. */
  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.base);
    const asked: Asked = {
      method: request.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      body: await text(request),
    };
    const found = this.recorded.find(({ on }) => on.test(`${asked.method} ${asked.path}`));
    if (!found) return this.#passOn(asked, request.url ?? '', response);
    this.asked.push(asked);
    const answer = typeof found.answer === 'function' ? JSON.stringify(found.answer(asked)) : found.answer;
    response.writeHead(200, { 'content-type': found.type ?? 'application/json' }).end(answer);
  }

  async #passOn({ method, headers, body }: Asked, url: string, response: ServerResponse): Promise<void> {
    const kept = ['content-type', 'if-none-match', 'if-match'] as const;
    const passed = kept.flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]] as [string, string]],
    );
    const sent = method === 'GET' ? {} : { body };
    const answer = await fetch(`${this.real}${url}`, { method, headers: passed, ...sent });
    const told = ['content-type', 'etag'].flatMap((name) =>
      answer.headers.has(name) ? [[name, answer.headers.get(name) ?? ''] as const] : [],
    );
    response.writeHead(answer.status, Object.fromEntries(told)).end(Buffer.from(await answer.arrayBuffer()));
  }
}
