/** A reader of server-sent events: what it has heard so far, and the next of it. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export interface Heard {
  readonly id: string | undefined;
  readonly event: string;
  // What a test looks for in it is its own affair.
  readonly data: Readonly<Record<string, unknown>>;
}

const field = (block: string, name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];

export class Listener {
  readonly heard: Heard[] = [];
  comments = 0;
  #rest = '';
  ended = false;

  private constructor(readonly response: IncomingMessage) {
    response
      .setEncoding('utf8')
      .on('data', (text: string) => this.#take(text))
      .on('error', () => undefined)
      .on('close', () => (this.ended = true));
  }

  static async on(url: string, headers: Record<string, string> = {}): Promise<Listener> {
    const request = get(url, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return new Listener(response);
  }

  /** Waits until so many of a kind have been heard, and answers them. */
  async until(event: string, count: number): Promise<Heard[]> {
    const found = () => this.heard.filter((one) => one.event === event);
    for (let tries = 0; tries < 3_000 && found().length < count; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (found().length < count) throw new Error(`only ${found().length} of ${count} events ${event} were heard`);
    return found();
  }

  close(): void {
    this.response.destroy();
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith(':')) this.comments += 1;
      else
        this.heard.push({
          id: field(block, 'id'),
          event: field(block, 'event') ?? 'message',
          data: JSON.parse(field(block, 'data') ?? 'null') as Heard['data'],
        });
    }
  }
}
