/** One server, and how it is asked: with a token, again where that may help, and with errors as they are typed. */
import { ParleyProblem, ParleyUnreachable, problemOf } from './errors.js';
import { queryOf, type QueryValue } from './query.js';

/** As the global `fetch`, which is used unless another is given. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ConnectionOptions {
  /** Such as `https://parley.example`. In a page of the server itself it may be left out. */
  readonly server?: string;
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
  /** How often a request is sent again at most: 4 unless given. 0: never. */
  readonly retries?: number;
  readonly fetch?: Fetch;
  /** Waits so many milliseconds, or until the signal aborts. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly query?: Readonly<Record<string, QueryValue>> | URLSearchParams;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Whether it may be sent again where nobody knows if it arrived. */
  readonly again?: boolean;
}

/** Milliseconds before the first repetition; each further one waits twice as long, up to the longest. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 15_000;

/** Who is to wait longer than so many seconds is told so. */
const LONGEST_WAIT = 120;

/** Answers of a server, or of what stands before it, that say: later. */
const LATER: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Resolves after a time, or at once where the signal aborts. */
export const pauseFor = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });

/** How long to wait before the nth repetition: longer each time, and not all clients at once. */
export const backOff = (n: number): number => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** n) * (0.5 + Math.random() / 2);

export class Connection {
  readonly server: string;
  readonly retries: number;
  readonly pause: NonNullable<ConnectionOptions['pause']>;
  readonly #fetch: Fetch;
  readonly #token: string | undefined;

  constructor({ server = '', token, retries = 4, fetch, pause = pauseFor }: ConnectionOptions = {}) {
    this.server = server.replace(/\/+$/, '');
    this.retries = retries;
    this.pause = pause;
    // The global one is looked up at each call: a page may replace it.
    this.#fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
    this.#token = token;
  }

  /**
   * The JSON of an answer.
   * @param path below the server, such as `/v1/negotiations`
   * @throws ParleyProblem, ParleyUnreachable; and what the signal aborts with
   */
  async json<T>(path: string, asked: Asked = {}): Promise<T> {
    const answer = await this.answer(path, asked);
    try {
      return (await answer.json()) as T;
    } catch (error) {
      if (asked.signal?.aborted) throw error;
      throw new ParleyUnreachable('the answer broke off, or is no JSON', { cause: error });
    }
  }

  /** A successful answer, whose body is to be read. Throws as `json` does. */
  async answer(path: string, asked: Asked = {}): Promise<Response> {
    for (let tries = 0; ; tries += 1) {
      const failed = await this.once(path, asked).catch((error: unknown) => {
        if (tries >= this.retries || !this.#mayRepeat(error, asked)) throw error;
        return error;
      });
      if (failed instanceof Response) return failed;
      const told = failed instanceof ParleyProblem ? failed.retryAfter : undefined;
      await this.pause(told === undefined ? backOff(tries) : told * 1000, asked.signal);
      asked.signal?.throwIfAborted();
    }
  }

  /** The same, without any repetition. */
  async once(path: string, { method = 'GET', query = {}, body, headers = {}, signal }: Asked = {}): Promise<Response> {
    const search = (query instanceof URLSearchParams ? query : queryOf(query)).toString();
    const init: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    };
    let answer: Response;
    try {
      answer = await this.#fetch(`${this.server}${path}${search === '' ? '' : `?${search}`}`, init);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ParleyUnreachable(`no server answers at ${this.server || 'this address'}`, { cause: error });
    }
    if (!answer.ok) throw await problemOf(answer);
    return answer;
  }

  /** A server that says “later” has recorded nothing. Of one that is silent nobody knows. */
  #mayRepeat(error: unknown, { method = 'GET', again = method === 'GET' }: Asked): boolean {
    if (error instanceof ParleyProblem)
      return LATER.has(error.status) && (error.retryAfter ?? 0) <= LONGEST_WAIT && (again || error.status === 429);
    return error instanceof ParleyUnreachable && again;
  }
}
