/** A server that tells callers apart, with a token for each role. */
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROLES, type TokenRole } from '../../events/access.js';
import type { IssuedAnswer } from '../../answers/access/tokens.js';
import { startApp } from '../app/start-app.js';
import { Config } from '../../src/platform/config.js';
import {
  NO_BACKUPS,
  NO_PUBLISHING,
  type AccessSettings,
  type PublishingSettings,
} from '../../src/platform/settings.js';
import { ServerLogger } from '../../src/platform/server-logger.js';
import { newFolder, remove } from '../app/started-app.js';

export const ADMIN = 'the-first-token-of-this-test-server';

/** The token of the forms of somebody who has loaded one. */
export const FORM = 'x'.repeat(43);

export interface Asking {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export class GuardedApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly base: string,
    readonly folder: string,
  ) {}

  static async start(access: AccessSettings = {}, publishing: PublishingSettings = NO_PUBLISHING): Promise<GuardedApp> {
    const folder = newFolder();
    const app = await startApp(
      new Config(
        0,
        '127.0.0.1',
        folder,
        'error',
        undefined,
        { bootstrapToken: ADMIN, ...access },
        NO_BACKUPS,
        0,
        publishing,
      ),
    );
    const guarded = new GuardedApp(app, await app.getUrl(), folder);
    while (!(await guarded.ask('/readyz')).ok) await new Promise((resolve) => setTimeout(resolve, 10));
    return guarded;
  }

  ask(path: string, { method = 'GET', token, body, headers = {} }: Asking = {}): Promise<Response> {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return fetch(`${this.base}${path}`, { method, headers: { ...type, ...authorization, ...headers }, ...sent });
  }

  post(path: string, token: string | undefined, body: unknown): Promise<Response> {
    return this.ask(path, { method: 'POST', token, body });
  }

  async issue(subject: string, roles: readonly TokenRole[], days = 1): Promise<IssuedAnswer> {
    const answer = await this.post('/v1/tokens', ADMIN, { subject, roles, days });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as IssuedAnswer;
  }

  /** Sends a form of the pages, with the cookie and the token that its page would have come with. */
  postForm(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const type = { cookie: `__Host-parley_form=${FORM}`, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ ...fields, form: FORM }).toString();
    return fetch(`${this.base}${path}`, { method: 'POST', redirect: 'manual', headers: { ...type, ...headers }, body });
  }

  /** Signs in to the pages. @returns the cookie of the session */
  async session(token: string): Promise<string> {
    const answer = await this.postForm('/sign-in', { token }, { origin: this.base });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  /** A token with each role alone. */
  async oneEach(): Promise<ReadonlyMap<TokenRole, string>> {
    const issued = await Promise.all(
      ROLES.map(async (role) => [role, (await this.issue(`the ${role}`, [role])).secret] as const),
    );
    return new Map(issued);
  }

  async stop(): Promise<void> {
    await this.app.close();
    remove(this.folder);
  }
}

/** What is written to the log while something is done, line by line. */
export async function logged(doing: () => Promise<unknown>): Promise<string> {
  let text = '';
  Logger.overrideLogger(new ServerLogger('info'));
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  try {
    await doing();
    // Nothing is logged of an answer before it has gone out.
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    process.stdout.write = write;
    Logger.overrideLogger(new ServerLogger('error'));
  }
  return text;
}
