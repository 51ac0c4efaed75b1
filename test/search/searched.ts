/** A server to search, and the shortest way to ask it. */
import { searchAnswer, type SearchAnswer } from '../../answers/search.js';
import { send, startedApp, type StartedApp } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';

export class Searched {
  private constructor(readonly app: StartedApp) {}

  static async start(folder?: string, snapshotEvery = 0): Promise<Searched> {
    return new Searched(await startedApp(folder, snapshotEvery));
  }

  ask(query: Record<string, string> | string, headers: Record<string, string> = {}): Promise<Response> {
    const search = typeof query === 'string' ? new URLSearchParams({ q: query }) : new URLSearchParams(query);
    return fetch(`${this.app.base}/v1/search?${search.toString()}`, { headers });
  }

  /** The answer, which has the shape that is documented. */
  async search(query: Record<string, string> | string): Promise<SearchAnswer> {
    const response = await this.ask(query);
    return searchAnswer.parse(await response.json());
  }

  /** The ids of what is found, with their sort where it is not a report. */
  async found(query: Record<string, string> | string): Promise<string[]> {
    const { results } = await this.search(query);
    return results.map(({ what, id }) => (what === 'report' ? id : `${what}:${id}`));
  }

  async post(path: string, body: unknown): Promise<void> {
    const response = await send(this.app.base, 'POST', path, body);
    if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  open(more: object = {}): Promise<void> {
    return this.post('/negotiations', { ...opening, ...more });
  }

  record(id: string, more: object = {}, negotiation = 'talks'): Promise<void> {
    return this.post(`/negotiations/${negotiation}/reports`, report(id, more));
  }

  change(path: string, body: object, negotiation = 'talks'): Promise<void> {
    return this.post(`/negotiations/${negotiation}${path}`, body);
  }
}

/** The words that a text is marked at. */
export const markedIn = ({ text, marks }: SearchAnswer['results'][number]['texts'][number]): string[] =>
  marks.map(([start, end]) => text.slice(start, end));
