/** What every walk needs: the program with nothing in it, a browser, and for each test a page whose errors fail it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { IssuedAnswer } from '../../../answers/access/tokens.js';
import type { TokenRole } from '../../../events/access.js';
import { launched } from '../browser.js';
import { ServedPages } from '../served-pages.js';
import { Keyboard } from './keyboard.js';

/** In milliseconds. */
export const PATIENCE = 240_000;
const ADMIN = 'the-first-token-of-the-server-of-these-walks';

/** A walk under way: what each test begins with. */
export class Walk {
  base = '';
  page!: Page;
  keys!: Keyboard;
  pages!: ServedPages;
  browser!: Browser;
  #context!: BrowserContext;
  #wrong: string[] = [];
  readonly #secrets = new Map<string, string>();

  /** Registers what comes before and after the tests of the block that it is called in. */
  static through(
    env: Record<string, string>,
    people: Readonly<Record<string, readonly TokenRole[]>> = {},
    prepare: (walk: Walk) => Promise<void> = async () => {},
  ): Walk {
    const walk = new Walk();
    beforeAll(async () => {
      const admin = Object.keys(people).length > 0 ? { PARLEY_BOOTSTRAP_TOKEN: ADMIN } : {};
      walk.pages = await ServedPages.start([], { ...env, ...admin });
      walk.base = walk.pages.base;
      walk.browser = await launched();
      for (const [subject, roles] of Object.entries(people))
        walk.#secrets.set(subject, (await walk.ask<IssuedAnswer>('/tokens', ADMIN, { subject, roles })).secret);
      await prepare(walk);
    }, PATIENCE);
    afterAll(async () => {
      await walk.browser.close();
      await walk.pages.stop();
    });
    beforeEach(async () => {
      walk.#wrong = [];
      walk.#context = await walk.browser.newContext({ viewport: { width: 1200, height: 900 } });
      walk.page = await walk.#context.newPage();
      walk.page.on('pageerror', (error) => walk.#wrong.push(error.message));
      walk.keys = await Keyboard.of(walk.page);
    });
    afterEach(async () => {
      await walk.#context.close();
      if (walk.#wrong.length > 0) throw new Error(walk.#wrong.join('\n'));
    });
    return walk;
  }

  /** The token of one of the people. */
  secretOf(whose: string): string {
    return this.#secrets.get(whose) ?? '';
  }

  /** Asks the interface; without a token where the server is open. An answer of 400 or more is an error. */
  async ask<A>(path: string, token?: string, body?: object, method = body ? 'POST' : 'GET'): Promise<A> {
    const response = await fetch(`${this.base}/v1${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as A;
  }

  /** Signs in by keys, and comes to a page. */
  async signedIn(whose: string, path: string): Promise<void> {
    await this.keys.open(`${this.base}/sign-in?next=${encodeURIComponent(path)}`);
    await this.keys.fill('textbox', 'Token', this.secretOf(whose));
    await this.page.keyboard.press('Enter');
    await this.keys.at(path);
  }
}
