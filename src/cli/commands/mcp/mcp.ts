/** `parley mcp`: serves an assistant over standard input and output, by the Model Context Protocol. */
import { once } from 'node:events';
import type { Command } from 'commander';
import { withClient } from '../../client/connect.js';
import type { CommandContext } from '../../command-context.js';
import { withHelpText } from '../../help-text.js';
import { interruptSignal, writeMessage } from '../../process-io.js';

export function addMcp(program: Command, context: CommandContext): void {
  const command = program
    .command('mcp')
    .description('serve an assistant over standard input and output (Model Context Protocol)');
  withHelpText(command, {
    about:
      'The assistant that starts it reads as whoever the token is, and drafts what a person then decides on. A server offers the same at /mcp.',
    examples: ['parley mcp', 'parley --server https://parley.example mcp', 'parley --data ./data mcp'],
    exit: ['0  standard input has ended', '1  the data folder cannot be read', '2  wrong usage'],
  });
  context.setAction(command, async (_, options) => {
    const { stdin, stdout } = context.io;
    const signal = interruptSignal();
    await withClient(context.io, options, async ({ parley }) => {
      // Loaded only here, because loading the protocol is slow.
      const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
      const { mcpServer } = await import('../../../mcp/mcp-server.js');
      const ended = once(stdin, 'end', { signal }).catch(() => undefined);
      const served = serveStdio(() => mcpServer(parley), {
        transport: new StdioServerTransport(stdin, stdout),
        maxSubscriptions: 0,
        onerror: ({ message }) => writeMessage(context.io, `parley: ${message}`),
      });
      await ended;
      await served.close();
    });
  });
}
