/** Requests that are wrong in ways that can be combined, and the servers that refuse them. */
import { Logger } from '@nestjs/common';
import { ROLES } from '../../events/access.js';
import { startApp } from '../app/start-app.js';
import { Config } from '../../src/platform/config.js';
import type { AccessSettings } from '../../src/platform/settings.js';
import { newFolder, remove } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { addressOf } from '../store/on-server.js';

/** What a request is made from. */
export interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** `operator` may do everything and is never counted. */
  readonly caller: 'operator' | 'reader' | 'nobody' | 'unknown-token' | 'foreign-session';
  /** Whether the token, or the address of a caller without one, has used up its requests. */
  readonly busy: boolean;
  /** Whether the server asked is still reading its log. */
  readonly catchingUp: boolean;
}

export const draft = (method: string, path: string, more: Partial<Draft> = {}): Draft => ({
  method,
  path,
  query: {},
  headers: {},
  body: undefined,
  caller: 'operator',
  busy: false,
  catchingUp: false,
  ...more,
});

type Part = 'caller' | 'type' | 'body' | 'json' | 'id' | 'query' | 'condition' | 'position' | 'date';

/** One thing that is wrong with a request. */
export interface Fault {
  readonly name: string;
  /** What of a request it spoils. Two faults of the same part exclude each other. */
  readonly parts: readonly Part[];
  readonly into: (draft: Draft) => Draft;
  /** How a request that is wrong in this way alone is answered. */
  readonly status: number;
  readonly code: string;
}

const OPERATOR = 'the-operator-token-of-this-test-server';
const BOOTSTRAP = 'the-first-token-of-this-test-server!';
/** Requests a minute for a token; a tenth of it for an address. */
const LIMIT = 240;
const BUSY_ADDRESS = '10.9.9.9';

interface Server {
  readonly base: string;
  readonly stop: () => Promise<void>;
}

const access: AccessSettings = {
  operatorToken: OPERATOR,
  bootstrapToken: BOOTSTRAP,
  rateLimit: LIMIT,
  trustedProxies: ['127.0.0.1'],
};

async function started(config: Config): Promise<Server> {
  const app = await startApp(config);
  return { base: await app.getUrl(), stop: () => app.close() };
}

const asOperator = { authorization: `Bearer ${OPERATOR}`, 'content-type': 'application/json' };

async function post(base: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${base}/v1${path}`, { method: 'POST', headers: asOperator, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, unknown>;
}

async function becomesReady(base: string): Promise<void> {
  while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The tokens of a server. */
interface Tokens {
  readonly busy: string;
  readonly reader: string;
}

async function furnish(base: string): Promise<Tokens> {
  await becomesReady(base);
  await post(base, '/negotiations', opening);
  await post(base, '/negotiations/talks/reports', report('r1'));
  const secretOf = async (subject: string, roles: readonly string[]) =>
    String((await post(base, '/tokens', { subject, roles }))['secret']);
  return { busy: await secretOf('Busy', ROLES), reader: await secretOf('Rita', ['reader']) };
}

async function exhaust(base: string, { busy }: Tokens): Promise<void> {
  const times = (count: number, headers: Record<string, string>) =>
    Promise.all(Array.from({ length: count }, () => fetch(`${base}/openapi.json`, { headers })));
  await times(LIMIT, { authorization: `Bearer ${busy}` });
  await times(LIMIT / 10, { 'x-forwarded-for': BUSY_ADDRESS });
}

/** Two servers: one is ready, and the other never comes to the end of its log. */
export class Servers {
  #addresses = 0;

  private constructor(
    private readonly ready: Server & Tokens,
    private readonly catchingUp: Server & Tokens,
    private readonly node: EventStoreDbNode,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Servers> {
    const folder = newFolder();
    const ready = await started(new Config(0, '127.0.0.1', folder, 'error', undefined, access));
    const node = await new EventStoreDbNode().start();
    const onNode = new Config(0, '127.0.0.1', folder, 'error', addressOf(node.address), access);
    const before = await started(onNode);
    const tokens = [await furnish(ready.base), await furnish(before.base)] as const;
    await before.stop();
    node.faults.atRandom = (call) => (call === 'subscribe' ? { fault: 'silence' } : undefined);
    const catchingUp = await started(onNode);
    while ((await fetch(`${catchingUp.base}/v1/tokens`, { headers: asOperator })).status !== 503)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([exhaust(ready.base, tokens[0]), exhaust(catchingUp.base, tokens[1])]);
    Logger.overrideLogger(false);
    return new Servers({ ...ready, ...tokens[0] }, { ...catchingUp, ...tokens[1] }, node, folder);
  }

  async stop(): Promise<void> {
    await Promise.all([this.ready.stop(), this.catchingUp.stop()]);
    this.node.stop();
    remove(this.folder);
  }

  ask({ method, path, query, headers, body, caller, busy, catchingUp }: Draft): Promise<Response> {
    const server = catchingUp ? this.catchingUp : this.ready;
    const search = new URLSearchParams(query).toString();
    return fetch(`${server.base}${path}${search === '' ? '' : `?${search}`}`, {
      method,
      headers: { ...this.#callerHeaders({ caller, busy }, server), ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
  }

  #callerHeaders({ caller, busy }: Pick<Draft, 'caller' | 'busy'>, tokens: Tokens): Record<string, string> {
    const address = { 'x-forwarded-for': busy ? BUSY_ADDRESS : this.#nextAddress() };
    switch (caller) {
      case 'operator':
        return { ...address, authorization: `Bearer ${busy ? tokens.busy : OPERATOR}` };
      case 'reader':
        return { ...address, authorization: `Bearer ${busy ? tokens.busy : tokens.reader}` };
      case 'nobody':
        return address;
      case 'unknown-token':
        return { ...address, authorization: 'Bearer parley_never-issued' };
      case 'foreign-session':
        return {
          ...address,
          cookie: `__Host-parley_session=${busy ? tokens.busy : OPERATOR}`,
          origin: 'https://x.example',
        };
    }
  }

  /** One that has asked for nothing yet. */
  #nextAddress(): string {
    this.#addresses += 1;
    return `10.0.${Math.floor(this.#addresses / 250)}.${(this.#addresses % 250) + 1}`;
  }
}
