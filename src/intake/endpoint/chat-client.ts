/** The client of an OpenAI-compatible server of chat completions, which the operator configures. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { EndpointSettings } from '../../platform/intake-settings.js';
import type { Message } from './prompt.js';

/** How long one call may take, in milliseconds, and how long its answer may be, in bytes. */
const PATIENCE = 120_000;
const LONGEST = 2 * 1024 * 1024;
const AT_ONCE = 2;
const DAY = 86_400_000;

/** Why the endpoint gave no answer, in words. */
export class EndpointFailed extends Error {
  override readonly name = 'EndpointFailed';
}

/** How an answer is asked for, from the strictest to the least: what a server refuses is not asked for again. */
const FORMATS = ['json_schema', 'json_object', 'none'] as const;
type AnswerFormat = (typeof FORMATS)[number];

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/** The body of a request. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly temperature: 0;
  readonly response_format?: object;
}

export class ChatClient {
  #format: AnswerFormat = 'json_schema';
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #calls = { day: 0, made: 0 };
  patience = PATIENCE;

  constructor(
    readonly settings: EndpointSettings,
    /** Milliseconds since the epoch. */
    private readonly now: () => number,
  ) {}

  get host(): string {
    return new URL(this.settings.url).host;
  }

  /** How many more calls may be made today (UTC). */
  get left(): number {
    const day = Math.floor(this.now() / DAY);
    if (this.#calls.day !== day) this.#calls = { day, made: 0 };
    return Math.max(0, this.settings.budget - this.#calls.made);
  }

  /** What would be sent. */
  requestFor(messages: readonly Message[], schema: object): ChatRequest {
    const format = {
      json_schema: { type: 'json_schema', json_schema: { name: 'candidates', strict: true, schema } },
      json_object: { type: 'json_object' },
      none: undefined,
    }[this.#format];
    const common = { model: this.settings.model, messages, temperature: 0 } as const;
    return format === undefined ? common : { ...common, response_format: format };
  }

  /** What the model wrote. Throws `EndpointFailed`. */
  async complete(messages: readonly Message[], schema: object): Promise<string> {
    await this.#turn();
    try {
      for (;;) {
        const response = await this.#send(this.requestFor(messages, schema));
        if (response.status !== 400 && response.status !== 422) return await this.#contentOf(response);
        // Not every server can hold its model to a schema.
        await response.body?.cancel();
        const next = FORMATS[FORMATS.indexOf(this.#format) + 1];
        if (next === undefined) throw new EndpointFailed(`it answers ${response.status}`);
        this.#format = next;
      }
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    while (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
  }

  async #send(body: ChatRequest): Promise<Response> {
    if (this.left === 0) throw new EndpointFailed('its calls of today are used up (PARLEY_INTAKE_BUDGET)');
    this.#calls.made += 1;
    const { url, keyFile } = this.settings;
    try {
      const key = keyFile === undefined ? undefined : (await readFile(keyFile, 'utf8')).trim();
      return await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(this.patience),
      });
    } catch (error) {
      throw new EndpointFailed(reasonOf(error, this.patience), { cause: error });
    }
  }

  async #contentOf(response: Response): Promise<string> {
    if (!response.ok) {
      await response.body?.cancel();
      throw new EndpointFailed(`it answers ${response.status}`);
    }
    try {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of response.body ?? []) {
        length += chunk.length;
        if (length > LONGEST) throw new EndpointFailed('its answer is too long');
        chunks.push(chunk);
      }
      const read = completion.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      if (!read.success) throw new EndpointFailed('it answers something else than a completion');
      return read.data.choices[0]?.message.content ?? '';
    } catch (error) {
      if (error instanceof EndpointFailed) throw error;
      if (error instanceof SyntaxError) throw new EndpointFailed('its answer is no JSON', { cause: error });
      throw new EndpointFailed(reasonOf(error, this.patience), { cause: error });
    }
  }
}

const reasonOf = (error: unknown, patience: number): string =>
  (error as Error).name === 'TimeoutError'
    ? `it did not answer within ${patience / 1000} seconds`
    : 'it could not be reached, or its answer was cut off';
