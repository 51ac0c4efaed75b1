/** A server, a browser and the review page of an article, as tests drive them. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ArticleAnswer, ReceivedAnswer } from '../../../answers/intake/article.js';
import { send } from '../../app/started-app.js';
import { launched, until } from '../browser.js';
import { ServedPages } from '../served-pages.js';

/** In milliseconds: a browser is several processes. */
export const PATIENCE = 240_000;

export const FOUNDING = readFileSync(new URL('../../../stories/articles/qatar-mediation.txt', import.meta.url), 'utf8');

export class ReviewServer {
  private constructor(
    readonly browser: Browser,
    private readonly pages: ServedPages,
  ) {}

  get base(): string {
    return this.pages.base;
  }

  static async start(): Promise<ReviewServer> {
    const pages = await ServedPages.start();
    return new ReviewServer(await launched(), pages);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.pages.stop();
  }

  async posted<A>(path: string, body: unknown): Promise<A> {
    const response = await send(this.base, 'POST', path, body);
    const answer = (await response.json()) as A;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async read<A>(path: string): Promise<A> {
    return (await (await fetch(`${this.base}/v1${path}`)).json()) as A;
  }

  /** Talks with two parties and a mediator. */
  async open(negotiation: string): Promise<void> {
    await this.posted('/negotiations', {
      negotiation,
      title: `Talks of ${negotiation}`,
      parties: [
        { party: 'union', name: 'Dockers’ Union', role: 'principal', aliases: ['the union'] },
        { party: 'port', name: 'Port Authority', role: 'principal', aliases: ['the port'] },
        { party: 'state', name: 'State Mediator', role: 'mediator' },
      ],
      issues: [{ issue: 'pay', title: 'Base pay' }],
    });
  }

  receive(text: string, more: object = {}): Promise<ReceivedAnswer> {
    return this.posted('/intake', { text, publisher: 'The Harbour Post', published: '2026-03-02', ...more });
  }

  article(id: string): Promise<ArticleAnswer> {
    return this.read(`/intake/${id}`);
  }

  async page(context?: BrowserContext): Promise<Page> {
    return (
      context ?? (await this.browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' }))
    ).newPage();
  }

  async at(page: Page, path: string): Promise<void> {
    await page.goto(this.base + path);
    await until(page, `document.documentElement.dataset.alive`);
  }
}

/** How many reports the record of the talks counts. */
export async function reportsIn(server: ReviewServer, negotiation: string): Promise<number> {
  const { reports } = await server.read<{ reports: unknown[] }>(`/negotiations/${negotiation}/vocabulary`);
  return reports.length;
}

/** Waits for a text in the line that says what was done last. */
export const told = (page: Page, text: string): Promise<void> =>
  until(page, `document.querySelector('.told [role=status]').textContent.includes(${JSON.stringify(text)})`);
