/** Sends a bad request, and judges the answer: a problem document that says what is wrong, in time, and never a 5xx. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { problem, problemSchema } from '../../answers/problem.js';
import type { BadRequest } from './requests.js';

/** In milliseconds: an answer that takes longer than this counts as none. The machine may be busy. */
const PATIENCE = 60_000;

/** Codes whose problems have to name the field. */
const NAMES_FIELDS = new Set(['invalid-parameter', 'invalid-request', 'unknown-party', 'unknown-entry']);

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
export const hangUp = (): void => agent.destroy();

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const MEBIBYTE = 1024 * 1024;

// A body that is too long is refused before all of it is sent, and whoever goes on sending may miss the answer.
const HUNG_UP: Answer = {
  status: 413,
  type: 'application/problem+json',
  text: JSON.stringify(problem('payload-too-large', 'hung up')),
};
const isHungUp = (error: NodeJS.ErrnoException, body: string | null): boolean =>
  ['EPIPE', 'ECONNRESET'].includes(error.code ?? '') && (body ?? '').length > MEBIBYTE;

/** What has no end is an answer once it has begun. */
const isLive = (path: string, { statusCode }: IncomingMessage): boolean =>
  statusCode === 200 && /\/stream(?:$|\?)/.test(path);

export function send(base: string, token: string, { method, path, headers, body }: BadRequest): Promise<Answer> {
  const given = { authorization: `Bearer ${token}`, ...headers };
  return new Promise((resolve, reject) => {
    const asked = request(
      `${base}/`,
      { method, path, headers: given, agent, signal: AbortSignal.timeout(PATIENCE) },
      (response) => {
        const chunks: Buffer[] = [];
        const answer = () => ({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
        });
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (!isLive(path, response)) return;
          resolve(answer());
          response.destroy();
        });
        response.on('error', reject);
        response.on('end', () => resolve(answer()));
      },
    );
    asked.on('error', (error) => (isHungUp(error, body) ? resolve(HUNG_UP) : reject(error)));
    asked.end(body === null ? undefined : Buffer.from(body, 'latin1'));
  });
}

/** What is wrong with an answer; undefined where nothing is. */
export function fault(answer: Answer): string | undefined {
  const { status, type, text } = answer;
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  if (status < 400) return undefined;
  if (!type.startsWith('application/problem+json')) return `refused with ${status} as ${type}`;
  const read = problemSchema.safeParse(JSON.parse(text));
  if (!read.success) return `refused with ${status}, and not as a problem: ${text.slice(0, 300)}`;
  if (read.data.status !== status) return `refused with ${status}, and says ${read.data.status}`;
  const named = read.data.errors?.every(({ pointer, parameter }) => pointer !== undefined || parameter !== undefined);
  if (NAMES_FIELDS.has(read.data.code) && named !== true) return `names no field: ${text.slice(0, 300)}`;
  return undefined;
}

interface Told {
  readonly recorded?: number;
  readonly position?: string | null;
  readonly secret?: string;
  /** Of a mapping of coded files, each saving and removing of which is an event. */
  readonly savedAt?: string;
  /** Of a card that is published. */
  readonly publishedAt?: string;
  readonly duplicate?: boolean;
  readonly dryRun?: boolean;
}

/** How many events a request has recorded, as its answer tells. */
export function recordedBy(method: string, { status, text }: Answer): number {
  if (method === 'GET' || status >= 300) return 0;
  const { recorded, duplicate, dryRun, ...told } = JSON.parse(text) as Told;
  if (dryRun === true || duplicate === true) return 0;
  const { position, secret, savedAt, publishedAt } = told;
  return recorded ?? ([position, secret, savedAt, publishedAt].some((one) => typeof one === 'string') ? 1 : 0);
}
