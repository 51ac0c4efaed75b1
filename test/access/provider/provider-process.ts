/** The identity provider of the tests, and people who sign in there without a browser. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OidcSettings } from '../../../src/platform/oidc-settings.js';

/** How the provider is to fail. */
export interface Fault {
  /** In place of those in the ID token, which is signed all the same. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The ID token is signed with a key that is not the provider's. */
  readonly forged?: true;
  readonly unsigned?: true;
  /** The first ID token that was ever sent is sent again. */
  readonly replay?: true;
  readonly silent?: true;
  readonly broken?: true;
}

export class ProviderProcess {
  private constructor(
    private readonly process: ChildProcess,
    /** Named `localhost`, where Parley is named 127.0.0.1: another site, as a real provider is. */
    readonly issuer: string,
  ) {}

  static async start(): Promise<ProviderProcess> {
    const script = fileURLToPath(new URL('identity-provider.mjs', import.meta.url));
    const child = fork(script, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new ProviderProcess(child, `http://localhost:${port}`);
  }

  settings(more: Partial<OidcSettings> = {}): OidcSettings {
    return {
      issuer: this.issuer,
      clientId: 'parley',
      secret: 'the-secret-of-this-parley',
      claim: 'groups',
      roles: new Map([
        ['desk', ['editor', 'auditor']],
        ['news', ['reporter']],
      ]),
      scope: 'openid profile groups',
      name: 'The newsroom',
      patience: 5,
      ...more,
    };
  }

  /** Makes Parley known to it. @param isPublic it has no secret */
  knows(base: string, isPublic = false): Promise<void> {
    return this.#tell({ issuer: this.issuer, base, isPublic });
  }

  fails(fault: Fault): Promise<void> {
    return this.#tell(fault);
  }

  /** A logout token with these claims, as it would sign it. */
  async logoutToken(
    claims: object,
    how: { readonly forged?: true; readonly unsigned?: true; readonly typ?: string } = {},
  ): Promise<string> {
    const told = once(this.process, 'message') as Promise<[{ token: string }]>;
    this.process.send({ logout: { claims, ...how } });
    return (await told)[0].token;
  }

  async stop(): Promise<void> {
    this.process.kill();
    await once(this.process, 'exit');
  }

  async #tell(message: object): Promise<void> {
    const done = once(this.process, 'message');
    this.process.send(message);
    await done;
  }
}

/** The cookies of a browser, of all hosts together: neither server minds those of the other. */
export class Cookies {
  readonly #values = new Map<string, string>();

  get header(): string {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Asks without following redirects, and keeps the cookies of the answer. */
  async ask(url: string | URL, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const answer = await fetch(url, { ...sent, redirect: 'manual', headers: { cookie: this.header, ...headers } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(/; */);
      const [name = '', ...value] = pair.split('=');
      const isOver = attributes.some((attribute) => /^(?:max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
      if (isOver) this.#values.delete(name);
      else this.#values.set(name, value.join('='));
    }
    return answer;
  }
}

const targetOf = (answer: Response, from: string | URL): URL => {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${String(from)} leads nowhere: ${answer.status}`);
  return new URL(location, from);
};

/** Confirms at the provider that somebody signs out of it. @param way to which Parley leads on */
export async function signedOutThere(cookies: Cookies, way: string): Promise<Response> {
  const page = await (await cookies.ask(way)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return cookies.ask(new URL(action, way), { xsrf, logout: 'yes' });
}

/** Begins to sign in. @returns the address of the provider */
export async function begun(cookies: Cookies, base: string, next = '/'): Promise<URL> {
  const start = `${base}/sign-in/provider?${new URLSearchParams({ next }).toString()}`;
  return targetOf(await cookies.ask(start), start);
}

/** Signs in at the provider, and agrees. @returns the address of Parley to which it leads back */
export async function ledBack(cookies: Cookies, address: URL, login: string, base: string): Promise<URL> {
  let at = address;
  for (let steps = 0; steps < 12 && at.origin !== base; steps += 1) {
    const prompt = at.pathname.startsWith('/interaction/') ? await asked(cookies, at) : undefined;
    const form = prompt === undefined ? undefined : { prompt, ...(prompt === 'login' ? { login, password: 'x' } : {}) };
    at = targetOf(await cookies.ask(at, form), at);
  }
  return at;
}

const asked = async (cookies: Cookies, at: URL): Promise<string> =>
  /name="prompt" value="(\w+)"/.exec(await (await cookies.ask(at)).text())?.[1] ?? '';

/** Signs in from the beginning to the end. @returns the last answer */
export async function signedIn(cookies: Cookies, base: string, login: string, next = '/'): Promise<Response> {
  const back = await ledBack(cookies, await begun(cookies, base, next), login, base);
  return cookies.ask(back);
}
