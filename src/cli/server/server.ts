/** The server that a command talks to: one elsewhere, or one started for this command alone. */
import type { IncomingMessage } from 'node:http';
import { Failed, messageOf, usage } from '../exit.js';
import { refusalOf } from './refusal.js';
import { bodyOf, send, type Asked } from './send.js';

/** Told where nothing listens, or what listened has gone. */
export class NoAnswer extends Failed {}

function noAnswer(base: string, error: unknown): NoAnswer {
  const { code } = error as { code?: string };
  const why =
    code === 'ECONNREFUSED' ? 'nothing listens there' : code === 'ENOTFOUND' ? 'no such host' : messageOf(error);
  return new NoAnswer(
    [`no server answers at ${base}: ${why}`, 'start one with `parley serve`, or name a data folder with --data'],
    undefined,
    { cause: error },
  );
}

function checkedBase(base: string): string {
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    throw usage(`${base} is no address of a server, such as http://127.0.0.1:3000`);
  return base.replace(/\/+$/, '');
}

export type Query = URLSearchParams;

/** Segments of a path, each as a server reads it back. */
export const path = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');

export class Server {
  readonly base: string;

  /** @param token sent as a bearer token */
  constructor(
    base: string,
    private readonly token?: string,
  ) {
    this.base = checkedBase(base);
  }

  /** Any answer that came, be it a refusal. */
  async ask(at: string, query?: Query, { headers, ...asked }: Asked = {}): Promise<IncomingMessage> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    try {
      return await send(this.#url(at, query), { ...asked, headers: { ...authorization, ...headers } });
    } catch (error) {
      if (asked.signal?.aborted) throw error;
      throw noAnswer(this.base, error);
    }
  }

  /** A success, as a stream; rejects with a refusal where it is none. */
  async open(at: string, query?: Query, asked?: Asked): Promise<IncomingMessage> {
    const response = await this.ask(at, query, asked);
    const { statusCode = 0 } = response;
    if (statusCode >= 200 && statusCode < 300) return response;
    throw await refusalOf(response, this.#url(at));
  }

  async text(at: string, query?: Query, asked?: Asked): Promise<string> {
    return bodyOf(await this.open(at, query, asked));
  }

  /** @returns what the contract says of this call; it is not checked again here */
  async get<A>(at: string, query?: Query, asked?: Asked): Promise<A> {
    return JSON.parse(await this.text(at, query, asked)) as A;
  }

  post<A>(at: string, body: unknown, query?: Query, headers: Asked['headers'] = {}): Promise<A> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.get<A>(at, query, { method: 'POST', body: JSON.stringify(body), headers: json });
  }

  #url(at: string, query?: Query): URL {
    const search = query?.toString() ?? '';
    return new URL(`${this.base}${at}${search === '' ? '' : `?${search}`}`);
  }
}
