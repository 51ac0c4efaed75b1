/** The live stream: what is recorded, as it is recorded, over every break of the connection. */
import type { AllStreamParameters, Message, StreamGap } from '../../../answers/live.js';
import { backOff, type Connection } from './connection.js';
import { ParleyProblem, ParleyUnreachable } from './errors.js';
import { pathOf, type QueryValue } from './query.js';

/** What the stream tells, in its order. */
export type LiveEvent =
  | { readonly event: 'hello'; readonly data: { readonly position: string } }
  | { readonly event: 'recorded'; readonly data: Message }
  /** Events are left out: what is known is to be read anew. */
  | { readonly event: 'gap'; readonly data: StreamGap };

export interface LiveOptions extends Partial<Omit<AllStreamParameters, 'negotiation' | 'party' | 'milestones'>> {
  readonly negotiation?: string;
  readonly party?: string;
  readonly milestones?: boolean;
  /** Told when the stream is followed, and when the connection to the server is lost. */
  readonly onState?: ((state: 'live' | 'away') => void) | undefined;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
}

/** One server-sent event as it stands in the stream. */
interface Frame {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

function frameOf(text: string): Frame | undefined {
  let [event, id]: [string, string | undefined] = ['message', undefined];
  const data: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'id') id = value;
    if (field === 'data') data.push(value);
  }
  return data.length > 0 ? { event, data: data.join('\n'), id } : undefined;
}

/** The frames of a body as they arrive; comments and what was cut off are none. */
export async function* framesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const parts = text.split(/\r?\n\r?\n/);
      text = parts.pop() ?? '';
      for (const part of parts) {
        const frame = frameOf(part);
        if (frame) yield frame;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** However long the server says: in seconds. */
const LONGEST_WAIT = 120;

/** Neither a server that is away nor one that says “later” ends a stream. */
const isPassing = (error: unknown): boolean =>
  error instanceof ParleyUnreachable ||
  (error instanceof ParleyProblem && (error.status === 429 || error.status >= 500));

/**
 * Follows what is recorded until the signal aborts or the loop is left: after a break it goes on behind the last event.
 * @throws ParleyProblem where the server refuses for good, as for a negotiation that is none
 */
export async function* follow(
  connection: Connection,
  { signal, negotiation, after, onState, ...filter }: LiveOptions = {},
): AsyncGenerator<LiveEvent> {
  const path = negotiation === undefined ? '/v1/stream' : `/v1${pathOf('negotiations', negotiation, 'stream')}`;
  let last: string | undefined = after;
  let fails = 0;
  for (;;) {
    if (signal?.aborted) return;
    const ending = new AbortController();
    const end = (): void => ending.abort(signal?.reason);
    signal?.addEventListener('abort', end);
    let told: number | undefined;
    try {
      const query = { ...(filter as Record<string, QueryValue>), ...(last === undefined ? {} : { after: last }) };
      const headers = { accept: 'text/event-stream' };
      const { body } = await connection.once(path, { query, headers, signal: ending.signal });
      onState?.('live');
      if (body)
        for await (const { event, data, id } of framesIn(body)) {
          fails = 0;
          yield { event, data: JSON.parse(data) as never } as LiveEvent;
          // Counted as seen once whoever reads it asks for the next.
          last = id ?? last;
        }
    } catch (error) {
      if (signal?.aborted) return;
      // A connection that breaks in the middle is whatever the platform calls it.
      if (error instanceof ParleyProblem && !isPassing(error)) throw error;
      told = error instanceof ParleyProblem ? error.retryAfter : undefined;
    } finally {
      signal?.removeEventListener('abort', end);
      ending.abort();
    }
    if (signal?.aborted) return;
    onState?.('away');
    await connection.pause(told === undefined ? backOff(fails) : Math.min(told, LONGEST_WAIT) * 1000, signal);
    fails += 1;
  }
}
