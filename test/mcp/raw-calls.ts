/** Messages of the protocol as they stand in a request, whether or not the protocol's client would send them. */
import type { GuardedApp } from '../access/guarded-app.js';

export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  /** The message in it, whichever way it was sent. */
  readonly message: {
    readonly result?: Record<string, unknown>;
    readonly error?: { readonly code: number; readonly message: string };
  };
}

export const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' } as const;

/** Posts a body as it is. */
export async function posted(
  base: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const answer = await fetch(`${base}/mcp`, { method: 'POST', headers: { ...HEADERS, ...headers }, body });
  const text = await answer.text();
  const type = answer.headers.get('content-type');
  const json = type?.startsWith('text/event-stream') ? (/^data: (.*)$/m.exec(text)?.[1] ?? '{}') : text || '{}';
  return { status: answer.status, type, text, message: JSON.parse(json) as Answered['message'] };
}

/** Sends a request of the protocol. */
export const rpc = (
  base: string,
  method: string,
  params?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> => posted(base, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), headers);

export const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Calls a tool. */
export const call = (base: string, token: string | undefined, name: unknown, args: unknown): Promise<Answered> =>
  rpc(base, 'tools/call', { name, arguments: args }, bearer(token));

/** All of the log but for the streams of intake. */
export async function logWithoutIntake(guarded: GuardedApp, auditor: string): Promise<string[]> {
  const log = await (await guarded.ask('/v1/log', { token: auditor })).text();
  const lines = log.split('\n').filter((line) => line !== '');
  return lines.filter((line) => /"stream":"(?!intake(?:-|"))/.test(line));
}
