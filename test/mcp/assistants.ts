/** Assistants of the tests: the protocol's own client, over both ways in. */
import { Client, StreamableHTTPClientTransport, type CallToolResult } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { Citation } from '../../answers/citations.js';
import type { Problem } from '../../answers/problem.js';
import { cli } from '../app/program.js';

export type Transport = 'http' | 'stdio';

/** What a tool said: its answer with citations, or why it was refused. */
export type Told =
  | { readonly answer: Record<string, unknown>; readonly citations: readonly Citation[]; readonly uncited: number }
  | { readonly problem: Problem };

export class Assistant {
  private constructor(readonly client: Client) {}

  /** @param token none on an open server */
  static async over(way: Transport, base: string, token?: string): Promise<Assistant> {
    const client = new Client({ name: 'a test', version: '1' });
    if (way === 'http') {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      await client.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { requestInit: { headers } }));
    } else {
      const env = { PARLEY_SERVER: base, ...(token === undefined ? {} : { PARLEY_TOKEN: token }) };
      const args = [cli, 'mcp'];
      await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'ignore' }));
    }
    return new Assistant(client);
  }

  /** What the tool said, whether it is an answer or a refusal. */
  call(name: string, args: Record<string, unknown> = {}): Promise<CallToolResult> {
    return this.client.callTool({ name, arguments: args });
  }

  async told(name: string, args: Record<string, unknown> = {}): Promise<Told> {
    const { content } = await this.call(name, args);
    const [first] = content;
    return JSON.parse(first?.type === 'text' ? first.text : 'null') as Told;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
