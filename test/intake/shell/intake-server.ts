/** A server with talks, and articles about them. */
import type { ArticleAnswer, ReceivedAnswer } from '../../../answers/intake/article.js';
import type { AcceptedAnswer } from '../../../answers/intake/decisions.js';
import { startApp } from '../../app/start-app.js';
import { Config } from '../../../src/platform/config.js';
import type { IntakeSettings } from '../../../src/platform/intake-settings.js';
import { importLines, newFolder, ready, send, startedApp, storyText, type StartedApp } from '../../app/started-app.js';

export const TALKS = 'qatar-mediation';

/** Sentences of our own about the talks of the story. */
export const ARTICLE = `Israel denied on Friday that talks on a truce were under way.

Qatar confirmed that the talks were taking place, and said that Israel had been told.

Nobody else had anything to say about it.`;

export const SOURCE = { publisher: 'The Harbour Post', published: '2023-11-10', url: 'https://harbour.example/a' };

/** A body of a denial that can be recorded as it is. */
export const DENIAL = {
  party: 'israel',
  speaker: { capacity: 'official' },
  attribution: 'on-the-record',
  claim: 'talks',
  summary: 'Israel denies that there are talks.',
  source: { publisher: 'The Harbour Post' },
  reportedAt: '2023-11-10',
} as const;

/** The app with settings of intake, and with the talks of the story. */
export async function appWith(
  folder: string,
  intake: IntakeSettings,
): Promise<{ readonly app: Awaited<ReturnType<typeof startApp>>; readonly base: string }> {
  const app = await startApp(
    new Config(0, '127.0.0.1', folder, 'error', undefined, {}, undefined, 0, { frameAncestors: "'none'" }, intake),
  );
  const base = await app.getUrl();
  await ready(base);
  await importLines(base, storyText(TALKS));
  return { app, base };
}

export class IntakeServer {
  private constructor(
    readonly app: StartedApp,
    readonly folder: string,
  ) {}

  /** @param folder one that a server left, to go on where it stopped */
  static async start(folder = newFolder()): Promise<IntakeServer> {
    return new IntakeServer(await startedApp(folder), folder);
  }

  /** With the talks of the story. */
  static async withTalks(): Promise<IntakeServer> {
    const server = await IntakeServer.start();
    await importLines(server.app.base, storyText(TALKS));
    return server;
  }

  post(path: string, body: unknown = {}): Promise<Response> {
    return send(this.app.base, 'POST', path, body);
  }

  async posted<T>(path: string, body: unknown = {}, status = 200): Promise<T> {
    const response = await this.post(path, body);
    const answer = (await response.json()) as T;
    if (response.status !== status) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async read<T>(path: string): Promise<T> {
    const response = await fetch(`${this.app.base}/v1${path}`);
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  received(more: object = {}, negotiation: string | null = TALKS): Promise<ReceivedAnswer> {
    const body = { text: ARTICLE, ...SOURCE, ...(negotiation === null ? {} : { negotiation }), ...more };
    return this.posted('/intake', body, 201);
  }

  article(id: string): Promise<ArticleAnswer> {
    return this.read(`/intake/${id}`);
  }

  accept(article: string, candidate: string, report: object = DENIAL, kind = 'denial', query = ''): Promise<Response> {
    return this.post(`/intake/${article}/candidates/${candidate}/acceptance${query}`, { kind, report });
  }

  async accepted(article: string, candidate: string, report?: object, kind?: string): Promise<AcceptedAnswer> {
    const response = await this.accept(article, candidate, report, kind);
    const answer = (await response.json()) as AcceptedAnswer;
    if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}
