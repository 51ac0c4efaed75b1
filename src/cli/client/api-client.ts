/** The server that a command talks to: one elsewhere, or one started for this command alone. */
import type { IncomingMessage } from 'node:http';
import { CommandFailure, messageOf, usageError } from '../command-failure.js';
import { refusalOf } from './api-refusal.js';
import { bodyOf, sendRequest, type RequestOptions } from './http-request.js';

/** Told where nothing listens, or what listened has gone. */
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

function checkedBase(base: string): string {
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    throw usageError(`${base} is no address of a server, such as http://127.0.0.1:3000`);
  return base.replace(/\/+$/, '');
}

/** Segments of a path, each as a server reads it back. */
export const pathOf = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');

export class ApiClient {
  readonly base: string;

  /** @param token sent as a bearer token */
  constructor(
    base: string,
    private readonly token?: string,
  ) {
    this.base = checkedBase(base);
  }

  /** Any answer that came, be it a refusal. */
  async request(
    at: string,
    query?: URLSearchParams,
    { headers, ...asked }: RequestOptions = {},
  ): Promise<IncomingMessage> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    try {
      return await sendRequest(this.#url(at, query), { ...asked, headers: { ...authorization, ...headers } });
    } catch (error) {
      if (asked.signal?.aborted) throw error;
      throw unreachable(this.base, error);
    }
  }

  /** A success, as a stream; rejects with a refusal where it is none. */
  async openStream(at: string, query?: URLSearchParams, asked?: RequestOptions): Promise<IncomingMessage> {
    const response = await this.request(at, query, asked);
    const { statusCode = 0 } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    throw await refusalOf(response, this.#url(at));
  }

  async text(at: string, query?: URLSearchParams, asked?: RequestOptions): Promise<string> {
    return bodyOf(await this.openStream(at, query, asked));
  }

  /** @returns what the contract says of this call; it is not checked again here */
  async get<A>(at: string, query?: URLSearchParams, asked?: RequestOptions): Promise<A> {
    return JSON.parse(await this.text(at, query, asked)) as A;
  }

  post<A>(at: string, body: unknown, query?: URLSearchParams, headers: RequestOptions['headers'] = {}): Promise<A> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.get<A>(at, query, { method: 'POST', body: JSON.stringify(body), headers: json });
  }

  #url(at: string, query?: URLSearchParams): URL {
    const search = query?.toString() ?? '';
    return new URL(`${this.base}${at}${search === '' ? '' : `?${search}`}`);
  }
}
