/**
 * The client of the HTTP API that commands use: that of packages/client, and what only a command needs besides: imports that
 * take longer than `fetch` waits, answers that go on as they are, and errors as lines for a person.
 */
import type { IncomingMessage } from 'node:http';
import { Parley } from '../../../packages/client/src/parley.js';
import { CommandFailure, messageOf, usageError } from '../command-failure.js';
import { refusalOf } from './api-refusal.js';
import { bodyOf, sendRequest, type RequestOptions } from './http-request.js';

/** No server answers at the address, or the connection was lost. */
export class ServerUnreachable extends CommandFailure {}

function unreachable(base: string, error: unknown): ServerUnreachable {
  const { code } = error as { code?: string };
  const why =
    code === 'ECONNREFUSED' ? 'nothing listens there' : code === 'ENOTFOUND' ? 'no such host' : messageOf(error);
  return new ServerUnreachable(
    [`no server answers at ${base}: ${why}`, 'start one with `parley serve`, or name a data folder with --data'],
    undefined,
    { cause: error },
  );
}

export { pathOf } from '../../../packages/client/src/query.js';

function checkedBase(base: string): string {
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    throw usageError(`${base} is no address of a server, such as http://127.0.0.1:3000`);
  return base.replace(/\/+$/, '');
}

/** Every method takes the path below the server's address, such as `/v1/negotiations`, and query parameters. */
export class ApiClient {
  readonly base: string;
  /** The same server by the client that programs use. */
  readonly parley: Parley;

  /**
   * @param base the server's address
   * @param token sent as a bearer token
   * @throws CommandFailure where the address is not one of HTTP
   */
  constructor(
    base: string,
    private readonly token?: string,
  ) {
    this.base = checkedBase(base);
    this.parley = new Parley({ server: this.base, token });
  }

  /**
   * Any answer, also an error's.
   * @throws ServerUnreachable where none arrives
   */
  async request(
    at: string,
    query?: URLSearchParams,
    { headers, ...options }: RequestOptions = {},
  ): Promise<IncomingMessage> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    try {
      return await sendRequest(this.#url(at, query), { ...options, headers: { ...authorization, ...headers } });
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw unreachable(this.base, error);
    }
  }

  /**
   * The body of a successful answer, as a stream.
   * @throws ApiRefusal where the answer is an error
   */
  async openStream(at: string, query?: URLSearchParams, options?: RequestOptions): Promise<IncomingMessage> {
    const response = await this.request(at, query, options);
    const { statusCode = 0 } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    throw await refusalOf(response, this.#url(at));
  }

  /** The body of a successful answer, as text. */
  async text(at: string, query?: URLSearchParams, options?: RequestOptions): Promise<string> {
    return bodyOf(await this.openStream(at, query, options));
  }

  /** The JSON of a successful answer. Its type is the caller's word: it is not checked again here. */
  async get<A>(at: string, query?: URLSearchParams, options?: RequestOptions): Promise<A> {
    return JSON.parse(await this.text(at, query, options)) as A;
  }

  /** Sends JSON: posts it, unless another method is given. */
  sendJson<A>(
    at: string,
    body: unknown,
    query?: URLSearchParams,
    { method = 'POST', headers = {} }: Pick<RequestOptions, 'method' | 'headers'> = {},
  ): Promise<A> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.get<A>(at, query, { method, body: JSON.stringify(body), headers: json });
  }

  #url(at: string, query?: URLSearchParams): URL {
    const search = query?.toString() ?? '';
    return new URL(`${this.base}${at}${search === '' ? '' : `?${search}`}`);
  }
}
